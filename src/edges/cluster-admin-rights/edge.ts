import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: 'cluster-admin-rights',
  title: 'is as good as',
  from: ['permissions'],
  to: ['cluster'],
  technique: 'T1078',
  ease: 'given',
  why: 'Every verb on every resource of every group in the whole cluster is cluster-admin, whatever the role is called.',
  remedy: 'Bind a role that names what is needed, or bind it in single namespaces.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  find({ access, clusterAdmin }, out) {
    for (const { set, namespace, names, proof } of access.grants({ verbs: ['*'], groups: ['*'], resource: '*' })) {
      if (namespace === '' && names.length === 0) out.edge(set, clusterAdmin, proof);
    }
  },
});
