import { sharesNamespace } from '../../kubernetes/pod-security/host-namespaces.ts';
import { isControlPlanePod, WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'host-network',
  title: 'Pod uses the network of its node',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: "It reaches services that listen on the node's loopback, can watch the node's traffic, uses the node's address towards cloud metadata, and escapes network policies.",
  remedy: 'Remove `hostNetwork`; where a node agent needs it, keep it to a namespace of its own.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  types: WORKLOAD_TYPES,
  needs: () => [['hostNetwork']],
  covers: ['host-port'],
  find: (resource) => (isControlPlanePod(resource) ? [] : sharesNamespace(resource, 'hostNetwork')),
});
