import { defineEdge } from '../edge.ts';
import { stepsByTokenSecrets } from '../granted.ts';

export default defineEdge({
  id: 'tokens-guess',
  title: 'may guess the names of token Secrets of',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1110',
  ease: 'hard',
  why: 'The names of token Secrets end in five characters of 27: who may get secrets without listing them tries them one after another.',
  remedy: 'Update Kubernetes, delete token Secrets that nothing uses, and name the secrets that roles are about.',
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token'],
  guards: ['Kubernetes 1.24'],
  find(world, out) {
    stepsByTokenSecrets(world, ['get'], out);
  },
});
