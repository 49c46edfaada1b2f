import type { Fact } from './fact.ts';

/*
 * Settings of GKE clusters and node pools. Defaults: registry.terraform.io/providers/hashicorp/google
 * (google_container_cluster, google_container_node_pool) and the REST reference of container.googleapis.com/v1; its
 * answers leave out what is false or empty.
 */

const cluster = 'gke-cluster';
const OFF = { absent: false } as const;

export const gkeCluster = {
  privateEndpoint: {
    of: cluster,
    paths: {
      terraform: 'private_cluster_config.enable_private_endpoint',
      api: 'privateClusterConfig.enablePrivateEndpoint',
    },
    ...OFF,
  },
  addressEndpoint: {
    of: cluster,
    paths: {
      terraform: 'control_plane_endpoints_config.ip_endpoints_config.enabled',
      api: 'controlPlaneEndpointsConfig.ipEndpointsConfig.enabled',
    },
  },
  privateNodes: {
    of: cluster,
    paths: {
      terraform: 'private_cluster_config.enable_private_nodes',
      api: 'privateClusterConfig.enablePrivateNodes|networkConfig.defaultEnablePrivateNodes',
    },
    ...OFF,
  },
  authorizedNetworks: {
    of: cluster,
    paths: { terraform: 'master_authorized_networks_config', api: 'masterAuthorizedNetworksConfig' },
    absent: null,
  },
  secretsEncryption: {
    of: cluster,
    paths: { terraform: 'database_encryption.state', api: 'databaseEncryption.state' },
    absent: 'DECRYPTED',
  },
  loggingService: { of: cluster, paths: { terraform: 'logging_service', api: 'loggingService' } },
  loggingComponents: {
    of: cluster,
    paths: {
      terraform: 'logging_config.enable_components',
      api: 'loggingConfig.componentConfig.enableComponents',
    },
    omitted: [],
  },
  monitoringService: { of: cluster, paths: { terraform: 'monitoring_service', api: 'monitoringService' } },
  monitoringComponents: {
    of: cluster,
    paths: {
      terraform: 'monitoring_config.enable_components',
      api: 'monitoringConfig.componentConfig.enableComponents',
    },
  },
  legacyAbac: { of: cluster, paths: { terraform: 'enable_legacy_abac', api: 'legacyAbac.enabled' }, ...OFF },
  username: { of: cluster, paths: { terraform: 'master_auth.username', api: 'masterAuth.username' } },
  clientCertificate: {
    of: cluster,
    paths: {
      terraform: 'master_auth.client_certificate_config.issue_client_certificate',
      api: 'masterAuth.clientCertificateConfig.issueClientCertificate',
    },
    ...OFF,
  },
  issuedCertificate: { of: cluster, paths: { api: 'masterAuth.clientCertificate' } },
  groups: {
    of: cluster,
    paths: { terraform: 'authenticator_groups_config.security_group', api: 'authenticatorGroupsConfig.securityGroup' },
    absent: null,
  },
  networkPolicy: {
    of: cluster,
    paths: { terraform: 'network_policy.enabled', api: 'networkPolicy.enabled' },
    ...OFF,
    fixedByAutopilot: true,
  },
  datapath: {
    of: cluster,
    paths: { terraform: 'datapath_provider', api: 'networkConfig.datapathProvider' },
    absent: 'LEGACY_DATAPATH',
    fixedByAutopilot: true,
  },
  intranodeVisibility: {
    of: cluster,
    paths: { terraform: 'enable_intranode_visibility', api: 'networkConfig.enableIntraNodeVisibility' },
    ...OFF,
    fixedByAutopilot: true,
  },
  networkingMode: { of: cluster, paths: { terraform: 'networking_mode' }, absent: 'VPC_NATIVE' },
  aliasAddresses: { of: cluster, paths: { api: 'ipAllocationPolicy.useIpAliases' }, ...OFF },
  subnetwork: { of: cluster, paths: { terraform: 'subnetwork' } },
  alpha: { of: cluster, paths: { terraform: 'enable_kubernetes_alpha', api: 'enableKubernetesAlpha' }, ...OFF },
  dashboardOff: { of: cluster, paths: { terraform: 'addons_config.kubernetes_dashboard.disabled' } },
  dashboard: { of: cluster, paths: { api: 'addonsConfig.kubernetesDashboard' } },
  binaryAuthorization: {
    of: cluster,
    paths: {
      terraform: 'binary_authorization.evaluation_mode|binary_authorization.enabled|enable_binary_authorization',
      api: 'binaryAuthorization.evaluationMode|binaryAuthorization.enabled',
    },
    absent: 'DISABLED',
  },
  // A cluster that names no channel is put into one when it is made (REST reference, Cluster.releaseChannel).
  releaseChannel: {
    of: cluster,
    paths: { terraform: 'release_channel.channel', api: 'releaseChannel.channel' },
    omitted: 'UNSPECIFIED',
    fixedByAutopilot: true,
  },
  shieldedNodes: {
    of: cluster,
    paths: { terraform: 'enable_shielded_nodes', api: 'shieldedNodes.enabled' },
    absent: true,
    omitted: false,
    fixedByAutopilot: true,
  },
  workloadPool: {
    of: cluster,
    paths: {
      terraform: 'workload_identity_config.workload_pool|workload_identity_config.identity_namespace',
      api: 'workloadIdentityConfig.workloadPool',
    },
    absent: null,
    fixedByAutopilot: true,
  },
  confidentialNodes: {
    of: cluster,
    paths: { terraform: 'confidential_nodes.enabled', api: 'confidentialNodes.enabled' },
    ...OFF,
  },
  // New clusters have BASIC posture unless told otherwise, so absence proves nothing.
  securityPosture: {
    of: cluster,
    paths: { terraform: 'security_posture_config.mode', api: 'securityPostureConfig.mode' },
  },
  vulnerabilityScanning: {
    of: cluster,
    paths: {
      terraform: 'security_posture_config.vulnerability_mode',
      api: 'securityPostureConfig.vulnerabilityMode',
    },
  },
  version: { of: cluster, paths: { terraform: 'min_master_version', api: 'currentMasterVersion' } },
} as const satisfies Readonly<Record<string, Fact>>;

const pool = 'gke-node-pool';
const MANAGED = { fixedByAutopilot: true } as const;

export const gkeNodePool = {
  serviceAccount: {
    of: pool,
    paths: { terraform: 'node_config.service_account', api: 'config.serviceAccount' },
    absent: 'default',
  },
  scopes: { of: pool, paths: { terraform: 'node_config.oauth_scopes', api: 'config.oauthScopes' } },
  metadataMode: {
    of: pool,
    paths: {
      terraform: 'node_config.workload_metadata_config.mode|node_config.workload_metadata_config.node_metadata',
      api: 'config.workloadMetadataConfig.mode',
    },
    absent: null,
    ...MANAGED,
  },
  legacyEndpointsOff: {
    of: pool,
    paths: {
      terraform: 'node_config.metadata.disable-legacy-endpoints',
      api: 'config.metadata.disable-legacy-endpoints',
    },
    ...MANAGED,
  },
  secureBoot: {
    of: pool,
    paths: {
      terraform: 'node_config.shielded_instance_config.enable_secure_boot',
      api: 'config.shieldedInstanceConfig.enableSecureBoot',
    },
    ...OFF,
    ...MANAGED,
  },
  integrityMonitoring: {
    of: pool,
    paths: {
      terraform: 'node_config.shielded_instance_config.enable_integrity_monitoring',
      api: 'config.shieldedInstanceConfig.enableIntegrityMonitoring',
    },
    absent: true,
    omitted: false,
    ...MANAGED,
  },
  image: {
    of: pool,
    paths: { terraform: 'node_config.image_type', api: 'config.imageType' },
    absent: 'COS_CONTAINERD',
    omitted: undefined,
    ...MANAGED,
  },
  bootDiskKey: {
    of: pool,
    paths: { terraform: 'node_config.boot_disk_kms_key', api: 'config.bootDiskKmsKey' },
    absent: null,
  },
  autoUpgrade: {
    of: pool,
    paths: { terraform: 'management.auto_upgrade', api: 'management.autoUpgrade' },
    absent: true,
    omitted: false,
    ...MANAGED,
  },
  autoRepair: {
    of: pool,
    paths: { terraform: 'management.auto_repair', api: 'management.autoRepair' },
    absent: true,
    omitted: false,
    ...MANAGED,
  },
  privateNodes: {
    of: pool,
    paths: { terraform: 'network_config.enable_private_nodes', api: 'networkConfig.enablePrivateNodes' },
  },
  sandbox: {
    of: pool,
    paths: {
      terraform: 'node_config.sandbox_config.sandbox_type|node_config.sandbox_config.type',
      api: 'config.sandboxConfig.type',
    },
    absent: null,
    ...MANAGED,
  },
  confidential: {
    of: pool,
    paths: { terraform: 'node_config.confidential_nodes.enabled', api: 'config.confidentialNodes.enabled' },
  },
  readOnlyPort: {
    of: pool,
    paths: {
      terraform: 'node_config.kubelet_config.insecure_kubelet_readonly_port_enabled',
      api: 'config.kubeletConfig.insecureKubeletReadonlyPortEnabled',
    },
  },
  version: { of: pool, paths: { terraform: 'version', api: 'version' } },
} as const satisfies Readonly<Record<string, Fact>>;
