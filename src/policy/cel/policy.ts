import type { JsonObject, Path } from '../../model/json.ts';
import { RIGHTS_UNKNOWN } from '../../cel/libraries/authorizer.ts';
import { asObject, asString, at, isObject } from '../../std/value.ts';
import { result, UNMATCHED, type Result } from '../kyverno/result.ts';
import { PolicyProblem, reasonOf } from '../problem.ts';
import { targetOf, type Target } from '../target.ts';
import type { CompiledPolicy, Lookups, RuleResult, RuleType, Subject } from '../types.ts';
import { compileConstraints, type Constraints } from './constraints.ts';
import { asRefused, sorted, type CelException } from './exception.ts';
import { celScope, compileNamed, conditionsHold, type CelScope, type Named } from './run.ts';

/** What one form of a policy does with an object that it matches. */
export type Body = (scope: CelScope, subject: Subject, lookups: Lookups) => Result;

/** How a kind of policy compiles its body. */
export interface Language {
  readonly type: RuleType;
  /** Whether policies for pods are repeated for the controllers of pods. */
  readonly repeats: boolean;
  compile(spec: JsonObject, path: Path): Body;
}

export interface Form {
  readonly name: string;
  readonly constraints: Constraints;
  /** What it is compiled to when it first judges. @throws PolicyProblem */
  readonly compiled: () => CompiledForm;
}

interface CompiledForm {
  readonly conditions: readonly Named[];
  /** `failurePolicy: Ignore`: conditions that cannot be evaluated skip the policy. */
  readonly ignores: boolean;
  readonly variables: readonly Named[];
  readonly body: Body;
}

/** One form of a policy written in CEL. @throws PolicyProblem */
export function compileForm(language: Language, spec: JsonObject, name: string): Form {
  if (!isObject(spec['matchConstraints'])) throw new PolicyProblem('The policy has no matchConstraints.', ['spec']);
  const constraints = compileConstraints(spec['matchConstraints'], ['spec', 'matchConstraints']);
  let known = name === '' ? compileBody(language, spec) : undefined;
  return { name, constraints, compiled: () => (known ??= compileBody(language, spec)) };
}

function compileBody(language: Language, spec: JsonObject): CompiledForm {
  return {
    conditions: compileNamed(spec['matchConditions'], ['spec', 'matchConditions']),
    ignores: ignoresFailures(spec),
    variables: compileNamed(spec['variables'], ['spec', 'variables']),
    body: language.compile(spec, ['spec']),
  };
}

export function ignoresFailures(spec: JsonObject): boolean {
  return spec['failurePolicy'] === 'Ignore';
}

/** The namespace that a policy is bound to; '' for one of the cluster. */
export function namespaceOfPolicy({ kind, metadata }: JsonObject): string {
  if (!asString(kind)?.startsWith('Namespaced')) return '';
  return asString(asObject(metadata)['namespace']) ?? 'default';
}

/** A policy of one or more forms, of which the first that matches an object judges it. */
export function celPolicy(
  document: JsonObject,
  type: RuleType,
  forms: readonly Form[],
  exceptions: readonly CelException[],
): CompiledPolicy {
  const metadata = asObject(document['metadata']);
  const name = asString(metadata['name']) ?? '';
  const kind = asString(document['kind']) ?? '';
  if (name === '') throw new PolicyProblem('The policy has no name.', ['metadata']);
  const namespace = namespaceOfPolicy(document);
  const about = exceptions.filter((exception) => exception.isFor(name, kind));
  // Compensating controls count for validating policies alone (docs, guides/exceptions).
  const own = type === 'validate' ? about : about.map((one) => ({ ...one, controls: undefined }));
  return {
    kind,
    name,
    namespace,
    rules: [],
    types: [type],
    warns: at(metadata, 'annotations', 'policies.kyverno.io/scored') === 'false',
    mayMatch: (group, version, resourceKind, subresource) =>
      forms.some((form) => form.constraints.mayMatch(group, version, resourceKind, subresource)),
    evaluate(subject, wanted, lookups): RuleResult[] {
      if (wanted !== type) return [];
      const target = targetOf(subject);
      if (namespace !== '' && target.namespace !== namespace) return [];
      const form = forms.find(({ constraints }) => constraints.matches(target));
      const answer = form && judged(form, target, lookups, own);
      return answer ? [{ rule: form.name || name, type, ...answer }] : [];
    },
  };
}

function judged(form: Form, target: Target, lookups: Lookups, exceptions: readonly CelException[]): Result {
  const valid = exceptions.length === 0 ? exceptions : validNow(exceptions, lookups);
  try {
    return judgedWith(form.compiled(), target.subject, lookups, valid);
  } catch (error) {
    return result('error', reasonOf(error));
  }
}

function validNow(exceptions: readonly CelException[], lookups: Lookups): readonly CelException[] {
  const now = lookups.now?.() ?? 0;
  return exceptions.filter(({ expires }) => expires === undefined || now < expires);
}

/** That all conditions hold, or why the policy is skipped. Kyverno's documentation: policies, match conditions, error handling. */
function isAbout({ conditions, ignores }: CompiledForm, scope: CelScope): true | Result {
  try {
    return conditionsHold(conditions, scope) || result('skip', UNMATCHED);
  } catch (error) {
    if (!ignores || reasonOf(error).includes(RIGHTS_UNKNOWN)) throw error;
    return result('skip', `the failure policy ignores: ${reasonOf(error)}`);
  }
}

const NO_VALUES = { allowedImages: [], allowedValues: [] };

function judgedWith(
  form: CompiledForm,
  subject: Subject,
  lookups: Lookups,
  exceptions: readonly CelException[],
): Result {
  const scope = celScope(subject, lookups, form.variables, { exceptions: NO_VALUES });
  const about = isAbout(form, scope);
  if (about !== true) return about;
  if (exceptions.length === 0) return form.body(scope, subject, lookups);
  const { granted, refused } = sorted(exceptions, scope);
  const whole = granted.find(({ images, values }) => images.length === 0 && values.length === 0);
  if (whole) return result(whole.status, `exempt by the policy exception ${whole.name}`, { exception: whole.name });
  const exempt = {
    allowedImages: granted.flatMap(({ images }) => images),
    allowedValues: granted.flatMap(({ values }) => values),
  };
  const own = celScope(subject, lookups, form.variables, { exceptions: exempt });
  return asRefused(form.body(own, subject, lookups), refused);
}
