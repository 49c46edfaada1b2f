import type { Json, JsonObject, Path } from '../model/json.ts';
import { asObject, asString, isObject } from '../std/value.ts';
import { matchByContent, matchByKeys, type Match } from './lists.ts';
import type { Change, Difference } from './types.ts';
import { equalLoosely, isEmpty, isZero } from './values.ts';

/** Whether a field of the live object that no file declares was written by someone else than who deployed the object. */
export type Owns = (live: Path) => boolean;

interface Spot {
  readonly declared: Path;
  readonly live: Path;
  readonly label: string;
}

interface Walk {
  readonly owns: Owns;
  readonly found: Difference[];
}

const SKIPPED = new Set(['apiVersion', 'kind', 'metadata', 'status']);
const DEEPEST = 100;

/**
 * Compares custom resources, whose defaults are not known: what is declared must be there; what is there and not declared
 * is told only where `managedFields` say that another one than the deployer wrote it.
 */
export function compareLoosely(declared: JsonObject, live: JsonObject, owns: Owns): Difference[] {
  const walk: Walk = { owns, found: [] };
  members(walk, without(declared), without(live), { declared: [], live: [], label: '' });
  return walk.found;
}

function without(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !SKIPPED.has(key)));
}

function members(walk: Walk, declared: JsonObject, live: JsonObject, spot: Spot): void {
  if (spot.live.length > DEEPEST) return;
  for (const key of new Set([...Object.keys(declared), ...Object.keys(live)])) {
    const label = spot.label === '' ? key : `${spot.label}.${key}`;
    either(walk, declared[key], live[key], {
      declared: [...spot.declared, key],
      live: [...spot.live, key],
      label,
    });
  }
}

function either(walk: Walk, said: Json | undefined, is: Json | undefined, spot: Spot): void {
  if (isEmpty(said) && isEmpty(is)) return;
  if (isEmpty(said)) {
    if (walk.owns(spot.live)) add(walk, 'added', undefined, is, spot);
    return;
  }
  if (is === undefined || is === null) {
    if (!isZero(said)) add(walk, 'removed', said, undefined, spot);
    return;
  }
  if (isObject(said) && isObject(is)) return members(walk, said, is, spot);
  if (Array.isArray(said) && Array.isArray(is)) return items(walk, said, is, spot);
  if (!equalLoosely(said!, is)) add(walk, 'changed', said, is, spot);
}

function items(walk: Walk, declared: readonly Json[], live: readonly Json[], spot: Spot): void {
  if (declared.some((item) => !isObject(item))) {
    const same = declared.length === live.length && declared.every((item, i) => equalLoosely(item, live[i]!));
    if (!same) add(walk, 'changed', [...declared], [...live], spot);
    return;
  }
  for (const [i, j] of matchesOf(walk, declared, live, spot)) {
    const name = asString(asObject(declared[i] ?? live[j])['name']);
    const here: Spot = {
      declared: [...spot.declared, i < 0 ? declared.length + j : i],
      live: [...spot.live, j < 0 ? live.length + i : j],
      label: `${spot.label}[${name ?? (i < 0 ? j : i)}]`,
    };
    if (i < 0) add(walk, 'added', undefined, live[j], here);
    else if (j < 0) add(walk, 'removed', declared[i], undefined, here);
    else either(walk, declared[i], live[j], here);
  }
}

/** By name where each item has its own, else by content. */
function matchesOf(walk: Walk, declared: readonly Json[], live: readonly Json[], spot: Spot): readonly Match[] {
  if (areNamed(declared) && areNamed(live)) return matchByKeys(declared, live, ['name']);
  return matchByContent(declared, live, undefined, (i, j) => {
    const trial: Walk = { owns: walk.owns, found: [] };
    either(trial, declared[i], live[j], spot);
    return trial.found.length === 0;
  });
}

function areNamed(list: readonly Json[]): boolean {
  const names = list.map((item) => (isObject(item) ? asString(item['name']) : undefined));
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function add(walk: Walk, change: Change, declared: Json | undefined, live: Json | undefined, spot: Spot): void {
  walk.found.push({
    change,
    label: spot.label,
    declaredPath: spot.declared,
    livePath: spot.live,
    type: '',
    field: spot.live.find((s) => typeof s === 'string') ?? '',
    declared,
    live,
  });
}
