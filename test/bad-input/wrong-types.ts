import type { Json, JsonObject, Path } from '../../src/model/json.ts';
import { at, isObject } from '../../src/std/value.ts';

/** `1e400` in JSON text reads as Infinity; JSON.stringify can't write it. */
const HUGE = '@@1e400@@';

/** What may stand where something else is meant. */
export const WRONG: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  HUGE,
  'x',
  '',
  '*',
  '/',
  ':',
  'a:b@c',
  ' \n',
  [],
  {},
  [null],
  [[]],
  [{}],
  ['x', 0, null],
  { x: { x: [{ x: null }] } },
  { name: 1, value: [] },
  { __proto__: null, constructor: 1, toString: {} },
];

/** Every copy of `value` with one node replaced, or gone. */
export function* corruptions(
  value: Json,
  wrong: readonly Json[] = WRONG,
): Generator<{ readonly path: Path; readonly value: Json }> {
  for (const path of pathsOf(value, [])) {
    for (const other of wrong) yield { path, value: replaced(value, path, 0, other) };
    yield { path, value: replaced(value, path, 0, undefined) };
  }
}

/** All paths but the root's, apiVersion's and kind's: without those there is no object. */
function* pathsOf(value: Json, path: Path): Generator<Path> {
  if (path.length > 0 && !['apiVersion', 'kind'].includes(path.join('.'))) yield path;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* pathsOf(item, [...path, i]);
  else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) if (item !== undefined) yield* pathsOf(item, [...path, key]);
  }
}

function replaced(value: Json, path: Path, depth: number, by: Json | undefined): Json {
  const step = path[depth]!;
  const last = depth === path.length - 1;
  if (typeof step === 'number') {
    const list = value as Json[];
    if (last) return by === undefined ? list.toSpliced(step, 1) : list.with(step, by);
    return list.with(step, replaced(list[step]!, path, depth + 1, by));
  }
  const { [step]: old, ...rest } = value as JsonObject;
  if (!last) return { ...rest, [step]: replaced(old!, path, depth + 1, by) };
  return by === undefined ? rest : { ...rest, [step]: by };
}

/** A JSON stream of documents, as a manifest may say it. */
export function streamOf(values: Iterable<Json>): string {
  return [...values].map((value) => JSON.stringify(value).replaceAll(`"${HUGE}"`, '1e400')).join('\n---\n');
}

/** The path with every index as `*`: where two say the same, the same code reads them. */
export function shapeOf(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}

/** Corruptions of all documents: one for each kind of object, place in it and wrong value. */
export function distinctCorruptions(documents: Iterable<Json>): Json[] {
  const seen = new Set<string>();
  const chosen: Json[] = [];
  for (const document of documents) {
    const { apiVersion, kind } = document as JsonObject;
    for (const { path, value } of corruptions(document)) {
      const key = JSON.stringify([apiVersion, kind, shapeOf(path), at(value, ...path) ?? '(gone)']);
      if (seen.has(key)) continue;
      seen.add(key);
      chosen.push(value);
    }
  }
  return chosen;
}
