import { defineEdge } from '../edge.ts';
import { mayBeRoot } from '../escape.ts';
import { shows, type Volume } from '../world-volumes.ts';

/** The kubelet writes it below its own directory: not a directory of the node itself. */
function isKept({ hostPath }: Volume): boolean {
  return hostPath === undefined;
}

export default defineEdge({
  id: 'host-path-traverse',
  title: 'shows, below the directory of the kubelet,',
  from: ['volume'],
  to: ['volume'],
  technique: 'T1552.001',
  ease: 'easy',
  why: 'The volumes of all pods of a node lie below /var/lib/kubelet/pods, their tokens and secrets in plain text.',
  remedy: 'Do not mount the directory of the kubelet, nor one above it.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  find({ places }, out) {
    for (const { pod, mounts } of places.nodeReaders.filter(mayBeRoot)) {
      for (const { volume, fact } of mounts.filter((mount) => shows(mount, '/var/lib/kubelet/pods'))) {
        const shown = pod.node.pods.flatMap(({ volumes }) => volumes.filter(isKept));
        for (const other of shown) if (other !== volume) out.edge(volume, other, fact);
      }
    }
  },
});
