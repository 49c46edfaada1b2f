import { baselineSelinuxTypes, selinuxOptions } from '../../kubernetes/pod-security/selinux.ts';
import { perPod } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'selinux-options',
  title: 'Container chooses another SELinux user, role or type',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: 'A type such as `spc_t`, or another user or role, lifts the confinement that SELinux gives containers.',
  remedy: 'Leave `user` and `role` out, and use one of the container types; `level` may be set freely.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['seLinuxOptions']],
  parameters: { types: [] as string[] },
  find: (resource, { minor }, { types }) =>
    perPod(resource, (workload) => {
      const allowed = types.length > 0 ? types : baselineSelinuxTypes(minor);
      return selinuxOptions(workload)
        .filter(({ field, value }) => field !== 'type' || !allowed.includes(value))
        .map(({ field, value, owner, path }) => {
          const fix = { title: `Remove the SELinux ${field}`, safe: false, edits: [{ op: 'remove', path } as const] };
          return { path, message: `${owner} sets the SELinux ${field} "${value}"`, fix };
        });
    }),
});
