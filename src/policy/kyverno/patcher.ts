import type { JsonObject } from '../../model/json.ts';
import { reasonOf } from '../problem.ts';
import { result, type Result } from './result.ts';
import type { Scope } from './scope.ts';
import { AnchorMismatch } from './strategic-conditions.ts';

/** Changes an object with the variables of a scope; undefined where no element applied. @throws AnchorMismatch */
export type Patcher = (object: JsonObject, scope: Scope) => JsonObject | undefined;

/** The changed object, or why it is not changed. */
export function attempt(patch: Patcher, object: JsonObject, scope: Scope): { object: JsonObject } | { result: Result } {
  try {
    const patched = patch(object, scope);
    return patched ? { object: patched } : { result: result('skip', 'no patches applied') };
  } catch (error) {
    if (error instanceof AnchorMismatch) return { result: result('skip', error.message) };
    return { result: result('error', `failed to mutate resource: ${reasonOf(error)}`) };
  }
}
