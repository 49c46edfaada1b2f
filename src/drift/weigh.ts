import type { Json } from '../model/json.ts';
import type { Severity } from '../model/severity.ts';
import { asObject, asString, asStrings } from '../std/value.ts';
import { SUSPECT_LABELS } from './marks.ts';
import type { Difference } from './types.ts';

/** What a difference means for security. */
export interface Weight {
  readonly severity: Severity;
  /** A few words; '' where it is of no special weight. */
  readonly why: string;
}

type Weigher = Weight | ((difference: Difference) => Weight);

const PLAIN: Weight = { severity: 'low', why: '' };

/** Weighs a difference by its field alone; rules of ours that find something new weigh more. */
export function weigh(difference: Difference, resourceType: string): Weight {
  const { type, field } = difference;
  if (type === '') return MISSING[resourceType] === GUARD ? ADMISSION : PLAIN;
  const found = FIELDS[`${type}.${field}`] ?? FIELDS[`${type}.*`];
  return typeof found === 'function' ? found(difference) : (found ?? PLAIN);
}

function weight(severity: Severity, why: string): Weight {
  return { severity, why };
}

/** What live has and the declaration has not opens something; the other way round it is only not as declared. */
function opens(why: string, closed: Severity = 'low'): Weigher {
  return ({ change, declared, live }) => {
    if (change === 'changed' && Array.isArray(declared) && Array.isArray(live)) {
      const known = new Set(asStrings(declared));
      return asStrings(live).some((item) => !known.has(item)) ? weight('high', why) : weight(closed, '');
    }
    return change === 'removed' ? weight(closed, '') : weight('high', why);
  };
}

/** What the declaration has and live has not opens something. */
function closes(why: string): Weigher {
  return ({ change, declared, live }) => {
    if (change === 'changed' && Array.isArray(declared) && Array.isArray(live)) {
      const left = new Set(asStrings(live));
      return asStrings(declared).some((item) => !left.has(item)) ? weight('high', why) : weight('low', '');
    }
    return change === 'added' ? weight('low', '') : weight('high', why);
  };
}

/** A switch that is safe in one position: live in that position is no danger. */
function safeAt(safe: Json, why: string): Weigher {
  return ({ live }) => (live === safe ? weight('low', '') : weight('high', why));
}

const CODE = weight('high', 'other code runs than was declared');
const SETUP = weight('medium', 'the container is set up otherwise');
const CONFINED = 'the container is confined otherwise';
const NAMES = weight('medium', 'names may lead elsewhere');

/** A profile that the runtime brings confines; whatever else is in its place may not. */
function profile({ live }: Difference): Weight {
  return asString(asObject(live)['type']) === 'RuntimeDefault' || live === 'RuntimeDefault'
    ? weight('low', '')
    : weight('high', CONFINED);
}

function user({ live }: Difference): Weight {
  return live === undefined || live === 0
    ? weight('high', 'the container may run as root')
    : weight('medium', CONFINED);
}

/** A probe that runs a command runs code. */
function probe({ live }: Difference): Weight {
  return asObject(live)['exec'] === undefined ? PLAIN : CODE;
}

const POD: Readonly<Record<string, Weigher>> = {
  'core.v1.PodSpec.containers': opens('a container that nobody declared runs in the pod', 'medium'),
  'core.v1.PodSpec.initContainers': opens('a container that nobody declared runs in the pod', 'medium'),
  'core.v1.PodSpec.ephemeralContainers': weight('medium', 'someone debugs in the pod'),
  'core.v1.PodSpec.hostNetwork': safeAt(false, 'the pod shares the network of the node'),
  'core.v1.PodSpec.hostPID': safeAt(false, 'the pod sees the processes of the node'),
  'core.v1.PodSpec.hostIPC': safeAt(false, 'the pod shares the memory of the node'),
  'core.v1.PodSpec.hostUsers': safeAt(false, 'root in the pod is root on the node'),
  'core.v1.PodSpec.serviceAccountName': weight('high', 'the pod has the rights of another account'),
  'core.v1.PodSpec.automountServiceAccountToken': safeAt(false, 'the pod gets a token of its account'),
  'core.v1.PodSpec.volumes': ({ change, live }) => volume(change === 'removed' ? undefined : live),
  'core.v1.PodSpec.shareProcessNamespace': safeAt(false, 'containers of the pod see each other’s processes'),
  'core.v1.PodSpec.runtimeClassName': weight('medium', 'the pod runs in another sandbox'),
  'core.v1.PodSpec.nodeSelector': weight('medium', 'the pod may run on other nodes'),
  'core.v1.PodSpec.tolerations': weight('medium', 'the pod may run on other nodes'),
  'core.v1.PodSpec.nodeName': weight('medium', 'the pod runs on a node of somebody’s choice'),
  'core.v1.PodSpec.hostAliases': NAMES,
  'core.v1.PodSpec.dnsPolicy': NAMES,
  'core.v1.PodSpec.dnsConfig': NAMES,
  'core.v1.PodSpec.imagePullSecrets': weight('medium', 'images come with other credentials'),
  'core.v1.Volume.*': ({ change, field, live }) => volume(change === 'removed' ? undefined : { [field]: live }),
  'core.v1.SecretVolumeSource.*': weight('high', 'the pod can read another Secret'),
  'core.v1.HostPathVolumeSource.*': weight('high', 'the pod reaches other files of the node'),
  'core.v1.Container.image': CODE,
  'core.v1.Container.command': CODE,
  'core.v1.Container.args': CODE,
  'core.v1.Container.lifecycle': CODE,
  'core.v1.ExecAction.command': CODE,
  'core.v1.Lifecycle.*': CODE,
  'core.v1.Container.livenessProbe': probe,
  'core.v1.Container.readinessProbe': probe,
  'core.v1.Container.startupProbe': probe,
  'core.v1.Container.env': SETUP,
  'core.v1.Container.envFrom': SETUP,
  'core.v1.EnvVar.*': SETUP,
  'core.v1.EnvVarSource.*': SETUP,
  'core.v1.SecretKeySelector.*': SETUP,
  'core.v1.ConfigMapKeySelector.*': SETUP,
  'core.v1.Container.volumeMounts': weight('medium', 'the container sees other files'),
  'core.v1.VolumeMount.*': weight('medium', 'the container sees other files'),
  'core.v1.Container.ports': weight('low', ''),
  'core.v1.ContainerPort.hostPort': opens('the port is open on the node'),
  'core.v1.SecurityContext.privileged': safeAt(false, 'the container is root on the node'),
  'core.v1.SecurityContext.allowPrivilegeEscalation': safeAt(false, 'a process may gain more rights than its parent'),
  'core.v1.SecurityContext.readOnlyRootFilesystem': safeAt(true, 'files of the image can be changed'),
  'core.v1.SecurityContext.runAsNonRoot': safeAt(true, 'the container may run as root'),
  'core.v1.PodSecurityContext.runAsNonRoot': safeAt(true, 'the containers may run as root'),
  'core.v1.SecurityContext.runAsUser': user,
  'core.v1.PodSecurityContext.runAsUser': user,
  'core.v1.SecurityContext.runAsGroup': user,
  'core.v1.PodSecurityContext.runAsGroup': user,
  'core.v1.SecurityContext.seccompProfile': profile,
  'core.v1.PodSecurityContext.seccompProfile': profile,
  'core.v1.SecurityContext.*': weight('high', CONFINED),
  'core.v1.PodSecurityContext.*': weight('high', 'the pod is confined otherwise'),
  'core.v1.SeccompProfile.*': profile,
  'core.v1.AppArmorProfile.*': weight('high', CONFINED),
  'core.v1.SELinuxOptions.*': weight('high', CONFINED),
  'core.v1.Capabilities.add': opens('the container has more rights on the node'),
  'core.v1.Capabilities.drop': closes('the container keeps rights that should be dropped'),
};

function volume(live: Json | undefined): Weight {
  const text = JSON.stringify(live ?? null);
  if (text.includes('"hostPath"')) return weight('high', 'the pod reaches files of the node');
  return text.includes('"secret"')
    ? weight('high', 'the pod can read a Secret')
    : weight('medium', 'the pod sees other files');
}

const RBAC = opens('more is allowed than was declared');
const NETWORK = weight('high', 'other connections are let through');
const ADMISSION = weight('high', 'other requests are checked or refused');
const EXPOSED = weight('medium', 'traffic comes in by another way');

const OBJECTS: Readonly<Record<string, Weigher>> = {
  'rbac.v1.Role.rules': RBAC,
  'rbac.v1.ClusterRole.rules': RBAC,
  'rbac.v1.ClusterRole.aggregationRule': weight('high', 'the role gathers other rules'),
  'rbac.v1.PolicyRule.resourceNames': closes('the rule speaks of more objects than was declared'),
  'rbac.v1.PolicyRule.*': RBAC,
  'rbac.v1.RoleBinding.subjects': opens('someone has rights that nobody declared'),
  'rbac.v1.ClusterRoleBinding.subjects': opens('someone has rights that nobody declared'),
  'rbac.v1.Subject.*': weight('high', 'someone else has the rights'),
  'rbac.v1.RoleRef.*': weight('high', 'the binding gives another role'),
  'core.v1.ServiceAccount.automountServiceAccountToken': safeAt(false, 'pods get a token of the account'),
  'networking.v1.NetworkPolicySpec.*': NETWORK,
  'networking.v1.NetworkPolicyIngressRule.*': NETWORK,
  'networking.v1.NetworkPolicyEgressRule.*': NETWORK,
  'networking.v1.NetworkPolicyPeer.*': NETWORK,
  'networking.v1.NetworkPolicyPort.*': NETWORK,
  'networking.v1.IPBlock.*': NETWORK,
  'core.v1.ServiceSpec.type': EXPOSED,
  'core.v1.ServiceSpec.ports': EXPOSED,
  'core.v1.ServicePort.*': EXPOSED,
  'core.v1.ServiceSpec.externalIPs': weight('high', 'the Service takes traffic for other addresses'),
  'core.v1.ServiceSpec.loadBalancerSourceRanges': weight('high', 'other addresses reach the Service'),
  'core.v1.ServiceSpec.selector': weight('high', 'traffic goes to other pods'),
  'core.v1.ServiceSpec.externalName': weight('high', 'traffic goes to another host'),
  'networking.v1.IngressSpec.*': EXPOSED,
  'networking.v1.IngressSpec.tls': closes('traffic is no longer encrypted'),
  'networking.v1.IngressTLS.*': EXPOSED,
  'networking.v1.IngressServiceBackend.*': weight('medium', 'traffic goes to another Service'),
  'admissionregistration.v1.ValidatingWebhook.*': ADMISSION,
  'admissionregistration.v1.MutatingWebhook.*': ADMISSION,
  'admissionregistration.v1.ValidatingWebhookConfiguration.webhooks': ADMISSION,
  'admissionregistration.v1.MutatingWebhookConfiguration.webhooks': ADMISSION,
  'admissionregistration.v1.RuleWithOperations.*': ADMISSION,
  'admissionregistration.v1.WebhookClientConfig.*': weight('high', 'another server decides on requests'),
  'admissionregistration.v1.ServiceReference.*': weight('high', 'another server decides on requests'),
  'admissionregistration.v1.ValidatingAdmissionPolicySpec.*': ADMISSION,
  'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec.*': ADMISSION,
  'admissionregistration.v1.Validation.*': ADMISSION,
  'apiregistration.v1.APIServiceSpec.*': weight('high', 'another server answers for an API'),
  'apiregistration.v1.ServiceReference.*': weight('high', 'another server answers for an API'),
  'core.v1.PersistentVolumeSpec.*': weight('medium', 'the volume has other data'),
  'apiextensions.v1.WebhookClientConfig.*': weight('medium', 'another server converts objects'),
  'core.v1.ConfigMap.data': weight('medium', 'workloads are set up otherwise'),
  'core.v1.ConfigMap.binaryData': weight('medium', 'workloads are set up otherwise'),
  'core.v1.ResourceQuotaSpec.*': weight('medium', 'other amounts may be used'),
  'core.v1.LimitRangeItem.*': weight('medium', 'other amounts may be used'),
  'meta.v1.LabelSelector.*': weight('high', 'other objects are selected'),
  'meta.v1.LabelSelectorRequirement.*': weight('high', 'other objects are selected'),
  'meta.v1.ObjectMeta.labels': label,
  'meta.v1.ObjectMeta.annotations': annotation,
};

function label({ livePath }: Difference): Weight {
  const key = String(livePath.at(-1));
  const suspect = SUSPECT_LABELS.find(([pattern]) => pattern.test(key));
  if (suspect) return weight('high', suspect[1]);
  return livePath.length > 3 ? weight('medium', 'policies and Services choose pods by labels') : weight('low', '');
}

function annotation({ livePath }: Difference): Weight {
  const key = String(livePath.at(-1));
  const suspect = SUSPECT_LABELS.find(([pattern]) => pattern.test(key));
  return suspect ? weight('high', suspect[1]) : weight('info', '');
}

const FIELDS: Readonly<Record<string, Weigher>> = { ...POD, ...OBJECTS };

/** Kinds without which something is open, or which open something. */
export function weighObject(type: string, state: 'missing' | 'unmanaged'): Weight {
  return (state === 'missing' ? MISSING : UNMANAGED)[type] ?? (state === 'missing' ? weight('medium', '') : PLAIN);
}

const GUARD = weight('high', 'what it should refuse or limit is open');
const MISSING: Readonly<Record<string, Weight>> = {
  NetworkPolicy: GUARD,
  ValidatingWebhookConfiguration: GUARD,
  MutatingWebhookConfiguration: GUARD,
  ValidatingAdmissionPolicy: GUARD,
  ValidatingAdmissionPolicyBinding: GUARD,
  'ClusterPolicy.kyverno.io': GUARD,
  'Policy.kyverno.io': GUARD,
  'PeerAuthentication.security.istio.io': GUARD,
  'AuthorizationPolicy.security.istio.io': GUARD,
  'CiliumNetworkPolicy.cilium.io': GUARD,
  'CiliumClusterwideNetworkPolicy.cilium.io': GUARD,
  ResourceQuota: weight('medium', 'amounts are not limited'),
  LimitRange: weight('medium', 'amounts are not limited'),
  PodDisruptionBudget: weight('low', ''),
  HorizontalPodAutoscaler: weight('low', ''),
};

const WORKLOAD = weight('medium', 'code runs that nobody declared');
const RIGHTS = weight('high', 'someone has rights that nobody declared');
const UNMANAGED: Readonly<Record<string, Weight>> = {
  ...Object.fromEntries(
    ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'].map(
      (type) => [type, WORKLOAD],
    ),
  ),
  RoleBinding: RIGHTS,
  ClusterRoleBinding: RIGHTS,
  NetworkPolicy: weight('medium', 'it lets connections through that nobody declared'),
  ValidatingWebhookConfiguration: ADMISSION,
  MutatingWebhookConfiguration: ADMISSION,
  Ingress: EXPOSED,
};
