import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'node-volumes',
  title: 'holds',
  from: ['node'],
  to: ['volume'],
  technique: 'T1552.001',
  ease: 'given',
  why: 'The volumes of pods lie in the file system of their node, open to its root.',
  remedy: 'Keep pods of different trust on different nodes.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  find({ places }, out) {
    for (const node of places.nodes) {
      for (const volume of node.pods.flatMap(({ volumes }) => volumes)) out.edge(node, volume);
    }
  },
});
