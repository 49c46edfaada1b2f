import type { Json, Path } from '../../model/json.ts';
import { asObject, asString, isObject } from '../../std/value.ts';
import { compileSelector } from '../kyverno/selectors.ts';
import { PolicyProblem } from '../problem.ts';
import { tagsOf, type Target } from '../target.ts';
import type { Lookups } from '../types.ts';

/** The objects that `params` stands for: one evaluation for each. `undefined` where there is none and that is a failure. */
export type Params = (target: Target, lookups: Lookups) => readonly Json[] | undefined;

/** A `paramKind` with a `paramRef`; without them `params` is null. */
export function compileParams(paramKind: Json | undefined, paramRef: Json | undefined, path: Path): Params {
  if (!isObject(paramKind)) return () => [null];
  const kind = asString(paramKind['kind']) ?? '';
  const apiVersion = asString(paramKind['apiVersion']) ?? '';
  if (kind === '') throw new PolicyProblem('paramKind needs a kind.', path);
  const ref = asObject(paramRef);
  const name = asString(ref['name']);
  const selects = isObject(ref['selector']) ? compileSelector(ref['selector'], [...path, 'selector']) : undefined;
  const allowed = ref['parameterNotFoundAction'] === 'Allow';
  return (target, lookups) => {
    const namespace = asString(ref['namespace']) ?? target.namespace;
    const found = (lookups.objects?.(apiVersion, kind) ?? []).filter((one) => {
      const metadata = asObject(one['metadata']);
      const isThere = namespace === '' || (asString(metadata['namespace']) ?? 'default') === namespace;
      return (
        isThere &&
        (name === undefined || metadata['name'] === name) &&
        (!selects || selects(tagsOf(metadata['labels'])))
      );
    });
    if (found.length > 1 && lookups.paramsAsList) return [{ apiVersion, kind: `${kind}List`, items: found }];
    if (found.length > 0) return found;
    return allowed ? [] : undefined;
  };
}
