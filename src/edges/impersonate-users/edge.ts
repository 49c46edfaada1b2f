import { defineEdge } from '../edge.ts';
import { targetsOf } from '../targets.ts';

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
    for (const grant of world.access.grants({ verbs: ['impersonate'], groups: [''], resource: 'users' })) {
      for (const target of targetsOf(world, 'users', grant)) out.edge(grant.set, target, grant.proof);
    }
  },
});
