import { defineEdge } from '../edge.ts';
import { podsOfOwners, templateGrants } from '../new-pods.ts';

export default defineEdge({
  id: 'workloads-patch',
  title: 'may change the template of',
  from: ['permissions'],
  to: ['pod', 'many'],
  technique: 'T1610',
  ease: 'easy',
  why: 'With another image or command in its template, a workload runs the code of the attacker with its own account, volumes and network.',
  remedy: 'Take update and patch of workloads out of the role, or name the workloads that it is about.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  find(world, out) {
    for (const grant of templateGrants(world, ['update', 'patch'])) {
      for (const target of podsOfOwners(world, grant)) out.edge(grant.set, target, grant.proof);
    }
  },
});
