import { defineEdge } from '../edge.ts';
import type { Fact } from '../edge.ts';
import { type Node, type Pod, podFact } from '../world-pods.ts';

export default defineEdge({
  id: 'node-runs',
  title: 'runs',
  from: ['node'],
  to: ['pod'],
  technique: 'T1611',
  ease: 'given',
  why: 'Root on a node enters every pod that runs on it: its processes, its files, its tokens.',
  remedy: 'Keep pods of different trust on different nodes, and nothing powerful on nodes that run workloads.',
  references: ['https://kubernetes.io/docs/concepts/security/multi-tenancy/#node-isolation'],
  find({ places }, out) {
    for (const node of places.nodes) {
      for (const pod of node.pods) out.edge(node, pod, runs);
    }
  },
});

function runs(node: Node, pod: Pod): Fact[] {
  return [podFact(pod, [...pod.view.path, 'nodeName'], placement(pod.assumed, node.name))];
}

function placement(assumed: boolean, node: string): string {
  return assumed ? 'it is not known where the pod runs: any node may run it' : `the pod runs on ${node}`;
}
