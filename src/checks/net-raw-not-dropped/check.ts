import {
  addedCapabilities,
  droppedCapabilities,
  keptCapabilities,
} from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'net-raw-not-dropped',
  title: 'Container keeps NET_RAW',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "With raw sockets, which containers get unasked, an attacker can spoof addresses, poison ARP caches and answer DNS for the pod's neighbours.",
  remedy: 'Drop `ALL` or at least `NET_RAW`.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  // CRI-O and Docker read CAP_NET_RAW as NET_RAW; containerd looks for a CAP_CAP_NET_RAW and drops nothing.
  parameters: { acceptPrefix: false },
  find: (resource, _scope, { acceptPrefix }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows) return undefined;
      const added = addedCapabilities(container).find(({ name }) => name === 'NET_RAW');
      if (added) return { path: added.path, message: `${nameOf(container)} adds NET_RAW` };
      if (!keptCapabilities(container).includes('NET_RAW')) return undefined;
      if (acceptPrefix && droppedCapabilities(container).includes('CAP_NET_RAW')) return undefined;
      const path = securityPath(container, 'capabilities', 'drop');
      const fix = { title: 'Drop NET_RAW', safe: false, edits: [{ op: 'append', path, value: 'NET_RAW' } as const] };
      return { path, message: `${nameOf(container)} does not drop NET_RAW`, fix };
    }),
});
