// Written by `npm run generate`. Do not edit.
import type { Check } from '../model/check.ts';
import allowPrivilegeEscalation from './allow-privilege-escalation/check.ts';
import allowPrivilegeEscalationExplicit from './allow-privilege-escalation-explicit/check.ts';
import approveCertificates from './approve-certificates/check.ts';
import awsAuthConfigmap from './aws-auth-configmap/check.ts';
import bindRoles from './bind-roles/check.ts';
import capNetRawAdded from './cap-net-raw-added/check.ts';
import capSysAdmin from './cap-sys-admin/check.ts';
import capSysModule from './cap-sys-module/check.ts';
import capabilitiesAddedAny from './capabilities-added-any/check.ts';
import capabilitiesBeyondBaseline from './capabilities-beyond-baseline/check.ts';
import capabilitiesBeyondRestricted from './capabilities-beyond-restricted/check.ts';
import capabilitiesDangerous from './capabilities-dangerous/check.ts';
import capabilitiesNoDrop from './capabilities-no-drop/check.ts';
import capabilitiesNotDropped from './capabilities-not-dropped/check.ts';
import cloudCredentialsMount from './cloud-credentials-mount/check.ts';
import createBindings from './create-bindings/check.ts';
import createPersistentVolumes from './create-persistent-volumes/check.ts';
import createPods from './create-pods/check.ts';
import createTokens from './create-tokens/check.ts';
import debugContainers from './debug-containers/check.ts';
import defaultCapabilitiesKept from './default-capabilities-kept/check.ts';
import deleteEvents from './delete-events/check.ts';
import deletePodLogs from './delete-pod-logs/check.ts';
import dockerSockMount from './docker-sock-mount/check.ts';
import escalateRoles from './escalate-roles/check.ts';
import excessiveDelete from './excessive-delete/check.ts';
import hostIpc from './host-ipc/check.ts';
import hostNetwork from './host-network/check.ts';
import hostPathSensitive from './host-path-sensitive/check.ts';
import hostPathVolume from './host-path-volume/check.ts';
import hostPathWritable from './host-path-writable/check.ts';
import hostPid from './host-pid/check.ts';
import hostPort from './host-port/check.ts';
import imageLatestTag from './image-latest-tag/check.ts';
import imageNoDigest from './image-no-digest/check.ts';
import imageNotMinimal from './image-not-minimal/check.ts';
import imageOldK8sRegistry from './image-old-k8s-registry/check.ts';
import imagePullPolicy from './image-pull-policy/check.ts';
import impersonation from './impersonation/check.ts';
import ingressNginxEol from './ingress-nginx-eol/check.ts';
import manageConfigmaps from './manage-configmaps/check.ts';
import manageNetworking from './manage-networking/check.ts';
import manageSecrets from './manage-secrets/check.ts';
import manageWorkloads from './manage-workloads/check.ts';
import modifyAdmissionPolicies from './modify-admission-policies/check.ts';
import modifyNamespaces from './modify-namespaces/check.ts';
import modifyNodes from './modify-nodes/check.ts';
import modifyWebhooks from './modify-webhooks/check.ts';
import netRawNotDropped from './net-raw-not-dropped/check.ts';
import nodesProxy from './nodes-proxy/check.ts';
import podsAttach from './pods-attach/check.ts';
import podsExec from './pods-exec/check.ts';
import podsPortforward from './pods-portforward/check.ts';
import powerfulAggregatedRole from './powerful-aggregated-role/check.ts';
import privilegedContainer from './privileged-container/check.ts';
import readSecretsClusterWide from './read-secrets-cluster-wide/check.ts';
import readSecretsInNamespace from './read-secrets-in-namespace/check.ts';
import registryNotAllowed from './registry-not-allowed/check.ts';
import rootGid from './root-gid/check.ts';
import runAsLowGid from './run-as-low-gid/check.ts';
import runAsLowUid from './run-as-low-uid/check.ts';
import runAsNonRootMissing from './run-as-non-root-missing/check.ts';
import runAsRoot from './run-as-root/check.ts';
import runAsUidZero from './run-as-uid-zero/check.ts';
import servicesStatus from './services-status/check.ts';
import subresourceWildcard from './subresource-wildcard/check.ts';
import wildcardAll from './wildcard-all/check.ts';
import wildcardApiGroups from './wildcard-api-groups/check.ts';
import wildcardResources from './wildcard-resources/check.ts';
import wildcardVerbs from './wildcard-verbs/check.ts';

/** Every check, by id. */
export const checks = [
  allowPrivilegeEscalation,
  allowPrivilegeEscalationExplicit,
  approveCertificates,
  awsAuthConfigmap,
  bindRoles,
  capNetRawAdded,
  capSysAdmin,
  capSysModule,
  capabilitiesAddedAny,
  capabilitiesBeyondBaseline,
  capabilitiesBeyondRestricted,
  capabilitiesDangerous,
  capabilitiesNoDrop,
  capabilitiesNotDropped,
  cloudCredentialsMount,
  createBindings,
  createPersistentVolumes,
  createPods,
  createTokens,
  debugContainers,
  defaultCapabilitiesKept,
  deleteEvents,
  deletePodLogs,
  dockerSockMount,
  escalateRoles,
  excessiveDelete,
  hostIpc,
  hostNetwork,
  hostPathSensitive,
  hostPathVolume,
  hostPathWritable,
  hostPid,
  hostPort,
  imageLatestTag,
  imageNoDigest,
  imageNotMinimal,
  imageOldK8sRegistry,
  imagePullPolicy,
  impersonation,
  ingressNginxEol,
  manageConfigmaps,
  manageNetworking,
  manageSecrets,
  manageWorkloads,
  modifyAdmissionPolicies,
  modifyNamespaces,
  modifyNodes,
  modifyWebhooks,
  netRawNotDropped,
  nodesProxy,
  podsAttach,
  podsExec,
  podsPortforward,
  powerfulAggregatedRole,
  privilegedContainer,
  readSecretsClusterWide,
  readSecretsInNamespace,
  registryNotAllowed,
  rootGid,
  runAsLowGid,
  runAsLowUid,
  runAsNonRootMissing,
  runAsRoot,
  runAsUidZero,
  servicesStatus,
  subresourceWildcard,
  wildcardAll,
  wildcardApiGroups,
  wildcardResources,
  wildcardVerbs,
] as unknown as readonly Check[];
