import { defineEdge } from '../edge.ts';
import { podFact } from '../world-pods.ts';

export default defineEdge({
  id: 'volume-holds-token',
  title: 'holds a token of',
  from: ['volume'],
  to: ['serviceaccount'],
  technique: 'T1528',
  ease: 'easy',
  why: 'A projected token is a file: whoever reads it acts as the account until it expires.',
  remedy: 'Set automountServiceAccountToken: false where the API is not called; ask for tokens of single audiences.',
  references: ['https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken'],
  find(world, out) {
    for (const pod of world.places.pods) {
      const account = world.access.account(pod.account.namespace, pod.account.name);
      for (const volume of pod.volumes.filter(({ tokens }) => tokens.includes(''))) {
        out.edge(volume, account, podFact(pod, volume.path, `volume ${volume.title} holds a token of ${account.name}`));
      }
    }
  },
});
