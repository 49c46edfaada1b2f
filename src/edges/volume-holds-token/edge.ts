import { defineEdge } from '../edge.ts';
import type { Fact } from '../edge.ts';
import type { Identity } from '../world-access.ts';
import { podFact } from '../world-pods.ts';
import type { Volume } from '../world-volumes.ts';

function holdsToken({ pod, path, title }: Volume, { name }: Identity): Fact[] {
  return [podFact(pod, path, `volume ${title} holds a token of ${name}`)];
}

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
      for (const volume of pod.volumes) if (volume.tokens.includes('')) out.edge(volume, account, holdsToken);
    }
  },
});
