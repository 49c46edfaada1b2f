import type { Json, JsonObject } from '../../model/json.ts';
import { jsonPatch, parsePointer, readJsonPatch, toPointer, type JsonPatchOperation } from '../../kubernetes/patch/json-patch.ts';
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
  const path = toPointer(countedFromEnd(document, parsePointer(operation.path)));
  if (operation.op === 'remove') {
    return at(document, ...steps(document, path)) === undefined ? document : jsonPatch(document, [{ op: 'remove', path }]);
  }
  const before = operation.op === 'add' ? withParents(document, path) : document;
  return jsonPatch(before, [{ ...operation, path }]);
}

/** The steps of a pointer, with indexes where the document has lists. */
function steps(document: Json, pointer: string): (string | number)[] {
  const path: (string | number)[] = [];
  let here: Json | undefined = document;
  for (const step of parsePointer(pointer)) {
    const key: string | number = Array.isArray(here) ? Number(step) : step;
    path.push(key);
    here = at(here, key);
  }
  return path;
}

function countedFromEnd(document: Json, path: readonly string[]): string[] {
  let here: Json | undefined = document;
  return path.map((step) => {
    const negative = Array.isArray(here) && /^-\d+$/.test(step);
    const counted = negative && Array.isArray(here) ? String(here.length + Number(step)) : step;
    here = Array.isArray(here) ? here[Number(counted)] : at(here, counted);
    return counted;
  });
}

function withParents(document: Json, pointer: string): Json {
  const path = parsePointer(pointer);
  let result = document;
  for (let i = 1; i < path.length; i++) {
    const parent = toPointer(path.slice(0, i));
    if (at(result, ...steps(result, parent)) !== undefined) continue;
    const value: Json = path[i] === '-' || path[i] === '0' ? [] : {};
    result = jsonPatch(result, [{ op: 'add', path: parent, value }]);
  }
  return result;
}
