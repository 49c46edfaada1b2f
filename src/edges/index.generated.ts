// Written by `npm run generate`. Do not edit.
import type { Edge } from './edge.ts';
import anonymousAccess from './anonymous-access/edge.ts';
import apiProxy from './api-proxy/edge.ts';
import awsAuthWrite from './aws-auth-write/edge.ts';
import bootstrapTokenCreate from './bootstrap-token-create/edge.ts';
import cgroupReleaseAgent from './cgroup-release-agent/edge.ts';
import clientCertificateIssue from './client-certificate-issue/edge.ts';
import cloudAccountControl from './cloud-account-control/edge.ts';
import clusterAdminControls from './cluster-admin-controls/edge.ts';
import clusterAdminRights from './cluster-admin-rights/edge.ts';
import controlPlaneNode from './control-plane-node/edge.ts';
import corePattern from './core-pattern/edge.ts';
import exploitedService from './exploited-service/edge.ts';
import exploitedVulnerability from './exploited-vulnerability/edge.ts';
import exposedEndpoint from './exposed-endpoint/edge.ts';
import holdsPermissions from './holds-permissions/edge.ts';
import hostPathRead from './host-path-read/edge.ts';
import hostPathTraverse from './host-path-traverse/edge.ts';
import hostPathWrite from './host-path-write/edge.ts';
import hostProcessNsenter from './host-process-nsenter/edge.ts';
import hostProcessPtrace from './host-process-ptrace/edge.ts';
import impersonateAccounts from './impersonate-accounts/edge.ts';
import impersonateGroups from './impersonate-groups/edge.ts';
import impersonateUsers from './impersonate-users/edge.ts';
import kernelModuleLoad from './kernel-module-load/edge.ts';
import mastersGroup from './masters-group/edge.ts';
import memberOf from './member-of/edge.ts';
import metadataServiceCredentials from './metadata-service-credentials/edge.ts';
import mountsVolume from './mounts-volume/edge.ts';
import mutatingPolicyWrite from './mutating-policy-write/edge.ts';
import mutatingWebhookWrite from './mutating-webhook-write/edge.ts';
import namespaceControls from './namespace-controls/edge.ts';
import namespaceLabelPatch from './namespace-label-patch/edge.ts';
import nodeCloudIdentity from './node-cloud-identity/edge.ts';
import nodeIdentity from './node-identity/edge.ts';
import nodeReadsSecrets from './node-reads-secrets/edge.ts';
import nodeRuns from './node-runs/edge.ts';
import nodeVolumes from './node-volumes/edge.ts';
import nodesProxy from './nodes-proxy/edge.ts';
import openByHandle from './open-by-handle/edge.ts';
import operatorDeputy from './operator-deputy/edge.ts';
import persistentVolumeCreate from './persistent-volume-create/edge.ts';
import podContains from './pod-contains/edge.ts';
import podsAttach from './pods-attach/edge.ts';
import podsCreateAsAccount from './pods-create-as-account/edge.ts';
import podsCreateEscape from './pods-create-escape/edge.ts';
import podsDebug from './pods-debug/edge.ts';
import podsExec from './pods-exec/edge.ts';
import podsPatch from './pods-patch/edge.ts';
import podsPortforward from './pods-portforward/edge.ts';
import privilegedContainer from './privileged-container/edge.ts';
import reachesEndpoint from './reaches-endpoint/edge.ts';
import rolesBind from './roles-bind/edge.ts';
import rolesEscalate from './roles-escalate/edge.ts';
import runsAs from './runs-as/edge.ts';
import runtimeSocket from './runtime-socket/edge.ts';
import secretHoldsToken from './secret-holds-token/edge.ts';
import secretInEnvironment from './secret-in-environment/edge.ts';
import secretsRead from './secrets-read/edge.ts';
import sendsFrom from './sends-from/edge.ts';
import sharedProcessNamespace from './shared-process-namespace/edge.ts';
import tokenRequest from './token-request/edge.ts';
import tokenSecretCreate from './token-secret-create/edge.ts';
import tokensGuess from './tokens-guess/edge.ts';
import tokensList from './tokens-list/edge.ts';
import validatingWebhookWrite from './validating-webhook-write/edge.ts';
import varLogSymlink from './var-log-symlink/edge.ts';
import volumeHoldsSecret from './volume-holds-secret/edge.ts';
import volumeHoldsToken from './volume-holds-token/edge.ts';
import windowsHostProcess from './windows-host-process/edge.ts';
import workloadCloudIdentity from './workload-cloud-identity/edge.ts';
import workloadsCreateAsAccount from './workloads-create-as-account/edge.ts';
import workloadsCreateEscape from './workloads-create-escape/edge.ts';
import workloadsPatch from './workloads-patch/edge.ts';

/** Every edge, by id. */
export const edges: readonly Edge[] = [
  anonymousAccess,
  apiProxy,
  awsAuthWrite,
  bootstrapTokenCreate,
  cgroupReleaseAgent,
  clientCertificateIssue,
  cloudAccountControl,
  clusterAdminControls,
  clusterAdminRights,
  controlPlaneNode,
  corePattern,
  exploitedService,
  exploitedVulnerability,
  exposedEndpoint,
  holdsPermissions,
  hostPathRead,
  hostPathTraverse,
  hostPathWrite,
  hostProcessNsenter,
  hostProcessPtrace,
  impersonateAccounts,
  impersonateGroups,
  impersonateUsers,
  kernelModuleLoad,
  mastersGroup,
  memberOf,
  metadataServiceCredentials,
  mountsVolume,
  mutatingPolicyWrite,
  mutatingWebhookWrite,
  namespaceControls,
  namespaceLabelPatch,
  nodeCloudIdentity,
  nodeIdentity,
  nodeReadsSecrets,
  nodeRuns,
  nodeVolumes,
  nodesProxy,
  openByHandle,
  operatorDeputy,
  persistentVolumeCreate,
  podContains,
  podsAttach,
  podsCreateAsAccount,
  podsCreateEscape,
  podsDebug,
  podsExec,
  podsPatch,
  podsPortforward,
  privilegedContainer,
  reachesEndpoint,
  rolesBind,
  rolesEscalate,
  runsAs,
  runtimeSocket,
  secretHoldsToken,
  secretInEnvironment,
  secretsRead,
  sendsFrom,
  sharedProcessNamespace,
  tokenRequest,
  tokenSecretCreate,
  tokensGuess,
  tokensList,
  validatingWebhookWrite,
  varLogSymlink,
  volumeHoldsSecret,
  volumeHoldsToken,
  windowsHostProcess,
  workloadCloudIdentity,
  workloadsCreateAsAccount,
  workloadsCreateEscape,
  workloadsPatch,
];
