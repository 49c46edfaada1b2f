import { inUserNamespace } from '../../kubernetes/pod-security/users.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { show } from '../../std/value.ts';

export default defineCheck({
  id: 'proc-mount-unmasked-in-user-namespace',
  title: 'Container in a user namespace sees the unmasked /proc',
  severity: 'info',
  category: 'pod',
  profile: 'all',
  why: "In a pod's own user namespace the unmasked paths are mostly out of reach, so the baseline level allows it since 1.35; the restricted level does not.",
  remedy: 'Remove `procMount` unless the container runs containers of its own.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['procMount']],
  find: (resource, { minor }) =>
    perContainer(resource, (container, workload) => {
      const value = container.security['procMount'];
      if (value === undefined || value === null || value === 'Default' || !inUserNamespace(workload, minor))
        return undefined;
      const path = securityPath(container, 'procMount');
      const fix = { title: 'Mask /proc again', safe: false, edits: [{ op: 'remove', path } as const] };
      return { path, message: `${nameOf(container)} sets procMount: ${show(value)}`, fix };
    }),
});
