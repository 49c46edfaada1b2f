import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'privileged-container',
  title: 'Container runs privileged',
  severity: 'critical',
  category: 'pod',
  profile: 'recommended',
  why: 'A privileged container has every capability, every device and no seccomp or AppArmor filter: whoever gets code to run in it owns the node.',
  remedy: 'Remove `privileged: true`, and grant the one capability or device that the process needs, if any.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['privileged']],
  covers: [
    'allow-privilege-escalation',
    'allow-privilege-escalation-explicit',
    'capabilities-beyond-restricted',
    'capabilities-beyond-baseline',
    'capabilities-dangerous',
    'capabilities-added-any',
    'cap-sys-admin',
    'cap-sys-module',
    'cap-net-raw-added',
    'capabilities-not-dropped',
    'capabilities-no-drop',
    'net-raw-not-dropped',
    'default-capabilities-kept',
    'seccomp-not-set',
    'seccomp-unconfined',
    'apparmor-unset',
    'apparmor-unconfined',
    'selinux-options',
    'proc-mount-unmasked',
    'proc-mount-unmasked-in-user-namespace',
    'linux-hardening-missing',
  ],
  find: (resource) =>
    perContainer(resource, (container) => {
      if (container.security['privileged'] !== true) return undefined;
      const path = securityPath(container, 'privileged');
      const fix = { title: 'Run unprivileged', safe: false, edits: [{ op: 'set', path, value: false } as const] };
      return { path, message: `${nameOf(container)} sets privileged: true`, fix };
    }),
});
