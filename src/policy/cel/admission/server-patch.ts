import type { Json, JsonObject } from '../../../model/json.ts';
import { equalJson, isObject } from '../../../std/value.ts';
import { EvaluationError } from '../../problem.ts';

/*
 * JSON Patch as the API server applies it for mutating policies (gopkg.in/evanphx/json-patch.v4), which is laxer than
 * RFC 6902: `replace` makes keys that are missing, negative indexes count from the end, and a `test` that fails leaves the
 * object as it is.
 */

export interface ServerOperation {
  readonly op: string;
  readonly path: string;
  readonly from: string;
  /** Undefined where it was left out. */
  readonly value: Json | undefined;
}

/** Values that `copy` may repeat in all, in characters of JSON: doubling copies would else grow without bound. */
const MOST_COPIED = 3 * 1024 * 1024;

/** The patched document, or the document itself where a test fails. @throws EvaluationError in the server's words */
export function serverPatch(document: Json, operations: readonly ServerOperation[]): Json {
  let current = document;
  let copied = 0;
  for (const operation of operations) {
    const apply = Object.hasOwn(OPERATIONS, operation.op) ? OPERATIONS[operation.op] : undefined;
    if (!apply) throw problem(`Unexpected kind: ${operation.op || 'unknown'}`);
    const next = apply(current, operation);
    if (next === undefined) return document;
    if (operation.op === 'copy') copied += JSON.stringify(valueAt(current, operation.from) ?? null).length;
    if (copied > MOST_COPIED) throw problem(`copies more than ${MOST_COPIED} characters`);
    current = next;
  }
  return current;
}

/** The next document; undefined where a test fails. */
type Apply = (document: Json, operation: ServerOperation) => Json | undefined;

const OPERATIONS: Readonly<Record<string, Apply>> = {
  add: (document, { path, value }) =>
    edited(document, path, `add operation does not apply: doc is missing path: "${path}"`, (parent, key) =>
      added(parent, key, value ?? null, `error in add for path: '${path}'`),
    ),
  remove: (document, { path }) =>
    edited(document, path, `remove operation does not apply: doc is missing path: "${path}"`, (parent, key) =>
      removed(parent, key, `error in remove for path: '${path}'`),
    ),
  replace(document, { path, value }) {
    if (path === '') return value ?? null;
    return edited(document, path, `replace operation does not apply: doc is missing path: ${path}`, (parent, key) =>
      replaced(parent, key, value ?? null, path),
    );
  },
  move(document, { from, path }) {
    const { parent, key } = found(document, from, `move operation does not apply: doc is missing from path: ${from}`);
    const value = got(parent, key, `error in move for path: '${key}'`) ?? null;
    const without = edited(document, from, '', (owner, last) =>
      removed(owner, last, `error in move for path: '${key}'`),
    );
    return edited(
      without,
      path,
      `move operation does not apply: doc is missing destination path: ${path}`,
      (owner, last) => added(owner, last, value, `error in move for path: '${path}'`),
    );
  },
  copy(document, { from, path }) {
    const { parent, key } = found(document, from, `copy operation does not apply: doc is missing from path: ${from}`);
    const value = got(parent, key, `error in copy for from: '${from}'`) ?? null;
    return edited(
      document,
      path,
      `copy operation does not apply: doc is missing destination path: ${path}`,
      (owner, last) => added(owner, last, value, 'error while adding value during copy'),
    );
  },
  test(document, { path, value }) {
    if (path === '') return equalJson(document, value) ? document : undefined;
    const { parent, key } = found(document, path, `test operation does not apply: is missing path: ${path}`);
    const own = got(parent, key, `error in test for path: '${path}'`);
    return equalJson(own ?? null, value ?? null) ? document : undefined;
  },
};

type Container = Json[] | JsonObject;

const problem = (text: string): EvaluationError => new EvaluationError(`JSON Patch: ${text}`);
const MISSING = 'missing value';

function stepsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The container that a path ends in. */
function found(document: Json, path: string, missing: string): { readonly parent: Container; readonly key: string } {
  const steps = stepsOf(path);
  const key = steps.pop();
  let here: Json | undefined = document;
  for (const step of steps) here = childOf(here, step);
  if (key === undefined || !isContainer(here)) throw problem(`${missing}: ${MISSING}`);
  return { parent: here, key };
}

function valueAt(document: Json, path: string): Json | undefined {
  let here: Json | undefined = document;
  for (const step of stepsOf(path)) here = childOf(here, step);
  return here;
}

function isContainer(value: Json | undefined): value is Container {
  return Array.isArray(value) || isObject(value);
}

function childOf(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) {
    const index = indexOf(step);
    return index === undefined ? undefined : value.at(index);
  }
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function indexOf(step: string): number | undefined {
  return /^[+-]?\d{1,9}$/.test(step) ? Number(step) : undefined;
}

/** The value of a key; undefined where an object has none. */
function got(parent: Container, key: string, wrap: string): Json | undefined {
  if (!Array.isArray(parent)) return Object.hasOwn(parent, key) ? parent[key] : undefined;
  return parent[index(key, parent.length, parent.length, wrap)];
}

/** A list index below `end`; negative ones count back from `length`. */
function index(key: string, end: number, length: number, wrap: string): number {
  const given = indexOf(key);
  if (given === undefined) throw problem(`${wrap}: strconv.Atoi: parsing ${JSON.stringify(key)}: invalid syntax`);
  if (given >= end || given < -length)
    throw problem(`${wrap}: Unable to access invalid index: ${given}: invalid index referenced`);
  return given < 0 ? given + length : given;
}

function added(parent: Container, key: string, value: Json, wrap: string): Container {
  if (!Array.isArray(parent)) return withEntry(parent, key, value);
  if (key === '-') return [...parent, value];
  const whole = indexOf(key) === undefined ? `${wrap}: value was not a proper array index: '${key}'` : wrap;
  return parent.toSpliced(index(key, parent.length + 1, parent.length + 1, whole), 0, value);
}

function removed(parent: Container, key: string, wrap: string): Container {
  if (Array.isArray(parent)) return parent.toSpliced(index(key, parent.length, parent.length, wrap), 1);
  if (!Object.hasOwn(parent, key)) throw problem(`${wrap}: Unable to remove nonexistent key: ${key}: ${MISSING}`);
  return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key));
}

function replaced(parent: Container, key: string, value: Json, path: string): Container {
  if (!Array.isArray(parent)) return withEntry(parent, key, value);
  const position = indexOf(key);
  if (position === undefined || position >= parent.length || position < -parent.length)
    throw problem(`replace operation does not apply: doc is missing key: ${path}: ${MISSING}`);
  return parent.with(position, value);
}

function withEntry(object: JsonObject, key: string, value: Json): JsonObject {
  return Object.fromEntries([...Object.entries(object), [key, value]]);
}

type Change = (parent: Container, key: string) => Container;

/** The document with the container that a path ends in changed; what is on the way is copied. */
function edited(document: Json, path: string, missing: string, change: Change): Json {
  const { parent, key } = found(document, path, missing);
  return rebuilt(document, stepsOf(path).slice(0, -1), change(parent, key));
}

function rebuilt(document: Json, steps: readonly string[], value: Json): Json {
  const parents: Container[] = [];
  let here: Json | undefined = document;
  for (const step of steps) {
    if (isContainer(here)) parents.push(here);
    here = childOf(here, step);
  }
  return parents.reduceRight<Json>((inner, parent, i) => {
    const step = steps[i]!;
    return Array.isArray(parent) ? parent.with(Number(step), inner) : withEntry(parent, step, inner);
  }, value);
}
