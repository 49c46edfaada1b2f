import type { Reading, ReadPath } from '../../cel/reads.ts';
import type { Json, Path } from '../../model/json.ts';
import { at } from '../../std/value.ts';

/** The variables of a policy, by name. */
export type NamedTexts = readonly { readonly name: string; readonly program: Reading }[];

/** Where in an object to point. */
export type Pointer = (object: Json) => Path | undefined;

/**
 * Where an expression that does not hold looks: the one field of the object that it reads, by itself or by variables, or the
 * one of them that is there, or what all of them are in. Undefined where they have nothing in common.
 */
export function pointerOf(text: Reading, variables: NamedTexts): Pointer {
  let known: Fields[] | undefined;
  return (object) => {
    const paths = (known ??= longest(objectPaths(text.reads(), variables, new Map())).filter(
      (path) => path.length > 0,
    ));
    if (paths.length < 2) return paths[0];
    const there = paths.filter((path) => at(object, ...path) !== undefined);
    const common = sharedBy(there.length > 0 ? there : paths);
    return common.length > 0 ? common : undefined;
  };
}

/** Steps from the root of an object. */
export type Fields = readonly string[];

/** What is read of the object, directly or behind variables; `known` are those behind variables that were looked at. */
function objectPaths(reads: readonly ReadPath[], variables: NamedTexts, known: Map<string, Fields[]>): Fields[] {
  return reads.flatMap(([root, ...fields]): Fields[] => {
    if (root === 'object') return [fields];
    const [name, ...rest] = fields;
    if (root !== 'variables' || name === undefined) return [];
    const paths = pathsBehind(name, variables, known);
    return paths.length === 1 ? [[...paths[0]!, ...rest]] : paths;
  });
}

function pathsBehind(name: string, variables: NamedTexts, known: Map<string, Fields[]>): Fields[] {
  const before = known.get(name);
  if (before) return before;
  known.set(name, []);
  const reads = variables.findLast((one) => one.name === name)?.program.reads() ?? [];
  const found = longest(objectPaths(reads, variables, known));
  known.set(name, found);
  return found;
}

/** Each once, without those that others lead through. */
function longest(paths: readonly Fields[]): Fields[] {
  const once = [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
  return once.filter((path) => !once.some((other) => other.length > path.length && startsWith(other, path)));
}

function startsWith(path: Fields, start: Fields): boolean {
  return start.every((step, i) => path[i] === step);
}

/** The field that all paths are in, or the one that there is; undefined where they have nothing in common. */
export function commonField(paths: readonly Fields[]): Path | undefined {
  const common = sharedBy(longest(paths));
  return common.length > 0 ? common : undefined;
}

function sharedBy([first = [], ...others]: readonly Fields[]): Fields {
  let length = first.length;
  for (const other of others) while (!startsWith(other, first.slice(0, length))) length--;
  return first.slice(0, length);
}
