import type { Json, JsonObject } from '../model/json.ts';
import { asList, asObject, asString, equalJson } from '../std/value.ts';

/** What a default may depend on. */
export interface Around {
  /** Type of the resource: `Deployment`. */
  readonly kind: string;
  /** The object that would have the field, as declared and as it is. */
  readonly declared: JsonObject;
  readonly live: JsonObject;
}

/** Whether the API server itself gives the field this value where nobody says one. */
export type DefaultRule = (value: Json, around: Around) => boolean;

type Table = Readonly<Record<string, Readonly<Record<string, Json | DefaultRule>>>>;

const TCP = { protocol: 'TCP' };
const FIELD_REF = { apiVersion: 'v1' };
const MODE = { defaultMode: 420 };

/** Defaulting of `pkg/apis/core/v1/defaults.go` and of the admission that every API server runs. */
const CORE: Table = {
  'core.v1.Container': {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: fromTag,
    resizePolicy: (value) => Array.isArray(value),
  },
  'core.v1.EphemeralContainer': {
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: fromTag,
  },
  'core.v1.ContainerPort': { ...TCP, hostPort: (value, { live }) => value === live['containerPort'] },
  'core.v1.SecurityContext': { procMount: 'Default' },
  'core.v1.ResourceRequirements': { requests: fromLimits },
  'core.v1.ObjectFieldSelector': FIELD_REF,
  'core.v1.ResourceFieldSelector': { divisor: (value) => value === '0' || value === 0 },
  'core.v1.Probe': { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  'core.v1.HTTPGetAction': { path: '/', scheme: 'HTTP' },
  'core.v1.PodSpec': {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
    serviceAccountName: (value, { kind }) => kind === 'Pod' && value === 'default',
  },
  'core.v1.ConfigMapVolumeSource': MODE,
  'core.v1.SecretVolumeSource': MODE,
  'core.v1.ProjectedVolumeSource': MODE,
  'core.v1.DownwardAPIVolumeSource': MODE,
  'core.v1.ServiceAccountTokenProjection': { expirationSeconds: 3600 },
  'core.v1.AzureDiskVolumeSource': { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false },
  'core.v1.ISCSIVolumeSource': { iscsiInterface: 'default' },
  'core.v1.ISCSIPersistentVolumeSource': { iscsiInterface: 'default' },
  'core.v1.RBDVolumeSource': { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  'core.v1.RBDPersistentVolumeSource': { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  'core.v1.ScaleIOVolumeSource': { storageMode: 'ThinProvisioned', fsType: 'xfs' },
  'core.v1.PersistentVolumeClaimSpec': {
    volumeMode: 'Filesystem',
    dataSourceRef: (value, { live }) => sameReference(value, live['dataSource']),
    dataSource: (value, { live }) => sameReference(value, live['dataSourceRef']),
  },
  'core.v1.PersistentVolumeSpec': { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' },
  'core.v1.ServiceSpec': {
    type: 'ClusterIP',
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    externalTrafficPolicy: 'Cluster',
    allocateLoadBalancerNodePorts: true,
  },
  'core.v1.ServicePort': { ...TCP, targetPort: (value, { live }) => value === live['port'] },
  'core.v1.ClientIPConfig': { timeoutSeconds: 10_800 },
  'core.v1.EndpointPort': TCP,
  'core.v1.Secret': { type: 'Opaque' },
  'core.v1.ReplicationControllerSpec': { replicas: 1, selector: (value, around) => fromTemplate(value, around) },
  'core.v1.LimitRangeItem': {
    default: (value, { live }) => equalJson(value, live['max']),
    defaultRequest: (value, { live }) => equalJson(value, live['default']) || equalJson(value, live['min']),
  },
};

const REFERENCE = /^(?:[\w.-]{1,253}(?::\d{1,5})?\/)?[a-z0-9._/-]{1,255}(?::[\w.-]{1,128})?$/;

/** Pull policy as the tag says it: `Always` without a tag or with `latest`; of what is no image reference no tag is known. */
function pullPolicyOf(image: string): string {
  if (!REFERENCE.test(image)) return 'IfNotPresent';
  const [, tag = 'latest'] = image.slice(image.lastIndexOf('/') + 1).split(':');
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** The policy is settled when an object is made, and stays when its image is changed. */
function fromTag(value: Json, { declared, live }: Around): boolean {
  return [declared, live].some(({ image }) => value === pullPolicyOf(asString(image) ?? ''));
}

/** Requests are filled from limits, but in Pods alone: a template stays as it is. */
function fromLimits(value: Json, { kind, live }: Around): boolean {
  const limits = asObject(live['limits']);
  return kind === 'Pod' && Object.entries(asObject(value)).every(([name, amount]) => equalJson(amount, limits[name]));
}

/** What a policy is about where it does not say: ingress, and egress where it has rules for that. */
function policyTypes(value: Json, { live }: Around): boolean {
  const wanted = asList(live['egress']).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  return equalJson(value, wanted);
}

function apiGroupOfSubject(value: Json, { live }: Around): boolean {
  const kind = asString(live['kind']);
  return kind === 'ServiceAccount' ? value === '' : value === 'rbac.authorization.k8s.io';
}

function sameReference(value: Json, other: Json | undefined): boolean {
  const [a, b] = [asObject(value), asObject(other)];
  return ['apiGroup', 'kind', 'name'].every((key) => (a[key] ?? '') === (b[key] ?? ''));
}

function fromTemplate(value: Json, { live }: Around): boolean {
  return equalJson(value, asObject(asObject(live['template'])['metadata'])['labels']);
}

/** The defaulting of the other built-in groups, each in its `pkg/apis/<group>/<version>/defaults.go`. */
const GROUPS: Table = {
  'apps.v1.DeploymentSpec': { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
  'apps.v1.DeploymentStrategy': { type: 'RollingUpdate' },
  'apps.v1.RollingUpdateDeployment': { maxSurge: '25%', maxUnavailable: '25%' },
  'apps.v1.ReplicaSetSpec': { replicas: 1 },
  'apps.v1.StatefulSetSpec': { replicas: 1, podManagementPolicy: 'OrderedReady', revisionHistoryLimit: 10 },
  'apps.v1.StatefulSetUpdateStrategy': { type: 'RollingUpdate' },
  'apps.v1.RollingUpdateStatefulSetStrategy': { partition: 0, maxUnavailable: 1 },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': { whenDeleted: 'Retain', whenScaled: 'Retain' },
  'apps.v1.DaemonSetSpec': { revisionHistoryLimit: 10 },
  'apps.v1.DaemonSetUpdateStrategy': { type: 'RollingUpdate' },
  'apps.v1.RollingUpdateDaemonSet': { maxSurge: 0, maxUnavailable: 1 },
  'batch.v1.JobSpec': {
    completions: 1,
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: (value, { live }) => value === (live['podFailurePolicy'] ? 'Failed' : 'TerminatingOrFailed'),
    selector: (_value, { kind }) => kind === 'Job',
  },
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': { status: 'True' },
  'batch.v1.CronJobSpec': {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  },
  'autoscaling.v1.HorizontalPodAutoscalerSpec': { minReplicas: 1 },
  'autoscaling.v2.HorizontalPodAutoscalerSpec': {
    minReplicas: 1,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  },
  'autoscaling.v2.HPAScalingRules': { selectPolicy: 'Max', policies: () => true, stabilizationWindowSeconds: 0 },
  'networking.v1.NetworkPolicySpec': { policyTypes },
  'networking.v1.NetworkPolicyPort': TCP,
  'networking.v1.IngressClassParametersReference': { scope: 'Cluster' },
  'rbac.v1.RoleRef': { apiGroup: 'rbac.authorization.k8s.io' },
  'rbac.v1.Subject': { apiGroup: apiGroupOfSubject },
  'admissionregistration.v1.MutatingWebhook': { ...webhook(), reinvocationPolicy: 'Never' },
  'admissionregistration.v1.ValidatingWebhook': webhook(),
  'admissionregistration.v1.RuleWithOperations': { scope: '*' },
  'admissionregistration.v1.NamedRuleWithOperations': { scope: '*' },
  'admissionregistration.v1.ServiceReference': { port: 443 },
  'admissionregistration.v1.MatchResources': { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} },
  'admissionregistration.v1.ValidatingAdmissionPolicySpec': { failurePolicy: 'Fail' },
  'admissionregistration.v1.MutatingAdmissionPolicySpec': { failurePolicy: 'Fail' },
  'apiextensions.v1.CustomResourceConversion': { strategy: 'None' },
  'apiextensions.v1.CustomResourceDefinitionNames': {
    listKind: (value, { live }) => value === `${asString(live['kind'])}List`,
    singular: (value, { live }) => value === asString(live['kind'])?.toLowerCase(),
  },
  'apiextensions.v1.ServiceReference': { port: 443 },
  'apiregistration.v1.ServiceReference': { port: 443 },
  'storage.v1.StorageClass': { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  'storage.v1.CSIDriverSpec': {
    attachRequired: true,
    podInfoOnMount: false,
    storageCapacity: false,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    volumeLifecycleModes: ['Persistent'],
    requiresRepublish: false,
    seLinuxMount: false,
  },
  'scheduling.v1.PriorityClass': { preemptionPolicy: 'PreemptLowerPriority' },
  'flowcontrol.v1.FlowSchemaSpec': { matchingPrecedence: 1000 },
  'flowcontrol.v1.LimitedPriorityLevelConfiguration': { nominalConcurrencyShares: 30, lendablePercent: 0 },
  'flowcontrol.v1.LimitResponse': { type: 'Reject' },
};

function webhook(): Record<string, Json> {
  return {
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
    timeoutSeconds: 10,
  };
}

/** By object type and field. A test holds them against what a real API server fills in. */
export const DEFAULTS: Table = { ...CORE, ...GROUPS };
