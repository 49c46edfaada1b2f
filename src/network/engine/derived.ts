import type { Labels } from '../../kubernetes/selector.ts';
import { strings, workloadOf } from '../../kubernetes/workload.ts';
import type { Resource } from '../../model/resource.ts';
import { asString, at } from '../../std/value.ts';
import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { istioMode } from './istio/membership.ts';
import { inboundDefault, isLinkerd } from './linkerd/membership.ts';
import type { PodView } from './workloads.ts';

/*
 * What policies ask of a pod beyond its own labels is told as further labels, under keys that no label can have: so
 * selectors over namespaces, accounts and mesh identities are answered by one index.
 */

/** Name of the pod's namespace. */
export const NAMESPACE = '@namespace';
/** Name of its service account. */
export const ACCOUNT = '@account';
/** Whose pod it is: always `k8s` (Calico's label of that name). */
export const ORCHESTRATOR = '@orchestrator';
/** `sidecar` or `ambient`; absent where Istio does not see the pod's traffic. */
export const ISTIO = '@istio';
/** `cluster.local/ns/shop/sa/web` of a pod in Istio's mesh. */
export const ISTIO_PRINCIPAL = '@istio-principal';
/** Namespace of a pod in Istio's mesh. */
export const ISTIO_NAMESPACE = '@istio-namespace';
/** `web.shop.serviceaccount.identity.linkerd.cluster.local` of a pod in Linkerd's mesh. */
export const LINKERD_IDENTITY = '@linkerd-identity';
/** What a pod in Linkerd's mesh lets in where no Server speaks of the port. */
export const LINKERD_DEFAULT = '@linkerd-default';

const OF_NAMESPACE = '@namespace:';
const OF_ACCOUNT = '@account:';

/** The key that stands for a label of the pod's namespace. */
export function namespaceLabel(key: string): string {
  return `${OF_NAMESPACE}${key}`;
}

/** The key that stands for a label of the pod's service account. */
export function accountLabel(key: string): string {
  return `${OF_ACCOUNT}${key}`;
}

/** What lies around the pods. */
export interface Surroundings {
  readonly namespaces: ReadonlyMap<string, Labels>;
  /** Objects Namespace by name, for their annotations. */
  readonly objects: ReadonlyMap<string, Resource>;
  /** Labels of service accounts by `namespace/name`. */
  readonly accounts: ReadonlyMap<string, Labels>;
}

export function surroundingsOf(resources: readonly Resource[], namespaces: ReadonlyMap<string, Labels>): Surroundings {
  const objects = new Map<string, Resource>();
  const accounts = new Map<string, Labels>();
  for (const resource of resources) {
    if (resource.type === 'Namespace') objects.set(resource.name, resource);
    if (resource.type !== 'ServiceAccount') continue;
    const labels = strings(at(resource.object, 'metadata', 'labels'));
    accounts.set(`${namespaceOf(resource)}/${resource.name}`, labels);
  }
  return { namespaces, objects, accounts };
}

/** The value of a derived label; undefined where the pod has none. */
export function derivedLabel(pod: PodView, key: string, around: Surroundings): string | undefined {
  if (key.startsWith(OF_NAMESPACE)) return own(around.namespaces.get(pod.namespace), key.slice(OF_NAMESPACE.length));
  if (key.startsWith(OF_ACCOUNT)) {
    return own(around.accounts.get(`${pod.namespace}/${accountOf(pod)}`), key.slice(OF_ACCOUNT.length));
  }
  return READERS.get(key)?.(pod, around);
}

type Reader = (pod: PodView, around: Surroundings) => string | undefined;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [NAMESPACE, ({ namespace }) => namespace],
  [ACCOUNT, accountOf],
  [ORCHESTRATOR, () => 'k8s'],
  [ISTIO, modeOf],
  [ISTIO_NAMESPACE, (pod, around) => (modeOf(pod, around) ? pod.namespace : undefined)],
  [
    ISTIO_PRINCIPAL,
    (pod, around) => (modeOf(pod, around) ? `cluster.local/ns/${pod.namespace}/sa/${accountOf(pod)}` : undefined),
  ],
  [
    LINKERD_IDENTITY,
    (pod, around) =>
      isLinkerd(pod, around.objects.get(pod.namespace))
        ? `${accountOf(pod)}.${pod.namespace}.serviceaccount.identity.linkerd.cluster.local`
        : undefined,
  ],
  [LINKERD_DEFAULT, (pod, around) => inboundDefault(pod, around.objects.get(pod.namespace))],
]);

function modeOf(pod: PodView, around: Surroundings): string | undefined {
  return istioMode(pod, around.namespaces.get(pod.namespace) ?? {});
}

/** Without a name it is `default` (ServiceAccount admission controller). */
function accountOf({ resource }: PodView): string {
  const pod = workloadOf(resource)?.pod ?? {};
  return asString(pod['serviceAccountName']) ?? asString(pod['serviceAccount']) ?? 'default';
}

function own(labels: Labels | undefined, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}
