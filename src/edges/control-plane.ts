import { strings } from '../kubernetes/workload.ts';
import { at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import { type Node, podFact } from './world-pods.ts';

const LABELS = [
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/master',
  'node-role.kubernetes.io/etcd',
];
const COMPONENTS = new Set(['kube-apiserver', 'etcd', 'kube-controller-manager']);

/** What says that a node is part of the control plane: its label, or a component that runs on it. */
export function controlPlaneFact(node: Node): Fact | undefined {
  return roleFact(node) ?? componentFact(node);
}

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
