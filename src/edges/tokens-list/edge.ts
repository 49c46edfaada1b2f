import { defineEdge } from '../edge.ts';
import { stepsByTokenSecrets } from '../granted.ts';

export default defineEdge({
  id: 'tokens-list',
  title: 'may list the tokens of',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1528',
  ease: 'easy',
  why: 'Until Kubernetes 1.24 every service account had a Secret with a token that never expires: who lists secrets was every account of the namespace.',
  remedy: 'Update Kubernetes, and delete token Secrets that nothing uses.',
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token'],
  guards: ['Kubernetes 1.24'],
  find(world, out) {
    stepsByTokenSecrets(world, ['list', 'watch'], out);
  },
});
