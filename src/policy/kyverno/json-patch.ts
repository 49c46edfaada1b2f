import type { Json, JsonObject } from '../../model/json.ts';
import {
  jsonPatch,
  parsePointer,
  readJsonPatch,
  toPointer,
  type JsonPatchOperation,
} from '../../kubernetes/patch/json-patch.ts';
import { at, isObject } from '../../std/value.ts';

/**
 * A JSON Patch with Kyverno's three liberties: maps on the way to an added value are made, what is to be removed may be
 * missing, and negative indexes count from the end. @throws PatchError
 */
export function liberalPatch(target: JsonObject, operations: Json): JsonObject {
  let document: Json = target;
  for (const operation of readJsonPatch(operations)) document = applyOne(document, operation);
  return isObject(document) ? document : target;
}

function applyOne(document: Json, operation: JsonPatchOperation): Json {
  const steps = parsePointer(operation.path);
  const before = operation.op === 'add' ? withParents(document, steps) : document;
  const path = toPointer(countedFromEnd(before, steps, operation.op === 'add'));
  if (operation.op === 'remove' && valueAt(before, parsePointer(path)) === undefined) return before;
  return jsonPatch(before, [{ ...operation, path }]);
}

function valueAt(document: Json, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>((here, step) => childOf(here, step), document);
}

function childOf(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(step) ? value[Number(step)] : undefined;
  return at(value, step);
}

/** The steps with negative indexes as plain ones; where a value is added, -1 is behind the last item. */
function countedFromEnd(document: Json, path: readonly string[], adds: boolean): string[] {
  let here: Json | undefined = document;
  return path.map((step, i) => {
    const behind = adds && i === path.length - 1 ? 1 : 0;
    const counted = Array.isArray(here) && /^-\d+$/.test(step) ? String(here.length + behind + Number(step)) : step;
    here = childOf(here, counted);
    return counted;
  });
}

const INDEX = /^(?:-|-?\d{1,4})$/;

/** Makes the maps and lists on the way; those that an index is asked of are lists. */
function withParents(document: Json, path: readonly string[]): Json {
  let result = document;
  for (let i = 1; i < path.length; i++) {
    const parent = countedFromEnd(result, path.slice(0, i), false);
    if (valueAt(result, parent) !== undefined) continue;
    const value: Json = INDEX.test(path[i] ?? '') ? [] : {};
    const isItem = Array.isArray(valueAt(result, parent.slice(0, -1)));
    result = jsonPatch(result, [
      { op: 'add', path: toPointer(isItem ? [...parent.slice(0, -1), '-'] : parent), value },
    ]);
  }
  return result;
}
