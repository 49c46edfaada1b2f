import { containersOf, strings, workloadOf } from '../../../kubernetes/workload.ts';
import type { Resource } from '../../../model/resource.ts';
import { at } from '../../../std/value.ts';
import { isRunning } from '../istio/membership.ts';
import type { PodView } from '../workloads.ts';

const INJECT = 'linkerd.io/inject';
const INBOUND = 'config.linkerd.io/default-inbound-policy';

/** Whether a pod has Linkerd's proxy, or gets it: an annotation of the pod, else of its namespace (linkerd.io, "Automatic Proxy Injection"). */
export function isLinkerd(pod: PodView, namespace: Resource | undefined): boolean {
  if (pod.hostNetwork) return false;
  if (containersOf(pod.resource).some(({ name }) => name === 'linkerd-proxy')) return true;
  const asked = annotation(pod, namespace, INJECT);
  return !isRunning(pod) && (asked === 'enabled' || asked === 'ingress');
}

/** The policy of ports that no Server speaks of; undefined for pods outside the mesh (linkerd.io, "Authorization Policy"). */
export function inboundDefault(pod: PodView, namespace: Resource | undefined): string | undefined {
  return isLinkerd(pod, namespace) ? (annotation(pod, namespace, INBOUND) ?? 'all-unauthenticated') : undefined;
}

function annotation({ resource }: PodView, namespace: Resource | undefined, key: string): string | undefined {
  const own = workloadOf(resource)?.annotations ?? {};
  return own[key] ?? strings(at(namespace?.object, 'metadata', 'annotations'))[key];
}
