import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'holds-permissions',
  title: 'is given',
  from: ['user', 'group', 'serviceaccount'],
  to: ['permissions'],
  technique: 'T1078',
  ease: 'given',
  why: 'A binding gives the rights of a role to whoever it names.',
  remedy: 'Take the subject out of the binding, or bind a smaller role.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  find({ access }, out) {
    for (const identity of access.identities) {
      for (const { set, subject } of access.setsOf(identity)) {
        const { binding, known } = set.given;
        const note = `${binding.kind} ${binding.name} gives ${known.role.kind} ${known.role.name} to ${identity.name}`;
        out.edge(identity, set, () => [{ resource: binding, path: subject.path, note }]);
      }
    }
  },
});
