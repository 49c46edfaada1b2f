import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'member-of',
  title: 'is a member of',
  from: ['user', 'serviceaccount'],
  to: ['group'],
  ease: 'given',
  why: 'Authentication puts every service account and every user into groups, and bindings that name those give to all of them.',
  remedy: 'Bind single subjects, not system:serviceaccounts or system:authenticated.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  find({ access }, out) {
    const bound = new Set(access.identities.filter(({ kind }) => kind === 'group').map(({ name }) => name));
    for (const identity of access.identities) {
      if (identity.kind === 'group') continue;
      for (const group of identity.user.groups) {
        if (bound.has(`group/${group}`)) out.edge(identity, access.group(group));
      }
    }
  },
});
