/** Resources without a namespace, whose rights a RoleBinding never gives. Impersonation of people is asked for the whole cluster. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  '/nodes',
  '/persistentvolumes',
  '/users',
  '/groups',
  'authentication.k8s.io/uids',
  'authentication.k8s.io/userextras',
  'admissionregistration.k8s.io/mutatingadmissionpolicies',
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings',
  'admissionregistration.k8s.io/mutatingwebhookconfigurations',
  'admissionregistration.k8s.io/validatingadmissionpolicies',
  'admissionregistration.k8s.io/validatingadmissionpolicybindings',
  'admissionregistration.k8s.io/validatingwebhookconfigurations',
  'apiextensions.k8s.io/customresourcedefinitions',
  'apiregistration.k8s.io/apiservices',
  'certificates.k8s.io/certificatesigningrequests',
  'certificates.k8s.io/clustertrustbundles',
  'certificates.k8s.io/signers',
  'flowcontrol.apiserver.k8s.io/flowschemas',
  'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations',
  'networking.k8s.io/ingressclasses',
  'node.k8s.io/runtimeclasses',
  'rbac.authorization.k8s.io/clusterroles',
  'rbac.authorization.k8s.io/clusterrolebindings',
  'scheduling.k8s.io/priorityclasses',
  'storage.k8s.io/csidrivers',
  'storage.k8s.io/csinodes',
  'storage.k8s.io/storageclasses',
  'storage.k8s.io/volumeattachments',
]);

/** Whether a right is about objects without a namespace. */
export function isClusterScoped({
  groups,
  resource,
}: {
  readonly groups: readonly string[];
  readonly resource: string;
}): boolean {
  const [base = ''] = resource.split('/');
  return groups.some((group) => CLUSTER_SCOPED.has(`${group}/${base}`));
}
