import {
  addedCapabilities,
  dropAll,
  dropsAll,
  stopAdding,
  type AddedCapability,
} from '../../kubernetes/pod-security/capabilities.ts';
import { nameOf, perContainer, securityPath } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, type Container } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

/** The restricted level leaves Windows pods out since 1.25: the field is Linux's (KEP-2802). */
const WINDOWS_EXEMPT_SINCE = 25;

export default defineCheck({
  id: 'capabilities-beyond-restricted',
  title: 'Container does not drop all capabilities, or adds more than NET_BIND_SERVICE',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'The restricted level asks for `drop: [ALL]` and allows NET_BIND_SERVICE alone to be added; a namespace that enforces it refuses the pod.',
  remedy: 'Drop `ALL`, and add at most NET_BIND_SERVICE.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  types: WORKLOAD_TYPES,
  parameters: { ignoreCase: false },
  covers: [
    'capabilities-not-dropped',
    'capabilities-no-drop',
    'net-raw-not-dropped',
    'default-capabilities-kept',
    'capabilities-added-any',
  ],
  find: (resource, { minor }, { ignoreCase }) =>
    perContainer(resource, (container, workload) => {
      if (workload.windows && minor >= WINDOWS_EXEMPT_SINCE) return undefined;
      const added = addedCapabilities(container);
      const isDropped = dropsAll(container, ignoreCase);
      if (added.length === 0) return isDropped ? undefined : notDropped(container);
      const violations = added.filter(beyond).map((one) => tooMuch(container, one));
      return isDropped ? violations : [...violations, notDropped(container)];
    }),
});

function beyond({ written }: AddedCapability): boolean {
  return written !== 'NET_BIND_SERVICE';
}

function tooMuch(container: Container, { path, written }: AddedCapability): Violation {
  const message = `${nameOf(container)} adds the capability ${written}`;
  return { path, message, fix: stopAdding(container, beyond) };
}

function notDropped(container: Container): Violation {
  const path = securityPath(container, 'capabilities', 'drop');
  return { path, message: `${nameOf(container)} does not drop ALL capabilities`, fix: dropAll(container) };
}
