import { BASELINE_CAPABILITIES, forbidCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'capabilities-beyond-baseline',
  title: 'Container adds a capability that the baseline level forbids',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: "Capabilities beyond the runtimes' usual set split off parts of root's power over the kernel; a namespace that enforces the baseline level refuses the pod.",
  remedy: 'Remove the capability, or run the pod in a namespace meant for privileged workloads.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['add']],
  covers: ['capabilities-added-any'],
  find: (resource) => forbidCapabilities(resource, ({ written }) => !BASELINE_CAPABILITIES.includes(written)),
});
