import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { compileNamed, conditionsHold, type CelScope } from './run.ts';

/** A PolicyException of policies.kyverno.io, compiled. */
export interface CelException {
  readonly name: string;
  isFor(policy: string, kind: string): boolean;
  /** @throws EvaluationError */
  covers(scope: CelScope): boolean;
  /** Values that expressions may allow instead of leaving the object out. */
  readonly images: readonly string[];
  readonly values: readonly string[];
  /** What is reported: `skip` unless it says pass. */
  readonly status: 'skip' | 'pass';
  /** The day after which it no longer counts. */
  readonly expires: number | undefined;
}

export function isCelException(document: JsonObject): boolean {
  return (
    document['kind'] === 'PolicyException' &&
    (asString(document['apiVersion']) ?? '').startsWith('policies.kyverno.io/')
  );
}

/** @throws PolicyProblem */
export function compileCelException(document: JsonObject): CelException {
  const spec = asObject(document['spec']);
  const refs = asList(spec['policyRefs']).map(asObject);
  if (refs.length === 0) throw new PolicyProblem('The exception names no policy.', ['spec']);
  const conditions = compileNamed(spec['matchConditions'], ['spec', 'matchConditions']);
  const expires = Date.parse(asString(spec['expiresAt']) ?? '');
  return {
    name: asString(asObject(document['metadata'])['name']) ?? '',
    isFor: (policy, kind) =>
      refs.some((ref) => ref['name'] === policy && [kind, undefined, ''].includes(asString(ref['kind']))),
    covers: (scope) => conditionsHold(conditions, scope),
    images: asStrings(spec['images']),
    values: asStrings(spec['allowedValues']),
    status: spec['reportResult'] === 'pass' ? 'pass' : 'skip',
    expires: Number.isNaN(expires) ? undefined : expires,
  };
}
