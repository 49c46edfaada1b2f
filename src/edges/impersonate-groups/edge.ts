import { defineEdge } from '../edge.ts';
import { holdingsOf } from '../together.ts';

export default defineEdge({
  id: 'impersonate-groups',
  title: 'may claim membership in',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['group', 'cluster'],
  technique: 'T1078',
  ease: 'easy',
  why: 'An impersonator of groups claims to be in any of them; who may name any group names system:masters. A user has to be impersonated along with it.',
  remedy: 'Take the verb impersonate out of the role, or name the groups that it is about.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#impersonate-verb',
  ],
  find(world, out) {
    const groups = { verbs: ['impersonate'], groups: [''], resource: 'groups' };
    for (const resource of ['users', 'serviceaccounts']) {
      const somebody = { verbs: ['impersonate'], groups: [''], resource };
      for (const { holder, grants, proof } of holdingsOf(world, [groups, somebody])) {
        const { names } = grants[0]!;
        const isMaster = names.length === 0 || names.includes('system:masters');
        const targets = isMaster ? [world.clusterAdmin] : names.map((name) => world.access.group(name));
        for (const target of targets) out.edge(holder, target, proof);
      }
    }
  },
});
