import type { Fact } from './fact.ts';

/*
 * Settings of EKS clusters and of their machines. Defaults: registry.terraform.io/providers/hashicorp/aws (aws_eks_cluster,
 * aws_eks_node_group, aws_launch_template), registry.terraform.io/modules/terraform-aws-modules/eks/aws (inputs of v20 and
 * v21), schema.eksctl.io.
 */

const cluster = 'eks-cluster';
const ALL_ADDRESSES = ['0.0.0.0/0'];

/** Stands for a default that is in order, where a module brings its own. */
const BROUGHT = 'brought by the module';

export const eksCluster = {
  publicEndpoint: {
    of: cluster,
    paths: {
      terraform: 'vpc_config.endpoint_public_access',
      module: 'endpoint_public_access|cluster_endpoint_public_access',
      eksctl: 'vpc.clusterEndpoints.publicAccess',
      api: 'resourcesVpcConfig.endpointPublicAccess',
    },
    absent: true,
    absentIn: { module: false },
    omitted: undefined,
  },
  privateEndpoint: {
    of: cluster,
    paths: {
      terraform: 'vpc_config.endpoint_private_access',
      module: 'endpoint_private_access|cluster_endpoint_private_access',
      eksctl: 'vpc.clusterEndpoints.privateAccess',
      api: 'resourcesVpcConfig.endpointPrivateAccess',
    },
    absent: false,
    absentIn: { module: true },
    omitted: undefined,
  },
  publicCidrs: {
    of: cluster,
    paths: {
      terraform: 'vpc_config.public_access_cidrs',
      module: 'endpoint_public_access_cidrs|cluster_endpoint_public_access_cidrs',
      eksctl: 'vpc.publicAccessCIDRs',
      api: 'resourcesVpcConfig.publicAccessCidrs',
    },
    absent: ALL_ADDRESSES,
    omitted: undefined,
  },
  secretsKey: {
    of: cluster,
    paths: {
      terraform: 'encryption_config.provider.key_arn',
      module: 'encryption_config|cluster_encryption_config',
      eksctl: 'secretsEncryption.keyARN',
      api: 'encryptionConfig.provider.keyArn',
    },
    absent: null,
    absentIn: { module: BROUGHT },
  },
  logTypes: {
    of: cluster,
    paths: {
      terraform: 'enabled_cluster_log_types',
      module: 'enabled_log_types|cluster_enabled_log_types',
      eksctl: 'cloudWatch.clusterLogging.enableTypes',
      api: 'logging.clusterLogging',
    },
    absent: [],
    absentIn: { module: ['audit', 'api', 'authenticator'] },
    omitted: undefined,
    nulled: [],
  },
  authenticationMode: {
    of: cluster,
    paths: {
      terraform: 'access_config.authentication_mode',
      module: 'authentication_mode',
      eksctl: 'accessConfig.authenticationMode',
      api: 'accessConfig.authenticationMode',
    },
    absent: 'CONFIG_MAP',
    absentIn: { module: 'API_AND_CONFIG_MAP', eksctl: 'API_AND_CONFIG_MAP' },
    omitted: undefined,
  },
  creatorIsAdmin: {
    of: cluster,
    paths: {
      terraform: 'access_config.bootstrap_cluster_creator_admin_permissions',
      module: 'enable_cluster_creator_admin_permissions',
      eksctl: 'accessConfig.bootstrapClusterCreatorAdminPermissions',
      api: 'accessConfig.bootstrapClusterCreatorAdminPermissions',
    },
    absent: true,
    absentIn: { module: false },
    omitted: undefined,
  },
  version: {
    of: cluster,
    paths: {
      terraform: 'version',
      module: 'kubernetes_version|cluster_version',
      eksctl: 'metadata.version',
      api: 'version',
    },
  },
} as const satisfies Readonly<Record<string, Fact>>;

const group = 'eks-node-group';

export const eksNodeGroup = {
  sshKey: {
    of: group,
    paths: { terraform: 'remote_access.ec2_ssh_key', module: 'remote_access.ec2_ssh_key', eksctl: 'ssh.allow' },
  },
  sshSources: {
    of: group,
    paths: {
      terraform: 'remote_access.source_security_group_ids',
      module: 'remote_access.source_security_group_ids',
      eksctl: 'ssh.sourceSecurityGroupIds',
    },
    absent: [],
  },
  image: {
    of: group,
    paths: { terraform: 'ami_type', module: 'ami_type', eksctl: 'amiFamily' },
  },
  subnets: { of: group, paths: { terraform: 'subnet_ids' } },
  privateNetworking: { of: group, paths: { eksctl: 'privateNetworking' }, absent: false },
  metadataTokens: {
    of: group,
    paths: { module: 'metadata_options.http_tokens' },
    absent: 'required',
  },
  metadataV1Off: { of: group, paths: { eksctl: 'disableIMDSv1' }, absent: true },
  metadataHops: { of: group, paths: { module: 'metadata_options.http_put_response_hop_limit' } },
  volumeEncrypted: { of: group, paths: { eksctl: 'volumeEncrypted' } },
  volumeKey: { of: group, paths: { eksctl: 'volumeKmsKeyID' }, absent: null },
} as const satisfies Readonly<Record<string, Fact>>;

const template = 'launch-template';

export const launchTemplate = {
  metadataTokens: { of: template, paths: { terraform: 'metadata_options.http_tokens' }, absent: 'optional' },
  metadataHops: { of: template, paths: { terraform: 'metadata_options.http_put_response_hop_limit' }, absent: 1 },
  metadataEndpoint: { of: template, paths: { terraform: 'metadata_options.http_endpoint' }, absent: 'enabled' },
} as const satisfies Readonly<Record<string, Fact>>;
