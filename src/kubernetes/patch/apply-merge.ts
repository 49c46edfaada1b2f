import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { ANYTHING, type ListType, type MapType, type MergeType, type ScalarType } from './merge-types.ts';
import { DEEPEST, toObject } from './merge.ts';
import { append } from '../../std/append.ts';

/**
 * Merges an apply configuration into an object as server-side apply does, without ownership of fields: maps merge, keyed
 * lists and sets merge by item, what is atomic is replaced. Both must fit the type
 * (`applyProblems`). Follows the merge of `sigs.k8s.io/structured-merge-diff`.
 */
export function applyMerge(live: JsonObject, patch: JsonObject, type: MergeType): JsonObject {
  const merged = merge(live, patch, type, 0);
  return isObject(merged) ? merged : {};
}

function merge(live: Json | undefined, patch: Json | undefined, type: MergeType, depth: number): Json | undefined {
  if (depth > DEEPEST) return patch ?? live;
  if (type.shape === 'map') return mergeMap(live, patch, type, depth);
  if (type.shape === 'list') return mergeList(live, patch, type, depth);
  if (type.shape === 'any' && isObject(patch) && isObject(live)) return mergeMap(live, patch, ANY_MAP, depth);
  return patch === undefined ? live : patch;
}

const ANY_MAP: MapType = { shape: 'map', atomic: false, field: () => ANYTHING };

function mergeMap(live: Json | undefined, patch: Json | undefined, type: MapType, depth: number): Json | undefined {
  const [left, right] = [isObject(live) ? live : {}, isObject(patch) ? patch : {}];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  // Two empty ones are told from nothing: the patch's is kept.
  if (type.atomic || keys.size === 0) return patch === undefined ? live : patch;
  const merged: (readonly [string, Json | undefined])[] = [];
  for (const key of keys) {
    const value = merge(left[key], right[key], type.field(key) ?? ANYTHING, depth + 1);
    if (value !== undefined) merged.push([key, value]);
  }
  return toObject(merged);
}

function mergeList(live: Json | undefined, patch: Json | undefined, type: ListType, depth: number): Json | undefined {
  const left = Array.isArray(live) ? live : [];
  const right = Array.isArray(patch) ? patch : [];
  if (type.kind === 'atomic' || left.length + right.length === 0) return patch === undefined ? live : patch;
  return mergeItems(left, right, type, depth);
}

interface Item {
  readonly key: string;
  readonly value: Json;
}

/** Items keep the order of the live list, and those that the patch names among themselves the order of the patch. */
function mergeItems(live: readonly Json[], patch: readonly Json[], type: ListType, depth: number): Json[] {
  const left = itemsOf(live, type);
  const right = itemsOf(patch, type);
  const inRight = new Set(right.map(({ key }) => key));
  const inLeft = byKey(left);
  const shared = right.filter(({ key }) => inLeft.has(key)).map(({ key }) => key);
  const merged = new Set<string>();
  const out: (Json | undefined)[] = [];
  let l = 0;
  for (const wanted of right) {
    l = takeOwn(left, l, wanted.key, { inRight, merged, turn: shared[0], out });
    const isNext = left[l]?.key === wanted.key;
    merged.add(wanted.key);
    out.push(merge(inLeft.get(wanted.key), wanted.value, type.item, depth + 1));
    if (isNext) l++;
    if (isNext || shared[0] === wanted.key) shared.shift();
  }
  append(
    out,
    left.slice(l).flatMap(({ key, value }) => (inRight.has(key) ? [] : [value])),
  );
  return out.filter((item) => item !== undefined);
}

interface Taking {
  readonly inRight: ReadonlySet<string>;
  readonly merged: ReadonlySet<string>;
  /** The next item that both lists have, in the order of the patch. */
  readonly turn: string | undefined;
  readonly out: (Json | undefined)[];
}

/** Takes items of the live list that the patch does not name, up to one whose turn it is. */
function takeOwn(left: readonly Item[], from: number, wanted: string, { inRight, merged, turn, out }: Taking): number {
  let l = from;
  for (; l < left.length; l++) {
    const { key, value } = left[l]!;
    if (key === wanted) break;
    if (!inRight.has(key)) out.push(value);
    // in both lists: done already, or its turn is later
    else if (turn === undefined || turn === key) return merged.has(key) ? l + 1 : l;
  }
  return l;
}

function itemsOf(list: readonly Json[], type: ListType): Item[] {
  return list.map((value) => ({ key: itemKey(value, type), value }));
}

/** Items that stand twice in a list merge with nothing. */
function byKey(items: readonly Item[]): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const { key, value } of items) found.set(key, found.has(key) ? null : value);
  return found;
}

/** What tells an item from others: its keys with their defaults, or itself. */
function itemKey(item: Json, { kind, keys, keyDefault }: ListType): string {
  if (kind === 'set' || !isObject(item)) return JSON.stringify(item);
  return JSON.stringify(keys.map((key) => item[key] ?? keyDefault(key) ?? null));
}

/**
 * Why a value is no apply configuration of the type, one sentence each with the path of the field first: fields that the
 * schema lacks, nulls, wrong types, items without keys or with those of another. Empty where it fits.
 */
export function applyProblems(value: Json, type: MergeType): string[] {
  return problems(value, type, 0);
}

function problems(value: Json, type: MergeType, depth: number): string[] {
  if (value === null) return [`: ${nullProblem(type)}`];
  if (type.shape === 'any' || depth > DEEPEST) return [];
  if (type.shape === 'scalar') return scalarProblem(value, type);
  return type.shape === 'map' ? mapProblems(value, type, depth) : listProblems(value, type, depth);
}

/** CEL's null is a number to Go (`structpb.NullValue`), which fits nowhere: fields cannot be taken away. */
function nullProblem(type: MergeType): string {
  if (type.shape === 'list') return 'expected list, got &{NULL_VALUE}';
  if (type.shape !== 'scalar') return 'expected map, got &{NULL_VALUE}';
  if (type.scalar === 'string') return 'expected string, got &value.valueUnstructured{Value:0}';
  return `expected ${EXPECTED[type.scalar]}, got ${type.scalar === 'numeric' ? 'structpb.NullValue' : '&{NULL_VALUE}'}`;
}

function scalarProblem(value: Json, { scalar }: ScalarType): string[] {
  const found = typeof value;
  const isScalar = found === 'string' || found === 'number' || found === 'boolean';
  const fits = scalar === 'untyped' ? isScalar : found === (scalar === 'numeric' ? 'number' : scalar);
  return fits ? [] : [`: expected ${EXPECTED[scalar]}, got ${goValue(value, scalar)}`];
}

const EXPECTED: Readonly<Record<ScalarType['scalar'], string>> = {
  numeric: 'numeric (int or float)',
  string: 'string',
  boolean: 'boolean',
  untyped: 'any scalar',
};

/** As the server prints it: the Go type where a number is wanted, Go syntax for a string, Go's print for the rest. */
function goValue(value: Json, scalar: ScalarType['scalar']): string {
  if (scalar === 'numeric') return goType(value);
  if (scalar === 'string') return `&value.valueUnstructured{Value:${goSyntax(value)}}`;
  return `&{${goPrint(value)}}`;
}

function goType(value: Json): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}';
}

function goSyntax(value: Json): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isObject(value)) return value === null ? 'interface {}(nil)' : JSON.stringify(value);
  const entries = sortedEntries(value).map(([key, item]) => `${JSON.stringify(key)}:${goSyntax(item)}`);
  return `map[string]interface {}{${entries.join(', ')}}`;
}

function goPrint(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goPrint).join(' ')}]`;
  if (!isObject(value)) return value === null ? '<nil>' : String(value);
  return `map[${sortedEntries(value)
    .map(([key, item]) => `${key}:${goPrint(item)}`)
    .join(' ')}]`;
}

function sortedEntries(value: JsonObject): (readonly [string, Json])[] {
  const entries = Object.entries(value).map(([key, item]) => [key, item ?? null] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

function mapProblems(value: Json, type: MapType, depth: number): string[] {
  if (!isObject(value)) return [`: expected map, got &{${goPrint(value)}}`];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = type.field(key);
    const found = field ? problems(item ?? null, field, depth + 1) : [': field not declared in schema'];
    return found.map((text) => `.${key}${text}`);
  });
}

function listProblems(value: Json, type: ListType, depth: number): string[] {
  if (!Array.isArray(value)) return [`: expected list, got &{${goPrint(value)}}`];
  const seen = new Set<string>();
  return value.flatMap((item, i) => {
    if (type.kind === 'atomic') return problems(item, type.item, depth + 1).map((text) => `[${i}]${text}`);
    const unkeyed = keyProblem(item, type);
    if (unkeyed) return [`: element ${i}: ${unkeyed}`];
    const key = itemKey(item, type);
    const repeated = seen.has(key) ? [`: duplicate entries for key ${showKey(item, type)}`] : [];
    seen.add(key);
    const inner = problems(item, type.item, depth + 1).map((text) => `${showKey(item, type)}${text}`);
    return [...repeated, ...inner];
  });
}

function keyProblem(item: Json, { kind, keys, keyDefault }: ListType): string | undefined {
  if (kind === 'set') {
    if (item === null) return "associative list without keys has an element that's an explicit null";
    return typeof item === 'object' ? "associative list without keys has an element that's a map type" : undefined;
  }
  if (item === null) return 'associative list with keys may not have a null element';
  if (!isObject(item)) return 'associative list with keys may not have non-map elements';
  if (keys.some((key) => item[key] !== undefined || keyDefault(key) !== undefined)) return undefined;
  const names = `[${keys.map((key) => `"${key}"`).join(' ')}]`;
  return `associative list with keys has an element that omits all key fields ${names} (and doesn't have default values for any key fields)`;
}

function showKey(item: Json, { kind, keys, keyDefault }: ListType): string {
  if (kind === 'set' || !isObject(item)) return `[=${JSON.stringify(item)}]`;
  const parts = [...keys].sort().map((key) => `${key}=${JSON.stringify(item[key] ?? keyDefault(key) ?? null)}`);
  return `[${parts.join(',')}]`;
}

/** Paths of atomic lists and maps that the value holds, `.spec.tolerations`: admission policies may not set them. */
export function atomicsIn(value: Json | undefined, type: MergeType, path = '', depth = 0): string[] {
  if (depth > DEEPEST) return [];
  if (isObject(value) && type.shape === 'map') {
    const inner = Object.entries(value).flatMap(([key, item]) => {
      const field = type.field(key);
      return field ? atomicsIn(item, field, `${path}.${key}`, depth + 1) : [];
    });
    return type.atomic ? [path, ...inner] : inner;
  }
  if (!Array.isArray(value) || type.shape !== 'list') return [];
  const inner = value.flatMap((item, i) => atomicsIn(item, type.item, `${path}[${i}]`, depth + 1));
  return type.kind === 'atomic' ? [path, ...inner] : inner;
}
