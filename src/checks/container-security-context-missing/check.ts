import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'container-security-context-missing',
  title: 'Container has no security context of its own',
  severity: 'info',
  category: 'pod',
  profile: 'all',
  why: 'Capabilities, privilege escalation and the root file system can only be restricted on the container, so they are left at their permissive defaults.',
  remedy: 'Add a `securityContext` to the container.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  types: WORKLOAD_TYPES,
  covers: ['capabilities-no-drop'],
  find: (resource) =>
    perContainer(resource, (container) => {
      if (Object.values(container.security).some((value) => value !== null && value !== undefined)) return undefined;
      return { path: securityPath(container), message: `${nameOf(container)} has no security context` };
    }),
});
