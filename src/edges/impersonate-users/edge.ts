import { defineEdge } from '../edge.ts';
import { stepsByRight } from '../granted.ts';

export default defineEdge({
  id: 'impersonate-users',
  title: 'may impersonate',
  from: ['permissions'],
  to: ['user', 'many'],
  technique: 'T1078',
  ease: 'easy',
  why: 'The API server takes the headers of an impersonator at their word: it acts with the rights of the user that it names.',
  remedy: 'Take the verb impersonate out of the role, or name the users that it is about.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb',
  ],
  find(world, out) {
    stepsByRight(world, 'users', { verbs: ['impersonate'], groups: [''], resource: 'users' }, out);
  },
});
