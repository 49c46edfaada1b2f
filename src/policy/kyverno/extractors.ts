import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import type { Query } from '../expression.ts';
import { PolicyProblem } from '../problem.ts';
import { imageParts, podImages, type FoundImage } from './images.ts';
import { readQuery } from './query.ts';

interface Extractor {
  /** `custom` unless it has one. */
  readonly name: string;
  readonly steps: readonly string[];
  readonly value: string;
  /** The entry beside the value that names the image. */
  readonly key: string;
  readonly query: Query | undefined;
}

export type Extract = (kind: string, object: JsonObject) => FoundImage[];

/** The images of pods and their controllers, and those that `imageExtractors` names by kind. @throws PolicyProblem */
export function compileExtractors(block: Json | undefined, path: Path): Extract {
  const byKind = new Map(
    Object.entries(asObject(block)).map(([kind, list]) => [
      kind,
      asList(list).map((item, i) => compileOne(asObject(item), [...path, kind, i])),
    ]),
  );
  return (kind, object) => {
    const own = byKind.get(kind);
    return own ? own.flatMap((extractor) => extracted(extractor, object)) : podImages(kind, object);
  };
}

/** The path leads to maps, or with no `value` of its own to texts; `*` is every item. */
function compileOne(entry: JsonObject, path: Path): Extractor {
  const text = asString(entry['path']);
  if (!text?.startsWith('/')) throw new PolicyProblem('An image extractor needs a path that begins with /.', path);
  const query = asString(entry['jmesPath']);
  return {
    name: asString(entry['name']) || 'custom',
    steps: text.slice(1).split('/'),
    value: asString(entry['value']) ?? '',
    key: asString(entry['key']) ?? '',
    query: query ? readQuery(query, [...path, 'jmesPath']) : undefined,
  };
}

function extracted({ name, steps, value, key, query }: Extractor, object: JsonObject): FoundImage[] {
  return walked(object, steps, []).flatMap(([found, path], i) => {
    const text = value === '' ? found : asObject(found)[value];
    const named = query && typeof text === 'string' ? query.evaluate(text) : text;
    const parts = typeof named === 'string' ? imageParts(named) : undefined;
    if (!parts) return [];
    const own = asString(asObject(found)[key]) ?? (path.length > 0 ? path.join('/') : String(i));
    return [{ list: name, key: own, parts, path: value === '' ? path : [...path, value] }];
  });
}

type Found = readonly [value: Json, path: readonly string[]];

function walked(value: Json | undefined, [step, ...rest]: readonly string[], path: readonly string[]): Found[] {
  if (value === undefined || value === null) return [];
  if (step === undefined)
    return Array.isArray(value) ? value.map((item, i) => [item, [...path, String(i)]]) : [[value, path]];
  if (Array.isArray(value) && step !== '*')
    return value.flatMap((item, i) => walked(item, [step, ...rest], [...path, String(i)]));
  if (step !== '*') return isObject(value) ? walked(value[step], rest, [...path, step]) : [];
  const entries = Array.isArray(value)
    ? value.map((item, i): [string, Json] => [String(i), item])
    : Object.entries(asObject(value)).map(([key, inner]): [string, Json] => [key, inner ?? null]);
  return entries.flatMap(([key, inner]) => walked(inner, rest, [...path, key]));
}
