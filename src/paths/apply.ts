import { toResource } from '../kubernetes/resource.ts';
import { applyEdits } from '../manifests/apply.ts';
import type { Path } from '../model/json.ts';
import { isObject } from '../std/value.ts';
import type { Resource } from '../model/resource.ts';
import type { Origin } from '../model/resource.ts';
import type { Addition, Control } from './controls.ts';
import { withFollowers } from './follow.ts';

/** The objects with the changes made, and pods as their controllers then make them; what is added comes last. */
export function applyControls(resources: readonly Resource[], controls: readonly Control[]): Resource[] {
  const added = controls.flatMap(({ change, resource }) =>
    isAddition(change) ? (toResource(change.object, beside(resource)) ?? []) : [],
  );
  const byResource = Map.groupBy(
    controls.filter(({ change }) => !isAddition(change)),
    ({ resource }) => resource,
  );
  const changed = new Map([...byResource].map(([resource, own]) => [resource, changedBy(resource, own)]));
  return [...withFollowers(resources, changed), ...added];
}

function changedBy(resource: Resource, own: readonly Control[]): Resource | undefined {
  if (own.some(({ change }) => change === 'delete')) return undefined;
  const edits = own.flatMap(({ change }) => (change === 'delete' || change.op === 'create' ? [] : [change]));
  const object = applyEdits(
    resource.object,
    lastFirst(edits, ({ path }) => path),
  );
  return isObject(object) ? toResource(object, resource.origin) : undefined;
}

function isAddition(change: Control['change']): change is Addition {
  return typeof change === 'object' && change.op === 'create';
}

/** A new object has no place of its own yet: evidence in it points at what it is about. */
function beside({ origin }: Resource): Origin {
  return { ...origin, locate: () => origin.locate([]) };
}

/** Taking an item out of a list moves those behind it. */
export function lastFirst<T>(list: readonly T[], pathOf: (one: T) => Path): T[] {
  return list.toSorted((a, b) => compare(pathOf(b), pathOf(a)));
}

function compare(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return x - y;
    if (String(x) !== String(y)) return String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}
