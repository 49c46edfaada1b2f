import { dropAll, droppedCapabilities } from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'capabilities-no-drop',
  title: 'Container drops no capability',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'The container keeps every capability that the runtime grants, although few programs need any.',
  remedy: 'Drop `ALL`, and add back only what the process needs.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  find: (resource) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || droppedCapabilities(container).length > 0) return undefined;
      const path = securityPath(container, 'capabilities', 'drop');
      return { path, message: `${nameOf(container)} drops no capability`, fix: dropAll(container) };
    }),
});
