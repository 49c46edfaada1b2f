import type { JsonObject } from '../../../model/json.ts';
import { at } from '../../../std/value.ts';
import type { Lookups } from '../../types.ts';

/** Kinds of Kubernetes itself that are in no namespace, by group. */
const CLUSTER: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'internal.apiserver.k8s.io': ['StorageVersion'],
  'networking.k8s.io': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'DeviceTaintRule', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  'storagemigration.k8s.io': ['StorageVersionMigration'],
};

/** Groups that only Kubernetes itself serves. */
export function isBuiltInGroup(group: string): boolean {
  return Object.hasOwn(CLUSTER, group) || OTHERS.has(group);
}

const OTHERS: ReadonlySet<string> = new Set([
  'apps',
  'autoscaling',
  'batch',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'policy',
]);

const CRD = ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'] as const;

/** The definition of a custom resource among what is known. */
export function definitionOf(group: string, kind: string, lookups: Lookups): JsonObject | undefined {
  const found = lookups.objects?.(...CRD) ?? [];
  return found.find((one) => at(one, 'spec', 'group') === group && at(one, 'spec', 'names', 'kind') === kind);
}

/** Whether objects of the kind are in no namespace. Custom resources are asked of their definition, else taken as namespaced. */
export function isClusterScoped(group: string, kind: string, lookups: Lookups): boolean {
  if (isBuiltInGroup(group)) return CLUSTER[group]?.includes(kind) ?? false;
  return at(definitionOf(group, kind, lookups), 'spec', 'scope') === 'Cluster';
}
