import { addedCapabilities, dropsAll } from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, type Container } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

/** The restricted level leaves Windows pods out since 1.25: the field is Linux's (KEP-2802). */
const WINDOWS_EXEMPT_SINCE = 25;

export default defineCheck({
  id: 'allow-privilege-escalation',
  title: 'Container may gain privileges that its parent process does not have',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Without `no_new_privs`, a setuid binary in the image turns any code execution in the container into root there.',
  remedy: "Set `allowPrivilegeEscalation: false` in the container's security context.",
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  find: (resource, scope) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows && scope.minor >= WINDOWS_EXEMPT_SINCE) return undefined;
      const stated = container.security['allowPrivilegeEscalation'];
      if (stated === false) return undefined;
      const path = securityPath(container, 'allowPrivilegeEscalation');
      const message = `${nameOf(container)} ${stated === true ? 'sets allowPrivilegeEscalation: true' : 'does not set allowPrivilegeEscalation: false'}`;
      if (needsEscalation(container)) return { path, message };
      const edits = [{ op: 'set', path, value: false } as const];
      // A setuid program such as sudo or a browser's sandbox needs it, unless it gets no capability anyway.
      const safe = stated !== true && dropsAll(container);
      return { path, message, fix: { title: 'Forbid privilege escalation', safe, edits } };
    }),
});

/** The API server refuses `false` together with either of these. */
function needsEscalation(container: Container): boolean {
  return (
    container.security['privileged'] === true || addedCapabilities(container).some(({ name }) => name === 'SYS_ADMIN')
  );
}
