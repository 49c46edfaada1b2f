import { partAny, partIn } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { sharedEnds } from '../std/sparse.ts';

/** What the last run was over. */
export interface Before {
  readonly last: readonly Resource[];
  /** How many resources there were of each type; brought up to date. */
  readonly counts: Map<string, number>;
}

/** What a check depends on that failed: it is asked in every run. */
const FAILED = '!';
export const FAILURE: ReadonlySet<string> = new Set([FAILED]);

/** The parts that hold a resource that came or went since the last run. */
export function changedParts({ last, counts }: Before, resources: readonly Resource[]): ReadonlySet<string> {
  const changed = new Set([FAILED]);
  const note = (resource: Resource, difference: number) => {
    const { type, namespace } = resource;
    const before = counts.get(type) ?? 0;
    counts.set(type, before + difference);
    for (const any of [type, '*']) changed.add(any).add(partIn(any, namespace));
    changed.add(partIn('*', namespace || 'default'));
  };
  const types = new Map(counts);
  const { gone, come } = difference(last, resources);
  for (const resource of gone) note(resource, -1);
  for (const resource of come) note(resource, 1);
  for (const [type, count] of counts) if (count > 0 !== (types.get(type) ?? 0) > 0) changed.add(partAny(type));
  return changed;
}

/** What is in one list alone; most of both is the same. */
function difference(before: readonly Resource[], after: readonly Resource[]) {
  const { start, end } = sharedEnds(before, after);
  const old = new Set(before.slice(start, before.length - end));
  const young = new Set(after.slice(start, after.length - end));
  return { gone: old.difference(young), come: young.difference(old) };
}

/** Whether something in any of these parts changed; answers share their sets of parts. */
export function staleness(changed: ReadonlySet<string>): (parts: ReadonlySet<string>) => boolean {
  const known = new Map<ReadonlySet<string>, boolean>();
  return (parts) => {
    let stale = known.get(parts);
    if (stale === undefined) known.set(parts, (stale = !parts.isDisjointFrom(changed)));
    return stale;
  };
}
