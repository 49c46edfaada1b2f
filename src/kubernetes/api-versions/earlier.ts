/**
 * APIs that `lifecycle.generated.ts` cannot know, in its grammar: `apiVersion Kind deprecated removed replacement`. Their
 * Go types are gone, or they live outside `k8s.io/api`, or their lifecycle is said in prose alone. Sources: the deprecated
 * API migration guide, the change logs of the minors named, KEP-785 (scheduler configuration), KEP-4974 (Endpoints).
 */
export const EARLIER = `
v1 ComponentStatus 19 - -
v1 Endpoints 33 - discovery.k8s.io/v1
admissionregistration.k8s.io/v1alpha1 InitializerConfiguration 13 14 -
apiextensions.k8s.io/v1beta1 CustomResourceDefinition 16 22 apiextensions.k8s.io/v1
apiregistration.k8s.io/v1beta1 APIService 19 22 apiregistration.k8s.io/v1
audit.k8s.io/v1alpha1 Policy 21 24 audit.k8s.io/v1
audit.k8s.io/v1beta1 Policy 21 24 audit.k8s.io/v1
auditregistration.k8s.io/v1alpha1 AuditSink 18 19 -
batch/v2alpha1 CronJob 19 21 batch/v1
client.authentication.k8s.io/v1alpha1 ExecCredential 22 24 client.authentication.k8s.io/v1
extensions/v1beta1 PodSecurityPolicy 11 16 policy/v1beta1
flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema 20 24 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1alpha1 PriorityLevelConfiguration 20 24 flowcontrol.apiserver.k8s.io/v1
kubeadm.k8s.io/v1beta1 ClusterConfiguration 17 22 kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta1 InitConfiguration 17 22 kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta1 JoinConfiguration 17 22 kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta2 ClusterConfiguration 22 27 kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta2 InitConfiguration 22 27 kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta2 JoinConfiguration 22 27 kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta3 ClusterConfiguration 31 - kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta3 InitConfiguration 31 - kubeadm.k8s.io/v1beta4
kubeadm.k8s.io/v1beta3 JoinConfiguration 31 - kubeadm.k8s.io/v1beta4
kubescheduler.config.k8s.io/v1beta1 KubeSchedulerConfiguration 22 23 kubescheduler.config.k8s.io/v1
kubescheduler.config.k8s.io/v1beta2 KubeSchedulerConfiguration 25 28 kubescheduler.config.k8s.io/v1
kubescheduler.config.k8s.io/v1beta3 KubeSchedulerConfiguration 26 29 kubescheduler.config.k8s.io/v1
node.k8s.io/v1alpha1 RuntimeClass 20 25 node.k8s.io/v1
policy/v1beta1 PodSecurityPolicy 21 25 -
rbac.authorization.k8s.io/v1alpha1 ClusterRole 17 23 rbac.authorization.k8s.io/v1
rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding 17 23 rbac.authorization.k8s.io/v1
rbac.authorization.k8s.io/v1alpha1 Role 17 23 rbac.authorization.k8s.io/v1
rbac.authorization.k8s.io/v1alpha1 RoleBinding 17 23 rbac.authorization.k8s.io/v1
resource.k8s.io/v1alpha1 ResourceClaim 27 27 resource.k8s.io/v1
resource.k8s.io/v1alpha1 ResourceClaimTemplate 27 27 resource.k8s.io/v1
resource.k8s.io/v1alpha1 ResourceClass 27 27 -
scheduling.k8s.io/v1alpha1 PriorityClass 14 23 scheduling.k8s.io/v1
settings.k8s.io/v1alpha1 PodPreset 19 20 -
`;

/**
 * What else must change besides the apiVersion, by the old API: a version, or a version and kind. Whatever is not named
 * here has the same fields in its replacement. Source: the deprecated API migration guide.
 */
export const CHANGES: ReadonlyMap<string, string> = new Map([
  ['v1 Endpoints', 'use EndpointSlice: one Endpoints object becomes one slice per address family and 100 addresses'],
  ['v1 ComponentStatus', 'ask the health endpoints of the components instead (/livez, /readyz)'],
  ['apps/v1beta1', 'spec.selector is required and cannot be changed; spec.rollbackTo is gone; defaults differ'],
  [
    'apps/v1beta2 DaemonSet',
    'spec.selector is required and cannot be changed; the default update strategy is RollingUpdate',
  ],
  ['apps/v1beta2 Deployment', 'spec.selector is required and cannot be changed'],
  ['apps/v1beta2 ReplicaSet', 'spec.selector is required and cannot be changed'],
  ['apps/v1beta2 StatefulSet', 'spec.selector is required and cannot be changed'],
  [
    'extensions/v1beta1 DaemonSet',
    'spec.selector is required; spec.templateGeneration is gone; the default strategy is RollingUpdate',
  ],
  [
    'extensions/v1beta1 Deployment',
    'spec.selector is required; spec.rollbackTo is gone; other defaults for surge and deadlines',
  ],
  ['extensions/v1beta1 ReplicaSet', 'spec.selector is required and cannot be changed'],
  [
    'extensions/v1beta1 Ingress',
    'backends became service.name and service.port; pathType is required; spec.backend is spec.defaultBackend',
  ],
  [
    'networking.k8s.io/v1beta1 Ingress',
    'backends became service.name and service.port; pathType is required; spec.backend is spec.defaultBackend',
  ],
  ['extensions/v1beta1 PodSecurityPolicy', 'use Pod Security Admission or admission policies'],
  ['policy/v1beta1 PodSecurityPolicy', 'use Pod Security Admission or admission policies'],
  [
    'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration',
    'sideEffects and admissionReviewVersions are required; other defaults for failurePolicy, matchPolicy and timeout',
  ],
  [
    'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration',
    'sideEffects and admissionReviewVersions are required; other defaults for failurePolicy, matchPolicy and timeout',
  ],
  [
    'apiextensions.k8s.io/v1beta1',
    'every version needs a structural schema; spec.version, spec.validation and spec.additionalPrinterColumns moved into spec.versions',
  ],
  ['authorization.k8s.io/v1beta1 SubjectAccessReview', 'spec.group is spec.groups'],
  ['authorization.k8s.io/v1beta1 LocalSubjectAccessReview', 'spec.group is spec.groups'],
  ['autoscaling/v2beta1', 'targetAverageUtilization and the like became target.averageUtilization with target.type'],
  ['certificates.k8s.io/v1beta1 CertificateSigningRequest', 'signerName and usages are required'],
  ['discovery.k8s.io/v1beta1', 'endpoints[].topology became nodeName, zone and deprecatedTopology'],
  [
    'events.k8s.io/v1beta1',
    'type, reason, action, reportingController and reportingInstance are required; counts moved into series',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1alpha1 PriorityLevelConfiguration',
    'assuredConcurrencyShares is nominalConcurrencyShares',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration',
    'assuredConcurrencyShares is nominalConcurrencyShares',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration',
    'assuredConcurrencyShares is nominalConcurrencyShares',
  ],
  ['kubeadm.k8s.io/v1beta1', 'run kubeadm config migrate'],
  ['kubeadm.k8s.io/v1beta2', 'run kubeadm config migrate'],
  ['kubeadm.k8s.io/v1beta3', 'extraArgs became lists of name and value; run kubeadm config migrate'],
  ['kubescheduler.config.k8s.io/v1beta1', 'plugins were merged and renamed, plugin configuration changed'],
  ['kubescheduler.config.k8s.io/v1beta2', 'plugins were removed and default weights changed'],
  ['node.k8s.io/v1alpha1', 'spec.runtimeHandler is handler'],
  ['policy/v1beta1 PodDisruptionBudget', 'an empty selector selects every pod of the namespace; it selected none'],
  ['resource.k8s.io/v1alpha1', 'the API was redesigned (structured parameters, KEP-4381)'],
  ['resource.k8s.io/v1alpha2', 'the API was redesigned (structured parameters, KEP-4381)'],
  ['coordination.k8s.io/v1alpha1', 'spec.preferredStrategies is spec.strategy; spec.binaryVersion is required'],
  ['resource.k8s.io/v1alpha3 DeviceClass', 'spec.suitableNodes is gone'],
  ['resource.k8s.io/v1alpha3 DeviceTaintRule', 'the selector has neither deviceClassName nor selectors'],
  ['resource.k8s.io/v1alpha3 ResourceClaim', 'requests name their class under exactly'],
  ['resource.k8s.io/v1alpha3 ResourceClaimTemplate', 'requests name their class under exactly'],
  ['resource.k8s.io/v1alpha3 ResourceSlice', 'the fields of basic moved up into the device'],
  ['resource.k8s.io/v1beta1 ResourceClaim', 'requests name their class under exactly'],
  ['resource.k8s.io/v1beta1 ResourceClaimTemplate', 'requests name their class under exactly'],
  ['resource.k8s.io/v1beta1 ResourceSlice', 'the fields of basic moved up into the device'],
  ['scheduling.k8s.io/v1alpha1 Workload', 'groups of pods are written otherwise'],
  ['storagemigration.k8s.io/v1alpha1', 'spec.resource names group and resource only'],
]);
