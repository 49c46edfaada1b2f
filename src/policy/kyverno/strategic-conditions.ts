import type { Json, JsonObject } from '../../model/json.ts';
import { QuietError } from '../../std/quiet-error.ts';
import { asList, isObject } from '../../std/value.ts';
import { hasWildcard } from '../wildcard.ts';
import { anchorOf } from './pattern/anchor.ts';
import { compilePattern, expandKeys } from './pattern/compile.ts';

/** An anchor of a patch does not hold: the patch, or its part for one list item, does not apply. */
export class AnchorMismatch extends QuietError {
  override readonly name = 'AnchorMismatch';
  readonly global: boolean;

  constructor(message: string, global: boolean) {
    super(message);
    this.global = global;
  }
}

/**
 * The plain patch that a patch with anchors comes to for one object: conditions are checked and left out, `+()` keys stay
 * only where the object has none, list items with conditions become one item for each that they select. @throws AnchorMismatch
 */
export function settlePatch(patch: JsonObject, target: JsonObject): JsonObject {
  return isPlain(patch) ? patch : (settleMap(patch, target) ?? {});
}

const plain = new WeakMap<object, boolean>();

/** Whether there is nothing to settle: no anchors, and no keys that stand for others. */
function isPlain(patch: Json): boolean {
  if (typeof patch !== 'object' || patch === null) return true;
  let known = plain.get(patch);
  if (known === undefined) {
    known = Array.isArray(patch) ? patch.every(isPlain) : Object.entries(patch).every(isPlainEntry);
    plain.set(patch, known);
  }
  return known;
}

function isPlainEntry([key, value]: readonly [string, Json | undefined]): boolean {
  return anchorOf(key) === undefined && !hasWildcard(key) && value !== undefined && isPlain(value);
}

function settleMap(patch: JsonObject, target: Json | undefined): JsonObject | undefined {
  const object = isObject(target) ? target : undefined;
  const expanded = expandKeys(patch, object);
  checkConditions(expanded, object);
  const entries: [string, Json][] = [];
  for (const [key, value] of Object.entries(expanded)) {
    const settled = settleEntry(key, value ?? null, object);
    if (settled) entries.push(settled);
  }
  if (entries.length === 0 && Object.keys(patch).length > 0) return undefined;
  return Object.fromEntries(entries);
}

function settleEntry(key: string, value: Json, object: JsonObject | undefined): [string, Json] | undefined {
  const anchor = anchorOf(key);
  if (anchor?.kind === 'condition' || anchor?.kind === 'global') return undefined;
  const name = anchor?.key ?? key;
  const present = object !== undefined && Object.hasOwn(object, name);
  if (anchor?.kind === 'add' && present) return undefined;
  const settled = settle(value, present ? object[name] : undefined);
  return settled === undefined ? undefined : [name, settled];
}

function settle(patch: Json, target: Json | undefined): Json | undefined {
  if (isPlain(patch)) return patch;
  if (isObject(patch)) return settleMap(patch, target);
  if (!Array.isArray(patch) || !patch.some((item) => isObject(item))) return patch;
  return settleList(patch, asList(target));
}

function checkConditions(patch: JsonObject, object: JsonObject | undefined): void {
  for (const [key, value] of Object.entries(patch)) {
    const anchor = anchorOf(key);
    if (anchor?.kind !== 'condition' && anchor?.kind !== 'global') continue;
    const global = anchor.kind === 'global';
    if (!object || !Object.hasOwn(object, anchor.key)) {
      throw new AnchorMismatch(`could not find "${anchor.key}" in the resource`, global);
    }
    const mismatch = patternOf(value ?? null)(object[anchor.key], '/');
    if (mismatch) throw new AnchorMismatch(`condition failed: ${mismatch.message}`, global);
  }
}

const MOST_PATTERNS = 1000;
const patterns = new Map<string, ReturnType<typeof compilePattern>>();

/** Conditions are mostly texts, the same for each item of each object. */
function patternOf(value: Json): ReturnType<typeof compilePattern> {
  if (typeof value !== 'string') return compilePattern(value);
  let pattern = patterns.get(value);
  if (!pattern) {
    if (patterns.size >= MOST_PATTERNS) patterns.clear();
    patterns.set(value, (pattern = compilePattern(value)));
  }
  return pattern;
}

function settleList(patch: readonly Json[], target: readonly Json[]): Json | undefined {
  const items = patch.flatMap((item): Json[] =>
    isObject(item) && hasAnchors(item) ? settleSelected(item, target) : [item],
  );
  return items.length === 0 && patch.length > 0 ? undefined : items;
}

/** The item for each of the object's items that its anchors select, by their name. */
function settleSelected(patch: JsonObject, target: readonly Json[]): JsonObject[] {
  const candidates = candidatesFor(patch, target);
  if (candidates.length === 0) return settleAlone(patch);
  let passed = 0;
  let lastGlobal: AnchorMismatch | undefined;
  const items: JsonObject[] = [];
  for (const candidate of candidates) {
    try {
      const settled = settleMap(patch, candidate);
      passed++;
      if (settled) items.push(named(settled, candidate));
    } catch (error) {
      if (!(error instanceof AnchorMismatch)) throw error;
      if (error.global) lastGlobal = error;
    }
  }
  if (passed === 0 && lastGlobal) throw lastGlobal;
  return hasGlobals(patch) ? [] : items.filter((item) => Object.keys(item).some((key) => key !== 'name'));
}

/** An item with a global condition says whether the patch applies, and changes no item itself. */
function hasGlobals(patch: Json): boolean {
  if (Array.isArray(patch)) return patch.some(hasGlobals);
  if (!isObject(patch)) return false;
  return Object.entries(patch).some(([key, value]) => anchorOf(key)?.kind === 'global' || hasGlobals(value ?? null));
}

/** An item that names itself is only about its namesake. */
function candidatesFor(patch: JsonObject, target: readonly Json[]): readonly Json[] {
  const { name } = patch;
  return typeof name === 'string' ? target.filter((item) => isObject(item) && item['name'] === name) : target;
}

/** Nothing to select from: without conditions the item is added as it is. */
function settleAlone(patch: JsonObject): JsonObject[] {
  try {
    const settled = settleMap(patch, {});
    return settled ? [settled] : [];
  } catch (error) {
    if (error instanceof AnchorMismatch && !error.global) return [];
    throw error;
  }
}

function named(patch: JsonObject, item: Json): JsonObject {
  const name = isObject(item) ? item['name'] : undefined;
  return name === undefined || patch['name'] !== undefined ? patch : { name, ...patch };
}

export function hasAnchors(patch: Json): boolean {
  if (Array.isArray(patch)) return patch.some(hasAnchors);
  if (!isObject(patch)) return false;
  return Object.entries(patch).some(([key, value]) => anchorOf(key) !== undefined || hasAnchors(value ?? null));
}
