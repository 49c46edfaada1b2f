import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { isObject } from '../../../std/value.ts';
import { compilePattern, isSought, type Mismatch, type Sightings } from './compile.ts';

/** Why an object does not satisfy the pattern of a rule; undefined where it does. */
export type WholePattern = (object: JsonObject) => Mismatch | undefined;

/**
 * Compiles the pattern of a rule. Where a key that it has in brackets was on none of the objects on the way, what does not
 * fit is an error of the rule: the mismatch has no path. @throws PolicyProblem
 */
export function compileWhole(pattern: Json, at: Path): WholePattern {
  const matches = compilePattern(pattern, at);
  const seeks = isSeeking(pattern);
  return (object) => {
    const mismatch = matches(object, '/');
    if (!mismatch || mismatch.skip || mismatch.forbidden || !seeks) return mismatch;
    const seen: Sightings = new Map();
    matches(object, '/', seen);
    return [...seen.values()].includes(false) ? { ...mismatch, path: '' } : mismatch;
  };
}

function isSeeking(pattern: Json): boolean {
  if (Array.isArray(pattern)) return pattern.some(isSeeking);
  if (!isObject(pattern)) return false;
  return Object.entries(pattern).some(([key, value]) => isSought(key) || isSeeking(value ?? null));
}
