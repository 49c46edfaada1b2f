import { defineEdge } from '../edge.ts';
import { readableOnes } from '../host-paths.ts';

export default defineEdge({
  id: 'host-path-read',
  title: 'shows its reader the credentials of',
  from: ['volume'],
  to: ['node'],
  technique: 'T1552.001',
  ease: 'moderate',
  why: 'Keys, kubeconfigs and password hashes of the node lie in this directory; whoever reads them logs in.',
  remedy: 'Mount the one file that is needed.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  find({ places }, out) {
    for (const { volume, mount } of readableOnes(places.nodeReaders)) out.edge(volume, volume.pod.node, mount.fact);
  },
});
