import { defineEdge } from '../edge.ts';
import { holdingsOf } from '../together.ts';

export default defineEdge({
  id: 'token-secret-create',
  title: 'may have a lasting token made for',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['many'],
  technique: 'T1528',
  ease: 'easy',
  why: 'A Secret of the type kubernetes.io/service-account-token that names an account is filled with a token of it, in every version.',
  remedy: 'Take create of secrets or the reading of them out of the role.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  find(world, out) {
    const create = { verbs: ['create'], groups: [''], resource: 'secrets' };
    const read = { verbs: ['get', 'list', 'watch'], groups: [''], resource: 'secrets' };
    for (const { holder, namespace, proof } of holdingsOf(world, [create, read])) {
      out.edge(holder, world.many('serviceaccounts', namespace), proof);
    }
  },
});
