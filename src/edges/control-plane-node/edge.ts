import { strings } from '../../kubernetes/workload.ts';
import { at } from '../../std/value.ts';
import { defineEdge } from '../edge.ts';
import type { Fact } from '../edge.ts';
import { type Node, podFact } from '../world-pods.ts';

const LABELS = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
  'node-role.kubernetes.io/etcd',
];
const COMPONENTS = new Set(['kube-apiserver', 'etcd', 'kube-controller-manager']);

function roleFact({ resource }: Node): Fact | undefined {
  const labels = strings(at(resource?.object, 'metadata', 'labels'));
  const label = LABELS.find((one) => labels[one] !== undefined);
  if (!resource || !label) return undefined;
  return { resource, path: ['metadata', 'labels', label], note: `node ${resource.name} is labelled ${label}` };
}

/** A part of the control plane that runs there as a pod of kube-system. */
function componentFact({ pods }: Node): Fact | undefined {
  for (const pod of pods.filter(({ namespace }) => namespace === 'kube-system')) {
    const part = pod.containers.find(({ view }) => COMPONENTS.has(view.name));
    if (part) return podFact(pod, part.view.path, `${part.view.name} runs on the node`);
  }
  return undefined;
}

export default defineEdge({
  id: 'control-plane-node',
  title: 'is part of the control plane of',
  from: ['node'],
  to: ['cluster'],
  technique: 'T1552.004',
  ease: 'easy',
  why: 'The keys of the cluster, its database and the credentials of administrators lie on this node.',
  remedy: 'Run no workloads on nodes of the control plane, and keep its directories and sockets out of pods.',
  references: ['https://kubernetes.io/docs/setup/best-practices/certificates/'],
  find({ places, clusterAdmin }, out) {
    for (const node of places.nodes) {
      const fact = roleFact(node) ?? componentFact(node);
      if (fact && !node.assumed) out.edge(node, clusterAdmin, fact);
    }
  },
});
