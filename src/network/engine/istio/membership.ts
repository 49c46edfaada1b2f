import type { Labels } from '../../../kubernetes/selector.ts';
import { containersOf, workloadOf } from '../../../kubernetes/workload.ts';
import { podAddresses, type PodView } from '../workloads.ts';

const INJECT = 'sidecar.istio.io/inject';
const MODE = 'istio.io/dataplane-mode';

/**
 * How Istio sees a pod's traffic: by a sidecar, by the node's ztunnel, or not at all. A disabled label of either the pod or
 * its namespace wins over an enabled one (istio.io, "Controlling the injection policy"); what runs already has its proxy or
 * has none. Ambient is a label of the namespace or the pod, where the pod's wins ("Add workloads to the mesh").
 */
export function istioMode(pod: PodView, namespace: Labels): 'sidecar' | 'ambient' | undefined {
  if (pod.hostNetwork) return undefined;
  if (containersOf(pod.resource).some(({ name }) => name === 'istio-proxy')) return 'sidecar';
  if (!isRunning(pod) && injected(pod, namespace)) return 'sidecar';
  return (pod.labels[MODE] ?? namespace[MODE]) === 'ambient' ? 'ambient' : undefined;
}

function injected({ resource, labels }: PodView, namespace: Labels): boolean {
  const asked = labels[INJECT] ?? workloadOf(resource)?.annotations[INJECT];
  if (asked === 'false' || namespace['istio-injection'] === 'disabled') return false;
  const revision = labels['istio.io/rev'] ?? namespace['istio.io/rev'];
  return asked === 'true' || namespace['istio-injection'] === 'enabled' || revision !== undefined;
}

/** A pod that the cluster has told of: injection is over. */
export function isRunning(pod: PodView): boolean {
  const { type, origin } = pod.resource;
  return type === 'Pod' && Boolean(origin.live) && podAddresses(pod).length > 0;
}
