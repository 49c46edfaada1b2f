import { containerSeccomp, podSeccomp } from '../../kubernetes/pod-security/seccomp.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

/** The restricted level leaves Windows pods out since 1.25: the field is Linux's (KEP-2802). */
const WINDOWS_EXEMPT_SINCE = 25;

export default defineCheck({
  id: 'seccomp-not-set',
  title: 'Container runs without a seccomp filter',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Every system call of the kernel is open to the container, including the rarely used ones where most escapes were found.',
  remedy: "Set `seccompProfile: {type: RuntimeDefault}` in the pod's security context.",
  references: [
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  parameters: { legacyAnnotations: false },
  find: (resource, { minor }, { legacyAnnotations }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows && minor >= WINDOWS_EXEMPT_SINCE) return undefined;
      const reading = { minor, legacyAnnotations };
      const own = containerSeccomp(workload, container, reading);
      const pod = podSeccomp(workload, reading);
      const stated = own ?? pod;
      if (stated?.confined) return undefined;
      if (stated)
        return { path: stated.path, message: `${nameOf(container)} has the seccomp profile "${stated.type}"` };
      const edits = [
        { op: 'set', path: securityPath(workload, 'seccompProfile'), value: { type: 'RuntimeDefault' } } as const,
      ];
      const fix = { title: "Use the runtime's seccomp profile", safe: true, edits };
      return {
        path: securityPath(container, 'seccompProfile'),
        message: `${nameOf(container)} has no seccomp profile`,
        fix,
      };
    }),
});
