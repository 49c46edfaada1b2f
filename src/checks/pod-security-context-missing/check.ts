import { perPod, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

/** What a pod's security context may say; other keys count for nothing. */
const FIELDS = [
  'appArmorProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxChangePolicy',
  'seLinuxOptions',
  'seccompProfile',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'sysctls',
  'windowsOptions',
];

export default defineCheck({
  id: 'pod-security-context-missing',
  title: 'Pod has no security context',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Settings that hold for the whole pod, such as the user, group, seccomp profile and volume ownership, are left to the images and the runtime.',
  remedy: 'Add a `securityContext` to the pod with at least `runAsNonRoot` and `seccompProfile`.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    perPod(resource, (workload) => {
      if (FIELDS.some((field) => (workload.security[field] ?? null) !== null)) return undefined;
      return { path: securityPath(workload), message: 'the pod has no security context' };
    }),
});
