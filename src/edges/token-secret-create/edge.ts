import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'token-secret-create',
  title: 'may have a lasting token made for',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1528',
  ease: 'easy',
  why: 'A Secret of the type kubernetes.io/service-account-token that names an account is filled with a token of it, in every version.',
  remedy: 'Take create of secrets or the reading of them out of the role.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  find(world, out) {
    const create = { verbs: ['create'], groups: [''], resource: 'secrets' };
    const read = { verbs: ['get', 'list', 'watch'], groups: [''], resource: 'secrets' };
    for (const { set, namespace, proof } of world.access.grantsOfAll([create, read])) {
      out.edge(set, world.many('serviceaccounts', namespace), proof);
    }
  },
});
