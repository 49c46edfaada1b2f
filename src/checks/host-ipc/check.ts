import { sharesNamespace } from '../../kubernetes/pod-security/host-namespaces.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'host-ipc',
  title: 'Pod shares the IPC namespace of its node',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: 'Its processes can read and change shared memory, semaphores and message queues of the node and of other pods that share them.',
  remedy: 'Remove `hostIPC`; where a node agent needs it, keep it to a namespace of its own.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  types: WORKLOAD_TYPES,
  needs: () => [['hostIPC']],
  find: (resource) => sharesNamespace(resource, 'hostIPC'),
});
