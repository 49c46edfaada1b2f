import { defineEdge } from '../edge.ts';

/** KEP-2799: the control plane makes no token Secret of its own since 1.24. */
const LAST_WITH_TOKEN_SECRETS = 23;
const GUARD = { name: 'Kubernetes 1.24 and later make no token Secrets for service accounts' };

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
    for (const grant of world.access.grants({ verbs: ['get'], groups: [''], resource: 'secrets' })) {
      if (grant.names.length > 0) continue;
      const accounts = world.many('serviceaccounts', grant.namespace);
      if (world.minor > LAST_WITH_TOKEN_SECRETS) out.blocked(grant.set, accounts, GUARD, grant.proof);
      else out.edge(grant.set, accounts, grant.proof);
    }
  },
});
