import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings } from '../../std/value.ts';
import type { Result } from '../kyverno/result.ts';
import { PolicyProblem } from '../problem.ts';
import { compileNamed, conditionsHold, type CelScope } from './run.ts';
import { compileValidations, type Validations } from './validations.ts';

/** A PolicyException of policies.kyverno.io, compiled. */
export interface CelException {
  readonly name: string;
  isFor(policy: string, kind: string): boolean;
  /** @throws EvaluationError */
  covers(scope: CelScope): boolean;
  /** Compensating controls: what else has to hold before the object is let through. */
  readonly controls: Validations | undefined;
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
  const { name, namespace } = asObject(document['metadata']);
  const refs = asList(spec['policyRefs']).map(asObject);
  if (refs.length === 0) throw new PolicyProblem('The exception names no policy.', ['spec']);
  const conditions = compileNamed(spec['matchConditions'], ['spec', 'matchConditions']);
  const expires = Date.parse(asString(spec['expiresAt']) ?? '');
  return {
    name: asString(name) ?? '',
    isFor: (policy, kind) =>
      refs.some((ref) => ref['name'] === policy && [kind, undefined, ''].includes(asString(ref['kind']))),
    covers: (scope) => conditionsHold(conditions, scope),
    controls: compileControls(spec['validations'], `${asString(namespace) ?? 'default'}/${asString(name) ?? ''}`),
    images: asStrings(spec['images']),
    values: asStrings(spec['allowedValues']),
    status: spec['reportResult'] === 'pass' ? 'pass' : 'skip',
    expires: Number.isNaN(expires) ? undefined : expires,
  };
}

function compileControls(list: Json | undefined, name: string): Validations | undefined {
  if (asList(list).length === 0) return undefined;
  const fallback = `a compensating control of the policy exception ${name} failed`;
  return compileValidations(list, ['spec', 'validations'], { fallback });
}

/** Why an exception was not granted. */
interface Refusal {
  readonly name: string;
  readonly answer: Result;
}

/** Exceptions that are about an object: those that are granted, and the first whose controls do not hold. */
export function sorted(
  exceptions: readonly CelException[],
  scope: CelScope,
): { readonly granted: readonly CelException[]; readonly refused: Refusal | undefined } {
  const covering = exceptions.filter((one) => one.covers(scope));
  const answers = covering.map(({ name, controls }) => ({ name, answer: controls?.(scope) }));
  const granted = covering.filter((_, i) => (answers[i]?.answer?.status ?? 'pass') === 'pass');
  const refused = answers.find((one): one is Refusal => (one.answer?.status ?? 'pass') !== 'pass');
  return { granted, refused };
}

/** An object that fails is told what the exception asks for (docs, guides/exceptions, compensating controls). */
export function asRefused(answer: Result, refused: Refusal | undefined): Result {
  if (answer.status !== 'fail' || !refused) return answer;
  const { status, message } = refused.answer;
  return { ...answer, status, message, exception: refused.name };
}
