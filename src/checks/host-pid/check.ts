import { sharesNamespace } from '../../kubernetes/pod-security/host-namespaces.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'host-pid',
  title: 'Pod shares the process namespace of its node',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: 'Its processes see every process of the node, read their environment and memory through /proc, and can signal or attach to those of the same user.',
  remedy: 'Remove `hostPID`; where a node agent needs it, keep it to a namespace of its own.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  types: WORKLOAD_TYPES,
  needs: () => [['hostPID']],
  find: (resource) => sharesNamespace(resource, 'hostPID'),
});
