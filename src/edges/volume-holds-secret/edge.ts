import { defineEdge } from '../edge.ts';
import type { Fact } from '../edge.ts';
import { podFact } from '../world-pods.ts';
import type { Secret } from '../world-secrets.ts';
import type { Volume } from '../world-volumes.ts';

function holdsSecret({ pod, path, title }: Volume, secret: Secret): Fact[] {
  return [podFact(pod, path, `volume ${title} holds secret ${secret.title}`)];
}

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
        for (const name of volume.secrets) out.edge(volume, world.secrets.of(pod.namespace, name), holdsSecret);
      }
    }
  },
});
