import { defineEdge } from '../edge.ts';
import { runAsAnyAccount, templateGrants } from '../new-pods.ts';

export default defineEdge({
  id: 'workloads-create-as-account',
  title: 'may run a workload as',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1610',
  ease: 'easy',
  why: 'The template of a workload may name any service account of the namespace; the attacker chooses image and command.',
  remedy: 'Keep powerful service accounts in namespaces of their own, where nobody else writes workloads.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  guards: ['validating policies'],
  find(world, out) {
    for (const grant of templateGrants(world)) runAsAnyAccount(world, grant, out);
  },
});
