import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { isControlPlanePod, WORKLOAD_TYPES, type Workload, type Container } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Edit } from '../../model/edit.ts';
import type { JsonObject } from '../../model/json.ts';

export default defineCheck({
  id: 'security-context-missing',
  title: 'Container is not hardened at all',
  severity: 'medium',
  category: 'pod',
  profile: 'recommended',
  why: 'Neither the pod nor the container has a security context, so the container may run as root with every default capability, no seccomp filter and a writable file system.',
  remedy:
    'Give the pod a `securityContext` with `runAsNonRoot` and `seccompProfile`, and the container one with `allowPrivilegeEscalation: false`, dropped capabilities and a read-only root file system.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: WORKLOAD_TYPES,
  covers: [
    'allow-privilege-escalation',
    'apparmor-unset',
    'capabilities-beyond-restricted',
    'capabilities-no-drop',
    'capabilities-not-dropped',
    'container-security-context-missing',
    'default-capabilities-kept',
    'linux-hardening-missing',
    'net-raw-not-dropped',
    'pod-security-context-missing',
    'root-filesystem-writable',
    'run-as-low-gid',
    'run-as-low-uid',
    'run-as-non-root-missing',
    'run-as-root',
    'seccomp-not-set',
  ],
  find: (resource) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || isControlPlanePod(resource) || says(workload.security) || says(container.security))
        return undefined;
      return {
        path: securityPath(container),
        message: `neither the pod nor ${nameOf(container)} has a security context`,
        fix: {
          title: 'Add the security context of the restricted level',
          safe: false,
          edits: harden(workload, container),
        },
      };
    }),
});

function says(context: JsonObject): boolean {
  return Object.values(context).some((value) => value !== null && value !== undefined);
}

function harden(workload: Workload, container: Container): Edit[] {
  const pod: JsonObject = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  const own: JsonObject = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  };
  return [
    ...Object.entries(pod).map(([key, value = null]): Edit => ({
      op: 'set',
      path: securityPath(workload, key),
      value,
    })),
    { op: 'set', path: securityPath(container), value: own },
  ];
}
