import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { isObject, show } from '../../../std/value.ts';
import { PolicyProblem } from '../../problem.ts';
import { hasWildcard, matchesWildcard } from '../../wildcard.ts';
import { anchorOf, bareKey, type Anchor } from './anchor.ts';
import { compileLeaf } from './leaf.ts';

/**
 * Why a value does not satisfy a pattern. `skip`: an anchor says that the rule is not about it. `path` is where, with an
 * empty one for failures of the pattern itself.
 */
export interface Mismatch {
  readonly message: string;
  readonly path: string;
  readonly skip: boolean;
  /** A global anchor says so, not from within a list. */
  readonly global?: boolean;
  /** A key is there that must not be. */
  readonly forbidden?: boolean;
}

/** Keys of the pattern with brackets around them, and whether an object had them. */
export type Sightings = Map<string, boolean>;

/** Undefined where the value satisfies the pattern. */
export type Pattern = (value: Json | undefined, path: string, seen?: Sightings) => Mismatch | undefined;

/** Deeper patterns are refused. */
const DEEPEST = 100;

/** Compiles a `pattern` once; the path that it is called with begins with `/`. @throws PolicyProblem */
export function compilePattern(pattern: Json, at: Path = []): Pattern {
  if (at.length > DEEPEST) throw new PolicyProblem(`The pattern nests more than ${DEEPEST} levels.`, at.slice(0, 5));
  if (Array.isArray(pattern)) return compileList(pattern, at);
  if (isObject(pattern)) return compileMap(pattern, at);
  return compileScalar(pattern);
}

function compileScalar(pattern: string | number | boolean | null): Pattern {
  const leaf = compileLeaf(pattern);
  return (value, path) => {
    const fits = Array.isArray(value) ? value.every(leaf) : leaf(value);
    if (fits) return undefined;
    return failure(`resource value '${show(value ?? null)}' does not match '${show(pattern)}' at path ${path}`, path);
  };
}

interface Entry {
  readonly key: string;
  readonly isOptional: boolean;
  check(object: JsonObject, path: string, seen?: Sightings): Mismatch | undefined;
}

function compileMap(pattern: JsonObject, at: Path): Pattern {
  const entries = Object.entries(pattern).map(([key, value]) => compileEntry(key, value ?? null, at));
  const ordered = inOrder(pattern, entries);
  const sought = Object.keys(pattern).filter(isSought);
  return (value, path, seen) => {
    if (!isObject(value)) {
      const found = value === undefined || value === null ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value;
      return failure(
        `pattern and resource have different structures. Path: ${path}. Expected a map, found ${found}`,
        path,
      );
    }
    if (seen) for (const key of sought) seen.set(key, seen.get(key) === true || Object.hasOwn(value, bareKey(key)));
    return eachEntry(ordered, value, path, seen);
  };
}

/**
 * A condition that is not met, or a global anchor, decides that the pattern is not about the map; optional keys decide so where
 * no other anchor applies. Who asks what was seen has the anchors behind looked at all the same.
 */
function eachEntry(
  { anchors, others }: Ordered,
  object: JsonObject,
  path: string,
  seen: Sightings | undefined,
): Mismatch | undefined {
  let applied = 0;
  let skip: Mismatch | undefined;
  let isDecided = false;
  for (const anchor of anchors) {
    const mismatch = anchor.check(object, path, seen);
    if (!mismatch) applied++;
    else if (mismatch.skip) {
      skip ??= skipped(mismatch.message, mismatch.path);
      isDecided ||= !anchor.isOptional || mismatch.global === true;
    } else if (!isDecided) return mismatch;
    if (isDecided && !seen) return skip;
  }
  if (skip && (isDecided || applied === 0)) return skip;
  for (const entry of others) {
    const mismatch = entry.check(object, path, seen);
    if (mismatch) return mismatch;
  }
  return undefined;
}

const SOUGHT: ReadonlySet<string | undefined> = new Set(['condition', 'existence']);

/** Whether a key stands in brackets that are about its being there. */
export function isSought(key: string): boolean {
  return SOUGHT.has(anchorOf(key)?.kind);
}

interface Ordered {
  readonly anchors: readonly Entry[];
  readonly others: readonly Entry[];
}

/** Anchors first; then keys with anchors further in, the last name first; then the others by name. */
function inOrder(pattern: JsonObject, entries: readonly Entry[]): Ordered {
  const rank = (key: string): number => {
    const kind = anchorOf(key)?.kind;
    if (kind && kind !== 'add' && kind !== 'global') return 0;
    return kind === 'global' || hasAnchors(pattern[key] ?? null) ? 1 : 2;
  };
  const byName = entries.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const ranked = (wanted: number) => byName.filter(({ key }) => rank(key) === wanted);
  return { anchors: ranked(0), others: [...ranked(1).toReversed(), ...ranked(2)] };
}

/** Whether some key below is an anchor that can decide whether the rule applies. */
function hasAnchors(pattern: Json): boolean {
  if (Array.isArray(pattern)) return pattern.some(hasAnchors);
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).some(([key, value]) => {
    const kind = anchorOf(key)?.kind;
    return (kind !== undefined && kind !== 'add') || hasAnchors(value ?? null);
  });
}

function compileEntry(key: string, pattern: Json, at: Path): Entry {
  const anchor = anchorOf(key);
  if (anchor?.kind === 'add')
    throw new PolicyProblem(`"${key}" adds what is missing, in mutate rules; a pattern only compares.`, [...at, key]);
  const isMetadata = anchor?.key === 'metadata' || key === 'metadata';
  const inner =
    isMetadata && isObject(pattern) && hasWildcardKeys(pattern)
      ? metadataPattern(pattern, [...at, key])
      : anchor?.kind === 'existence' || anchor?.kind === 'negation'
        ? undefined
        : compilePattern(pattern, [...at, key]);
  return { key, isOptional: anchor?.kind === 'equality', check: anchored(anchor, key, pattern, inner, at) };
}

function anchored(
  anchor: Anchor | undefined,
  key: string,
  pattern: Json,
  inner: Pattern | undefined,
  at: Path,
): Entry['check'] {
  switch (anchor?.kind) {
    case 'negation':
      return (object, path) =>
        Object.hasOwn(object, anchor.key)
          ? { ...failure(`${path}${anchor.key}/ is not allowed`, `${path}${anchor.key}/`), forbidden: true }
          : undefined;
    case 'equality':
      return (object, path, seen) =>
        Object.hasOwn(object, anchor.key) ? inner?.(object[anchor.key], `${path}${anchor.key}/`, seen) : undefined;
    case 'condition':
    case 'global':
      return conditional(anchor, inner);
    case 'existence':
      return existence(anchor.key, pattern, [...at, key]);
    default:
      return plain(anchor?.key ?? key, pattern, inner);
  }
}

function plain(key: string, pattern: Json, inner: Pattern | undefined): Entry['check'] {
  if (pattern === '*') {
    return (object, path) => {
      const value = Object.hasOwn(object, key) ? object[key] : undefined;
      return value === undefined || value === null ? failure(`${path}/${key} not found`, path) : undefined;
    };
  }
  return (object, path, seen) => inner?.(Object.hasOwn(object, key) ? object[key] : undefined, `${path}${key}/`, seen);
}

function conditional({ kind, key }: Anchor, inner: Pattern | undefined): Entry['check'] {
  return (object, path, seen) => {
    if (!Object.hasOwn(object, key)) {
      if (kind === 'global') return undefined;
      return skipped(
        "conditional anchor mismatch: conditional anchor key doesn't exist in the resource",
        `${path}${key}/`,
      );
    }
    const mismatch = inner?.(object[key], `${path}${key}/`, seen);
    if (!mismatch) return undefined;
    if (kind === 'global')
      return { ...skipped(`global anchor mismatch: ${mismatch.message}`, mismatch.path), global: true };
    return skipped(`conditional anchor mismatch: ${mismatch.message}`, mismatch.path);
  };
}

/** Each pattern of the list must be satisfied by at least one item. */
function existence(key: string, pattern: Json, at: Path): Entry['check'] {
  if (!Array.isArray(pattern) || !pattern.every((item) => isObject(item)))
    throw new PolicyProblem('The existence anchor ^() needs a list of maps.', at);
  const wanted = pattern.map((item, i) => compilePattern(item, [...at, i]));
  return (object, path, seen) => {
    if (!Object.hasOwn(object, key)) return undefined;
    const list = object[key];
    const here = `${path}${key}/`;
    if (!Array.isArray(list))
      return failure('Existence ^ () anchor can be used only on list/array type resource', here);
    const fits = wanted.every((one) => list.some((item, i) => one(item, `${here}${i}/`, seen) === undefined));
    return fits ? undefined : failure(`existence anchor validation failed at path ${here}`, here);
  };
}

function compileList(pattern: readonly Json[], at: Path): Pattern {
  const [first] = pattern;
  if (first === undefined) return (_, path) => failure('pattern Array empty', path);
  const inner = listPattern(pattern, first, at);
  return (value, path, seen) => {
    if (!Array.isArray(value)) {
      return failure(
        `validation rule failed at path ${path}, resource does not satisfy the expected overlay pattern`,
        path,
      );
    }
    return inner(value, path, seen);
  };
}

type ListPattern = (list: readonly Json[], path: string, seen?: Sightings) => Mismatch | undefined;

/** A list of maps or scalars says in its first item what all items must be; others are compared item by item. */
function listPattern(pattern: readonly Json[], first: Json, at: Path): ListPattern {
  if (isObject(first)) {
    const item = compilePattern(first, [...at, 0]);
    return (list, path, seen) => eachItem(list, path, () => item, seen);
  }
  if (!Array.isArray(first)) {
    const item = compileScalar(first);
    return (list, path) => item(list as Json[], path);
  }
  const items = pattern.map((item, i) => compilePattern(item, [...at, i]));
  return (list, path, seen) => {
    if (list.length < items.length) return failure('validate Array failed, array length mismatch', '');
    return eachItem(list.slice(0, items.length), path, (i) => items[i], seen);
  };
}

/** Items that an anchor excludes do not count, but if it excludes all of them the rule does not apply. */
function eachItem(
  list: readonly Json[],
  path: string,
  patternAt: (i: number) => Pattern | undefined,
  seen: Sightings | undefined,
): Mismatch | undefined {
  let applied = 0;
  const skips: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const mismatch = patternAt(i)?.(list[i], `${path}${i}/`, seen);
    if (!mismatch) applied++;
    else if (mismatch.skip) skips.push(mismatch.message);
    else return mismatch;
  }
  return applied === 0 && skips.length > 0 ? skipped(skips.slice(0, MOST_REASONS).join('; '), path) : undefined;
}

const MOST_REASONS = 5;

function failure(message: string, path: string): Mismatch {
  return { message, path, skip: false };
}

function skipped(message: string, path: string): Mismatch {
  return { message, path, skip: true };
}

function hasWildcardKeys(metadata: JsonObject): boolean {
  return Object.entries(metadata).some(
    ([key, value]) => isTag(key) && isObject(value) && Object.keys(value).some((name) => hasWildcard(name)),
  );
}

function isTag(key: string): boolean {
  const bare = anchorOf(key)?.key ?? key;
  return bare === 'labels' || bare === 'annotations';
}

/** Wildcards in the keys of labels and annotations stand for the first key of the object that they match. */
function metadataPattern(pattern: JsonObject, at: Path): Pattern {
  return (value, path, seen) => compilePattern(expandKeys(pattern, value), at)(value, path, seen);
}

export function expandKeys(pattern: JsonObject, value: Json | undefined): JsonObject {
  if (!isObject(value)) return pattern;
  const expanded = Object.entries(pattern).map(([key, inner]) => {
    const tags = value[anchorOf(key)?.key ?? key];
    return [key, isTag(key) && isObject(inner) && isObject(tags) ? expandTags(inner, tags) : inner] as const;
  });
  return Object.fromEntries(expanded);
}

function expandTags(pattern: JsonObject, tags: JsonObject): JsonObject {
  const names = Object.keys(tags);
  const expanded = Object.entries(pattern).map(([key, value]) => {
    const anchor = anchorOf(key);
    const bare = anchor?.key ?? key;
    const found = hasWildcard(bare) ? names.find((name) => matchesWildcard(bare, name)) : undefined;
    return [found === undefined ? key : key.replace(bare, () => found), value] as const;
  });
  return Object.fromEntries(expanded);
}
