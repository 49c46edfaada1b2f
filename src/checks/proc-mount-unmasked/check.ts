import { inUserNamespace } from '../../kubernetes/pod-security/users.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'proc-mount-unmasked',
  title: 'Container sees the unmasked /proc of the kernel',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: "The paths that runtimes hide (sysrq-trigger, kcore, keys, timer lists) let a root process read the node's memory and command its kernel.",
  remedy: 'Remove `procMount`; a container that nests others needs it only together with `hostUsers: false`.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  types: [...WORKLOAD_TYPES, 'PodSecurityPolicy'],
  needs: () => [['procMount', 'allowedProcMountTypes']],
  covers: ['proc-mount-unmasked-in-user-namespace'],
  find: (resource, { minor }) => {
    if (resource.type === 'PodSecurityPolicy') return allowedByPolicy(resource);
    return perContainer(resource, (container, workload) => {
      const value = container.security['procMount'];
      if (value === undefined || value === null || value === 'Default' || inUserNamespace(workload, minor))
        return undefined;
      const path = securityPath(container, 'procMount');
      const fix = { title: 'Mask /proc again', safe: false, edits: [{ op: 'remove', path } as const] };
      return { path, message: `${nameOf(container)} sets procMount: ${show(value)}`, fix };
    });
  },
});

function allowedByPolicy(resource: Resource): Violation[] {
  const path = ['spec', 'allowedProcMountTypes'];
  return asList(at(resource.object, ...path)).flatMap((type, i) =>
    type === 'Unmasked' ? [{ path: [...path, i], message: 'the policy allows procMount: Unmasked' }] : [],
  );
}
