import type { Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import type { Workload } from '../workload.ts';
import { ownerOf, securityPath } from './walk.ts';

/** SELinux types that keep a process confined as a container, by the minor version whose baseline first allows them. */
const TYPES: readonly (readonly [type: string, since: number])[] = [
  ['container_t', 0],
  ['container_init_t', 0],
  ['container_kvm_t', 0],
  ['container_engine_t', 31],
];

export function baselineSelinuxTypes(minor: number): string[] {
  return TYPES.filter(([, since]) => minor >= since).map(([type]) => type);
}

/** One field of a `seLinuxOptions` that is not empty. */
export interface SelinuxOption {
  readonly field: 'type' | 'user' | 'role';
  readonly value: string;
  /** Whose options they are, for messages. */
  readonly owner: string;
  readonly path: Path;
}

/** The options of the pod and of each container that choose another SELinux context. */
export function selinuxOptions(workload: Workload): SelinuxOption[] {
  return [workload, ...workload.containers].flatMap((owner) => {
    const options = owner.security['seLinuxOptions'];
    if (!isObject(options)) return [];
    return (['type', 'user', 'role'] as const).flatMap((field) => {
      const value = asString(options[field]);
      return value ? [{ field, value, owner: ownerOf(owner), path: securityPath(owner, 'seLinuxOptions', field) }] : [];
    });
  });
}
