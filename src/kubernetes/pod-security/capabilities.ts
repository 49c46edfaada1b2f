import type { Violation, ViolationFix } from '../../model/check.ts';
import type { JsonObject, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asStrings } from '../../std/value.ts';
import type { Container } from '../workload.ts';
import { nameOf, perContainer, securityPath } from './walk.ts';

/** What containerd, CRI-O and Docker grant a container that asks for nothing. */
export const RUNTIME_CAPABILITIES: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** What the baseline level lets containers add, in every version: the runtimes' set without NET_RAW. */
export const BASELINE_CAPABILITIES: readonly string[] = RUNTIME_CAPABILITIES.filter((name) => name !== 'NET_RAW');

export interface AddedCapability {
  /** As the manifest writes it. */
  readonly written: string;
  /** In capitals and without the `CAP_` that some write. */
  readonly name: string;
  readonly path: Path;
}

export function addedCapabilities(container: Container): readonly AddedCapability[] {
  const list = asList(asObject(container.security['capabilities'])['add']);
  if (list.length === 0) return NONE_ADDED;
  const path = securityPath(container, 'capabilities', 'add');
  return list.flatMap((written, i) => {
    if (typeof written !== 'string') return [];
    return [{ written, name: written.toUpperCase().replace(/^CAP_/, ''), path: [...path, i] }];
  });
}

const NONE_ADDED: readonly AddedCapability[] = [];
const NONE_DROPPED: readonly string[] = [];

/** Names in `capabilities.drop`, in capitals. A `CAP_` prefix stays: containerd does not take it for the capability. */
export function droppedCapabilities(container: Container): readonly string[] {
  const { drop } = asObject(container.security['capabilities']);
  return asList(drop).length === 0 ? NONE_DROPPED : asStrings(drop).map((name) => name.toUpperCase());
}

/** Runtimes take `all` for `ALL`; the restricted level does not. */
export function dropsAll(container: Container, ignoreCase = true): boolean {
  const dropped = asList(asObject(container.security['capabilities'])['drop']);
  return dropped.some((name) => typeof name === 'string' && (ignoreCase ? name.toUpperCase() : name) === 'ALL');
}

/** The capabilities a container ends up with out of the runtime's own set, before what it adds. */
export function keptCapabilities(container: Container): readonly string[] {
  const dropped = droppedCapabilities(container);
  if (dropped.length === 0) return RUNTIME_CAPABILITIES;
  return dropped.includes('ALL') ? [] : RUNTIME_CAPABILITIES.filter((name) => !dropped.includes(name));
}

/** The repair shared by the rules on capabilities that are kept. */
export function dropAll(container: Container): ViolationFix {
  const path = securityPath(container, 'capabilities', 'drop');
  return { title: 'Drop all capabilities', safe: false, edits: [{ op: 'set', path, value: ['ALL'] }] };
}

/** Every added capability of a resource's containers that is `unwanted`. */
export function forbidCapabilities(
  resource: Resource,
  unwanted: (capability: AddedCapability) => boolean,
): readonly Violation[] {
  return perContainer(resource, (container) =>
    addedCapabilities(container)
      .filter(unwanted)
      .map((capability) => ({
        path: capability.path,
        message: `${nameOf(container)} adds the capability ${capability.written}`,
        fix: stopAdding(container, unwanted),
      })),
  );
}

/** The repair shared by the rules on added capabilities: the `add` list without what is `unwanted`, and no empty shell of it. */
export function stopAdding(container: Container, unwanted: (capability: AddedCapability) => boolean): ViolationFix {
  const path = securityPath(container, 'capabilities', 'add');
  const rest = addedCapabilities(container).filter((capability) => !unwanted(capability));
  return {
    title: rest.length > 0 ? `Add only ${rest.map((c) => c.written).join(', ')}` : 'Add no capabilities',
    safe: false,
    edits: [
      rest.length > 0
        ? { op: 'set', path, value: rest.map((c) => c.written) }
        : { op: 'remove', path: shellOf(container, path) },
    ],
  };
}

/** What to remove with the `add` list: the outermost of `securityContext` and `capabilities` that holds nothing else. */
function shellOf({ security }: Container, path: Path): Path {
  const isAlone = (holder: JsonObject) => Object.keys(holder).length === 1;
  if (!isAlone(asObject(security['capabilities']))) return path;
  return path.slice(0, isAlone(security) ? -2 : -1);
}
