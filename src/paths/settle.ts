import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, at } from '../std/value.ts';
import { lastFirst } from './apply.ts';
import { type Control, controlAt } from './controls.ts';

/**
 * A change that was found in an object from which others have taken items away, as a change of the object as it was: items that
 * stood behind those that are gone had moved up. Undefined where nothing is to be changed there.
 */
export function asBefore(control: Control, resource: Resource, made: readonly Control[]): Control | undefined {
  if (control.change !== 'delete' && control.change.op === 'create') return { ...control, resource };
  const gone = made.filter((one) => one.resource === resource).flatMap(takenItem);
  return controlAt(resource, movedBack(control.path, gone));
}

/** Path of the list item that a change takes away. */
function takenItem({ change }: Control): Path[] {
  return change !== 'delete' && change.op === 'remove' && typeof change.path.at(-1) === 'number' ? [change.path] : [];
}

function movedBack(path: Path, gone: readonly Path[]): Path {
  const moved = [...path];
  for (const item of gone.toSorted((a, b) => a.length - b.length || Number(a.at(-1)) - Number(b.at(-1)))) {
    const last = item.length - 1;
    const index = moved[last];
    const isBeside = item.slice(0, last).every((step, i) => step === moved[i]);
    if (isBeside && typeof index === 'number' && index >= Number(item[last])) moved[last] = index + 1;
  }
  return moved;
}

/**
 * Changes as they are told: a rule of which no resource or verb would be left goes as a whole (the API server takes none with empty
 * lists), and of one object the last items go first, so that each command still finds its item after those before it.
 */
export function settled(changes: readonly Control[]): Control[] {
  const merged = new Map(changes.map((control) => asWhole(control, changes)).map((one) => [one.key, one]));
  const all = [...merged.values()];
  const left = all.filter((one) => !all.some((other) => other !== one && contains(other, one)));
  const isItem = (one: Control) => takenItem(one).length > 0;
  const queues = Map.groupBy(left.filter(isItem), ({ resource }) => resource);
  const sorted = new Map([...queues].map(([resource, own]) => [resource, lastFirst(own, ({ path }) => path)]));
  return left.map((one) => (isItem(one) ? sorted.get(one.resource)!.shift()! : one));
}

function asWhole(control: Control, changes: readonly Control[]): Control {
  const { resource, path } = control;
  const [item] = takenItem(control);
  if (!item || path[0] !== 'rules' || item.length !== 4) return control;
  const list = item.slice(0, 3).join('.');
  const gone = changes.filter((one) => one.resource === resource).flatMap(takenItem);
  const taken = new Set(gone.map((one) => one.join('.')).filter((one) => one.startsWith(`${list}.`)));
  const isEmptied = taken.size >= asList(at(resource.object, ...item.slice(0, 3))).length;
  return (isEmptied ? controlAt(resource, item.slice(0, 2)) : undefined) ?? control;
}

/** Whether a change takes away what holds the item that another takes. */
function contains(outer: Control, inner: Control): boolean {
  const [[whole], [item]] = [takenItem(outer), takenItem(inner)];
  if (outer.resource !== inner.resource || !whole || !item) return false;
  return whole.length < item.length && whole.every((step, i) => step === item[i]);
}
