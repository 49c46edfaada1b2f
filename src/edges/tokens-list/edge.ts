import { defineEdge } from '../edge.ts';

/** KEP-2799: the control plane makes no token Secret of its own since 1.24. */
const LAST_WITH_TOKEN_SECRETS = 23;
const GUARD = { name: 'Kubernetes 1.24 and later make no token Secrets for service accounts' };

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
    for (const grant of world.access.grants({ verbs: ['list', 'watch'], groups: [''], resource: 'secrets' })) {
      if (grant.names.length > 0) continue;
      const accounts = world.many('serviceaccounts', grant.namespace);
      if (world.minor > LAST_WITH_TOKEN_SECRETS) out.blocked(grant.set, accounts, GUARD, grant.proof);
      else out.edge(grant.set, accounts, grant.proof);
    }
  },
});
