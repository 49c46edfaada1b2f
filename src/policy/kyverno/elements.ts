import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { readQuery, UnreadableList } from './query.ts';
import type { Scope } from './scope.ts';
import { asText, compileTemplate } from './template.ts';

/** One element of a `foreach` list, with its variables. */
export interface Element {
  readonly scope: Scope;
  readonly value: Json;
  readonly index: number;
  /** The list that it is of. */
  readonly list: readonly Json[];
}

/** Lists of foreach that nest further are refused. */
export const MOST_NESTED = 8;
const MOST_ELEMENTS = 100_000;

/**
 * The elements that a `foreach` entry names, each with `element`, `elementIndex` and their numbered forms. `needed`: a list
 * that is not there is an error, else it has no elements.
 */
export function compileElements(
  entry: JsonObject,
  path: Path,
  nesting: number,
  needed = false,
): (scope: Scope) => readonly Element[] {
  const list = asString(entry['list']);
  if (!list) throw new PolicyProblem('foreach needs a list.', path);
  if (nesting > MOST_NESTED) throw new PolicyProblem(`foreach nests more than ${MOST_NESTED} levels.`, path);
  const template = compileTemplate(list, [...path, 'list']);
  if (!template.dynamic) readQuery(list, [...path, 'list'], UnreadableList);
  const scoped = entry['elementScope'];
  return (scope) => {
    const elements = listOf(scope, asText(template.resolve(scope)), needed);
    return elements.flatMap((value, index) => {
      if (value === null) return [];
      if (scoped === true && !isObject(value)) throw new EvaluationError('elementScope needs elements that are maps');
      const entries = {
        element: value,
        elementIndex: index,
        [`element${nesting}`]: value,
        [`elementIndex${nesting}`]: index,
      };
      return [{ scope: scope.child(entries, index), value, index, list: elements }];
    });
  };
}

/** Where the element stands in the object, found as what it is, not as what it looks like. */
export function placeOf({ value, index, list }: Element, object: JsonObject): Path | undefined {
  const own = value !== null && typeof value === 'object' ? pathTo(object, value) : undefined;
  if (own) return own;
  const path = pathTo(object, list);
  return path && [...path, index];
}

function pathTo(within: Json | undefined, wanted: object): Path | undefined {
  if (within === wanted) return [];
  const entries: (readonly [string | number, Json | undefined])[] = Array.isArray(within)
    ? within.map((item, i) => [i, item])
    : isObject(within)
      ? Object.entries(within)
      : [];
  for (const [key, inner] of entries) {
    const path = inner !== null && typeof inner === 'object' ? pathTo(inner, wanted) : undefined;
    if (path) return [key, ...path];
  }
  return undefined;
}

function listOf(scope: Scope, text: string, needed: boolean): readonly Json[] {
  const list = scope.query(text);
  if (list === undefined && needed)
    throw new EvaluationError(`failed to evaluate list ${text}: ${scope.missing(text)}`);
  if (list === undefined) return [];
  if (!Array.isArray(list)) return isObject(list) ? [list] : list === null ? [] : [list];
  if (list.length > MOST_ELEMENTS) throw new EvaluationError(`the list has more than ${MOST_ELEMENTS} elements`);
  return list;
}
