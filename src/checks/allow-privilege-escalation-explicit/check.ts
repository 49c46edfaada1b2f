import { addedCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'allow-privilege-escalation-explicit',
  title: 'Container asks to be allowed privilege escalation',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: 'The manifest switches `no_new_privs` off on purpose, so a setuid binary in the image turns any code execution in the container into root there.',
  remedy: 'Set `allowPrivilegeEscalation: false`; drop setuid binaries such as sudo from the image.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['allowPrivilegeEscalation']],
  covers: ['allow-privilege-escalation'],
  find: (resource) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || container.security['allowPrivilegeEscalation'] !== true) return undefined;
      const path = securityPath(container, 'allowPrivilegeEscalation');
      const message = `${nameOf(container)} sets allowPrivilegeEscalation: true`;
      // The API server refuses `false` together with either of these.
      if (container.security['privileged'] === true) return { path, message };
      if (addedCapabilities(container).some(({ name }) => name === 'SYS_ADMIN')) return { path, message };
      const edits = [{ op: 'set', path, value: false } as const];
      return { path, message, fix: { title: 'Forbid privilege escalation', safe: false, edits } };
    }),
});
