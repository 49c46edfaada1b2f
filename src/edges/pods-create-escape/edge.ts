import { defineEdge } from '../edge.ts';
import { escapeByNewPod } from '../new-pods.ts';

export default defineEdge({
  id: 'pods-create-escape',
  title: 'may run a pod that breaks out to',
  from: ['permissions'],
  to: ['many'],
  technique: 'T1610',
  ease: 'easy',
  why: 'Who creates pods asks for a privileged one and is root on the node that runs it, unless admission refuses.',
  remedy:
    'Enforce Pod Security baseline or restricted in the namespace, and give the right to create pods to controllers alone.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  guards: ['Pod Security admission of the namespace', 'validating policies'],
  find(world, out) {
    for (const grant of world.access.grants({ verbs: ['create'], groups: [''], resource: 'pods' })) {
      escapeByNewPod(world, grant, out);
    }
  },
});
