import { defineEdge } from '../edge.ts';
import { stepsByRight } from '../granted.ts';

export default defineEdge({
  id: 'impersonate-accounts',
  title: 'may impersonate',
  from: ['permissions'],
  to: ['serviceaccount', 'many'],
  technique: 'T1078',
  ease: 'easy',
  why: 'The API server takes the headers of an impersonator at their word: it acts with the rights of the service account that it names.',
  remedy: 'Take the verb impersonate out of the role, or name the accounts that it is about.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb',
  ],
  find(world, out) {
    stepsByRight(world, 'serviceaccounts', { verbs: ['impersonate'], groups: [''], resource: 'serviceaccounts' }, out);
  },
});
