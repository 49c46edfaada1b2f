import type { Edit } from '../model/edit.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import { equalJson, isObject } from '../std/value.ts';

/** An edit that does not fit the value or the text it is meant for. */
export class EditError extends Error {}

/** The value with the edits applied one after the other; `value` is left as it is. Throws EditError. */
export function applyEdits(value: Json, edits: readonly Edit[]): Json {
  let result = value;
  for (const edit of edits) result = applyEdit(result, edit);
  return result;
}

function applyEdit(value: Json, edit: Edit): Json {
  if (edit.op === 'remove') return removeAt(value, edit.path);
  if (edit.op === 'set') return changeAt(value, edit.path, 0, () => edit.value);
  return changeAt(value, edit.path, 0, (list) => appended(list, edit.value));
}

function appended(list: Json | undefined, item: Json): Json {
  if (list === undefined || list === null) return [item];
  if (!Array.isArray(list)) throw new EditError('Only a list can be appended to.');
  return list.some((known) => equalJson(known, item)) ? list : [...list, item];
}

/** Rebuilds the way to `path`, creating objects, and changes what is there. */
function changeAt(value: Json | undefined, path: Path, depth: number, change: (old: Json | undefined) => Json): Json {
  const step = path[depth];
  if (step === undefined) return change(value);
  if (typeof step === 'number') {
    const list = value === undefined || value === null ? [] : value;
    if (!Array.isArray(list) || step > list.length || step < 0) throw new EditError(`There is no list item ${step}.`);
    const copy = [...list];
    copy[step] = changeAt(copy[step], path, depth + 1, change);
    return copy;
  }
  if (value !== undefined && value !== null && !isObject(value))
    throw new EditError(`There is no object to hold "${step}".`);
  return withEntry(value ?? {}, step, changeAt(ownEntry(value, step), path, depth + 1, change));
}

function ownEntry(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function withEntry(object: JsonObject, key: string, entry: Json): JsonObject {
  return { ...object, [key]: entry };
}

function removeAt(value: Json, path: Path, depth = 0): Json {
  const step = path[depth];
  if (step === undefined) throw new EditError('A whole document cannot be removed.');
  const isLast = depth === path.length - 1;
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length || step < 0) return value;
    return isLast ? value.toSpliced(step, 1) : value.with(step, removeAt(value[step]!, path, depth + 1));
  }
  const entry = ownEntry(value, step);
  if (!isObject(value) || entry === undefined) return value;
  if (!isLast) return withEntry(value, step, removeAt(entry, path, depth + 1));
  const { [step]: _removed, ...rest } = value;
  return rest;
}
