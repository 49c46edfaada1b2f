import {
  RUNTIME_CAPABILITIES,
  addedCapabilities,
  dropAll,
  keptCapabilities,
} from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'default-capabilities-kept',
  title: 'Container keeps or adds capabilities that most programs do not need',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'Capabilities such as DAC_OVERRIDE, SETUID and NET_RAW come unasked and serve an attacker who becomes root in the container.',
  remedy: 'Drop `ALL`; adding back NET_BIND_SERVICE alone is fine.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  parameters: { tolerated: ['NET_BIND_SERVICE'] },
  find: (resource, _scope, { tolerated }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows) return undefined;
      const added = addedCapabilities(container).find(
        ({ name }) => RUNTIME_CAPABILITIES.includes(name) && !tolerated.includes(name),
      );
      if (added) return { path: added.path, message: `${nameOf(container)} adds ${added.written}` };
      const kept = keptCapabilities(container).filter((name) => !tolerated.includes(name));
      if (kept.length === 0) return undefined;
      const path = securityPath(container, 'capabilities', 'drop');
      return { path, message: `${nameOf(container)} keeps ${kept.join(', ')}`, fix: dropAll(container) };
    }),
});
