import type { Json, JsonObject, Path } from '../model/json.ts';
import { asString, at, isObject } from '../std/value.ts';

/** What is known of one setting. `path` leads to it, or to where it would be. */
export type Setting =
  | { readonly state: 'set'; readonly value: Json; readonly path: Path }
  /** `isNull`: null is written, there or in place of what would hold it. */
  | { readonly state: 'absent'; readonly path: Path; readonly isNull?: true }
  /** Something is there that can't be known without running the program that makes it. */
  | { readonly state: 'unknown'; readonly path: Path };

/** `loose`: a key is found whatever its case and underscores (`PublicAccessCidrs`, `publicAccessCidrs`, `public_access_cidrs`). */
export type KeyStyle = 'exact' | 'loose';

/**
 * The setting at `path`: keys joined by dots, or a list. A nested block is a list of objects: a key steps into its only
 * item by itself; where there are several, which one speaks is unknown.
 */
export function setting(object: Json | undefined, path: string | Path, keys: KeyStyle = 'exact'): Setting {
  const steps = typeof path === 'string' ? path.split('.').filter((step) => step !== '') : path;
  const walked: (string | number)[] = [];
  let here = object;
  for (const [i, step] of steps.entries()) {
    const inside = typeof step === 'string' ? single(here, walked) : here;
    if (inside === 'several' || isUnknown(inside)) return { state: 'unknown', path: [...walked] };
    const key = typeof step === 'string' && keys === 'loose' ? (looseKey(inside, step) ?? step) : step;
    here = at(inside, key);
    if (here === undefined || here === null) return absent(here, [...walked, key, ...steps.slice(i + 1)]);
    walked.push(key);
  }
  if (isUnknown(here)) return { state: 'unknown', path: walked };
  if (here === undefined || here === null) return absent(here, walked);
  return { state: 'set', value: here, path: walked };
}

function absent(value: null | undefined, path: Path): Setting {
  return { state: 'absent', path, ...(value === null && { isNull: true }) };
}

/** Whether the value stands for one that can't be known statically. */
export function isUnknown(value: Json | undefined): boolean {
  return isObject(value) && Object.hasOwn(value, '$unknown');
}

/** The source text of an unknown value: often a reference that tells what is meant. */
export function unknownText(value: Json | undefined): string | undefined {
  return isUnknown(value) ? asString(at(value, '$unknown')) : undefined;
}

/** Whether anything within the value is unknown. */
export function hasUnknown(value: Json | undefined): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/** The objects of a nested block, each with its path; blocks that can't be known are left out. */
export function blocks(
  object: Json | undefined,
  path: string,
  keys: KeyStyle = 'exact',
): { value: JsonObject; path: Path }[] {
  const found = setting(object, path, keys);
  if (found.state !== 'set') return [];
  if (isObject(found.value)) return [{ value: found.value, path: found.path }];
  if (!Array.isArray(found.value)) return [];
  return found.value.flatMap((value, i) =>
    isObject(value) && !isUnknown(value) ? [{ value, path: [...found.path, i] }] : [],
  );
}

function single(here: Json | undefined, walked: (string | number)[]): Json | undefined {
  if (!Array.isArray(here)) return here;
  if (here.length > 1) return 'several';
  if (here.length === 1) walked.push(0);
  return here[0];
}

function looseKey(here: Json | undefined, wanted: string): string | undefined {
  if (!isObject(here) || Object.hasOwn(here, wanted)) return undefined;
  const squeezed = squeeze(wanted);
  return Object.keys(here).find((key) => squeeze(key) === squeezed);
}

function squeeze(key: string): string {
  return key.replaceAll('_', '').toLowerCase();
}
