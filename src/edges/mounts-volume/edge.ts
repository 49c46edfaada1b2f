import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'mounts-volume',
  title: 'mounts',
  from: ['container'],
  to: ['volume'],
  ease: 'given',
  why: 'What a container mounts is open to whoever runs a command in it.',
  remedy: 'Mount volumes only into the containers that need them.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  find({ places }, out) {
    for (const container of places.containers) {
      for (const mount of container.mounts) out.edge(container, mount.volume, mount);
    }
  },
});
