import { defineEdge } from '../edge.ts';
import { writableOnes } from '../host-paths.ts';

export default defineEdge({
  id: 'host-path-write',
  title: 'lets its writer take over',
  from: ['volume'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'What runs as root, starts by itself or lists keys lies in this directory of the node: a new file there is a root shell.',
  remedy: 'Mount the one file or directory that is needed, read-only; use emptyDir or a claim for data.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  find({ places }, out) {
    for (const { volume, mount } of writableOnes(places.nodeReaders)) out.edge(volume, volume.pod.node, mount.fact);
  },
});
