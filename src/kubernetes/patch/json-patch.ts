import type { Json, JsonObject } from '../../model/json.ts';
import { equalJson, isObject } from '../../std/value.ts';
import { PatchError } from './error.ts';

/** One operation of RFC 6902. */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move' | 'copy'; readonly path: string; readonly from: string };

/**
 * Applies a JSON Patch (RFC 6902) as a whole or not at all. The target stays as it is; the result shares what did not
 * change. Throws `PatchError`. As in the API server, `remove` of what is not there is an error.
 */
export function jsonPatch(target: Json, operations: readonly JsonPatchOperation[]): Json {
  if (operations.length > MOST_OPERATIONS) {
    throw new PatchError('too-large', '', `has more than ${MOST_OPERATIONS} operations`);
  }
  let document: Json = target;
  const budget = { copied: 0 };
  for (const operation of operations) {
    if (operation.op === 'copy') spend(budget, document, operation.from);
    document = apply(document, operation);
  }
  return document;
}

/** The API server's own bound (`maxJSONPatchOperations`). */
const MOST_OPERATIONS = 10_000;

/** Values that `copy` operations may repeat in all: doubling copies would else grow without bound. */
const MOST_COPIED = 100_000;

function spend(budget: { copied: number }, document: Json, from: string): void {
  const waiting: Json[] = [read(document, parsePointer(from), from)];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (++budget.copied > MOST_COPIED)
      throw new PatchError('too-large', from, `copies more than ${MOST_COPIED} values`);
    if (value !== null && typeof value === 'object') {
      for (const inner of Object.values(value)) waiting.push(inner ?? null);
    }
  }
}

/** Reads operations that came as text or from a webhook. Throws `PatchError` with `bad-operation`. */
export function readJsonPatch(value: Json): JsonPatchOperation[] {
  if (!Array.isArray(value)) throw new PatchError('bad-operation', '', 'a JSON Patch is a list of operations');
  return value.map((item, i) => {
    if (isObject(item) && isOperation(item)) return item as unknown as JsonPatchOperation;
    throw new PatchError('bad-operation', `/${i}`, 'needs op, path, and value or from');
  });
}

function isOperation(item: JsonObject): boolean {
  if (typeof item['path'] !== 'string') return false;
  switch (item['op']) {
    case 'add':
    case 'replace':
    case 'test':
      return item['value'] !== undefined;
    case 'move':
    case 'copy':
      return typeof item['from'] === 'string';
    default:
      return item['op'] === 'remove';
  }
}

function apply(document: Json, operation: JsonPatchOperation): Json {
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case 'add':
      return set(document, path, operation.value, operation.path, false);
    case 'replace':
      read(document, path, operation.path);
      return set(document, path, operation.value, operation.path, true);
    case 'remove':
      return remove(document, path, operation.path);
    case 'copy':
      return set(document, path, read(document, parsePointer(operation.from), operation.from), operation.path, false);
    case 'move':
      return move(document, path, operation);
    case 'test':
      if (equalJson(read(document, path, operation.path), operation.value)) return document;
      throw new PatchError('test-failed', operation.path, 'has another value');
    default:
      throw new PatchError('bad-operation', '', `unknown operation ${JSON.stringify(operation)}`);
  }
}

function move(document: Json, path: readonly string[], operation: { path: string; from: string }): Json {
  if (operation.path.startsWith(`${operation.from}/`)) {
    throw new PatchError('bad-operation', operation.path, `cannot move ${operation.from} into itself`);
  }
  const from = parsePointer(operation.from);
  const value = read(document, from, operation.from);
  if (operation.path === operation.from) return document;
  return set(remove(document, from, operation.from), path, value, operation.path, false);
}

/** The steps of a JSON pointer (RFC 6901): `/spec/a~1b` → `['spec', 'a/b']`; the empty one is the whole document. */
export function parsePointer(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new PatchError('bad-pointer', pointer, 'must begin with /');
  if (/~(?![01])/.test(pointer)) throw new PatchError('bad-pointer', pointer, '~ must be written ~0');
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `['spec', 'a/b', 0]` → `/spec/a~1b/0`. */
export function toPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function read(document: Json, path: readonly string[], pointer: string): Json {
  return path.reduce<Json>((here, step) => child(here, step, pointer), document);
}

function child(parent: Json, step: string, pointer: string): Json {
  if (Array.isArray(parent)) return parent[listIndex(step, parent.length - 1, pointer)] ?? null;
  if (isObject(parent) && Object.hasOwn(parent, step)) return parent[step] ?? null;
  throw new PatchError('not-found', pointer, `"${step}" is not there`);
}

function listIndex(step: string, last: number, pointer: string): number {
  if (!/^(?:0|[1-9]\d{0,8})$/.test(step)) throw new PatchError('bad-index', pointer, `"${step}" is no list index`);
  const index = Number(step);
  if (index > last) throw new PatchError('bad-index', pointer, `${index} is beyond the end`);
  return index;
}

/** The document with the value at `path`; in lists it is inserted unless `over`. Copies only what is on the way. */
function set(document: Json, path: readonly string[], value: Json, pointer: string, over: boolean): Json {
  return edit(
    document,
    path,
    pointer,
    (parent, step) => {
      if (!Array.isArray(parent)) return withEntry(parent, step, value);
      if (over) return parent.with(listIndex(step, parent.length - 1, pointer), value);
      return parent.toSpliced(step === '-' ? parent.length : listIndex(step, parent.length, pointer), 0, value);
    },
    value,
  );
}

function remove(document: Json, path: readonly string[], pointer: string): Json {
  return edit(
    document,
    path,
    pointer,
    (parent, step) => {
      child(parent, step, pointer);
      if (Array.isArray(parent)) return parent.toSpliced(listIndex(step, parent.length - 1, pointer), 1);
      return Object.fromEntries(Object.entries(parent).filter(([key]) => key !== step));
    },
    null,
  );
}

type Change = (parent: Json[] | JsonObject, step: string) => Json;

/** Changes the last step's parent, and rebuilds the parents above it from the inside out. */
function edit(document: Json, path: readonly string[], pointer: string, change: Change, whole: Json): Json {
  const last = path.at(-1);
  if (last === undefined) return whole;
  const parents: Json[] = [document];
  for (const step of path.slice(0, -1)) parents.push(child(parents.at(-1) ?? null, step, pointer));
  let result = change(container(parents.pop() ?? null, last, pointer), last);
  while (parents.length > 0) {
    const step = path[parents.length - 1] ?? '';
    const parent = container(parents.pop() ?? null, step, pointer);
    result = Array.isArray(parent) ? parent.with(Number(step), result) : withEntry(parent, step, result);
  }
  return result;
}

function container(value: Json, step: string, pointer: string): Json[] | JsonObject {
  if (Array.isArray(value) || isObject(value)) return value;
  throw new PatchError('not-found', pointer, `"${step}" has no object or list around it`);
}

function withEntry(object: JsonObject, key: string, value: Json): JsonObject {
  // A key that is already there keeps its place.
  return Object.fromEntries([...Object.entries(object), [key, value]]);
}
