import { defineEdge } from '../edge.ts';
import { stepsByRight } from '../granted.ts';

export default defineEdge({
  id: 'token-request',
  title: 'may ask for tokens of',
  from: ['permissions'],
  to: ['serviceaccount', 'many'],
  technique: 'T1528',
  ease: 'easy',
  why: 'The TokenRequest API gives a valid token of the account to whoever may create serviceaccounts/token.',
  remedy: 'Take serviceaccounts/token out of the role, or name the accounts that it is about.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  find(world, out) {
    stepsByRight(world, 'serviceaccounts', { verbs: ['create'], groups: [''], resource: 'serviceaccounts/token' }, out);
  },
});
