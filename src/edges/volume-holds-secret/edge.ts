import { defineEdge } from '../edge.ts';
import { podFact } from '../world-pods.ts';

export default defineEdge({
  id: 'volume-holds-secret',
  title: 'holds what is in',
  from: ['volume'],
  to: ['secret'],
  technique: 'T1552.001',
  ease: 'given',
  why: 'A volume of a secret has its content as files.',
  remedy: 'Mount only the keys that are needed, and prefer identities of workloads to stored credentials.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod'],
  find(world, out) {
    for (const pod of world.places.pods) {
      for (const volume of pod.volumes) {
        for (const name of volume.secrets) {
          const fact = podFact(pod, volume.path, `volume ${volume.title} holds secret ${name}`);
          out.edge(volume, world.secrets.of(pod.namespace, name), fact);
        }
      }
    }
  },
});
