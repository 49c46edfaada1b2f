/**
 * API groups that Kubernetes itself serves or once served; kinds in them are named without their group.
 * `argoproj.io`, `serving.knative.dev` and the like are not among them.
 */
const BUILT_IN_GROUPS = new Set([
  '',
  'admission.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Files of Kubernetes' own components: kubelet, audit policy, encryption; their kinds are bare too. */
const COMPONENT_GROUPS = new Set([
  'apiserver.config.k8s.io',
  'apiserver.k8s.io',
  'audit.k8s.io',
  'abac.authorization.kubernetes.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubeadm.k8s.io',
  'kubescheduler.config.k8s.io',
  'eventratelimit.admission.k8s.io',
  'imagepolicy.k8s.io',
  'pod-security.admission.config.k8s.io',
  'castellan.dev',
]);

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The type by which checks name a kind: `Deployment`, `Rollout.argoproj.io`. */
export function typeOf(apiVersion: string, kind: string): string {
  const group = groupOf(apiVersion);
  if (BUILT_IN_GROUPS.has(group) || COMPONENT_GROUPS.has(group)) return kind;
  return `${kind}.${group}`;
}
