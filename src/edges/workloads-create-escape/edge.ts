import { defineEdge } from '../edge.ts';
import { escapeByNewPod, templateGrants } from '../new-pods.ts';

export default defineEdge({
  id: 'workloads-create-escape',
  title: 'may run a workload that breaks out to',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1610',
  ease: 'easy',
  why: 'A controller makes whatever pod its template asks for, so that writing a workload is as good as creating pods.',
  remedy: 'Enforce Pod Security baseline or restricted in the namespace; give single verbs on single workloads.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  guards: ['Pod Security admission of the namespace', 'validating policies'],
  find(world, out) {
    for (const grant of templateGrants(world)) escapeByNewPod(world, grant, out);
  },
});
