import { forbidCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'capabilities-added-any',
  title: 'Container adds capabilities',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "Each capability is a part of root's power that an attacker in the container has too.",
  remedy: 'Remove `capabilities.add` unless the process fails without it.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['add']],
  find: (resource) => forbidCapabilities(resource, () => true),
});
