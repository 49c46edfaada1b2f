import { dropAll, dropsAll } from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'capabilities-not-dropped',
  title: 'Container keeps the capabilities that the runtime grants',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Few programs need any of the 14 capabilities that containers get unasked; an attacker who becomes root in the container can use them all.',
  remedy: 'Drop `ALL`, and add back only what the process needs.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  covers: ['capabilities-no-drop', 'net-raw-not-dropped', 'default-capabilities-kept'],
  find: (resource) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows || dropsAll(container)) return undefined;
      const path = securityPath(container, 'capabilities', 'drop');
      return { path, message: `${nameOf(container)} does not drop ALL capabilities`, fix: dropAll(container) };
    }),
});
