import { defineEdge } from '../edge.ts';
import { runAsAnyAccount } from '../new-pods.ts';

export default defineEdge({
  id: 'pods-create-as-account',
  title: 'may run a pod as',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1610',
  ease: 'easy',
  why: 'A new pod may name any service account of its namespace, and finds its token in its file system.',
  remedy: 'Keep powerful service accounts in namespaces of their own, where nobody else creates pods.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  guards: ['validating policies'],
  find(world, out) {
    for (const grant of world.access.grants({ verbs: ['create'], groups: [''], resource: 'pods' })) {
      runAsAnyAccount(world, grant, out);
    }
  },
});
