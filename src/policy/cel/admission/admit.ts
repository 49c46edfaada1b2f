import type { JsonObject } from '../../../model/json.ts';
import { asObject, asString } from '../../../std/value.ts';
import type { Lookups } from '../../types.ts';
import type { World } from './activation.ts';
import { invocationsOf, invoke, type Invocation, type MutatingPolicy, type MutationError } from './mutating-policy.ts';
import type { AdmissionRequest } from './request.ts';
import { askValidating, type Finding, type PolicyAnswer, type ValidatingPolicy } from './validating-policy.ts';
import { append } from '../../../std/append.ts';

/** What the API server answers a request that is refused (`metav1.Status`). */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
}

/** What all admission policies say of a request. */
export interface Admission {
  /** The object after mutations; null where it is deleted. */
  readonly object: JsonObject | null;
  /** Why it is refused; several where several policies refuse it: the server tells one of them, in no certain order. */
  readonly refusals: readonly Refusal[];
  /** Texts of the `Warning` headers. */
  readonly warnings: readonly string[];
  /** Everything that failed, with what its binding does about it. */
  readonly findings: readonly Finding[];
  /** Annotations of the audit event. */
  readonly audit: Readonly<Record<string, string>>;
  readonly gaps: readonly string[];
}

export interface AdmissionPolicies {
  readonly mutating: readonly MutatingPolicy[];
  readonly validating: readonly ValidatingPolicy[];
}

/** Objects that policies never judge: they would lock out who wants to repair them. */
const EXEMPT: ReadonlySet<string> = new Set(
  ['Policy', 'PolicyBinding']
    .flatMap((end) => [`ValidatingAdmission${end}`, `MutatingAdmission${end}`])
    .concat(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']),
);

function isExempt({ kind }: AdmissionRequest): boolean {
  return kind.group === 'admissionregistration.k8s.io' && EXEMPT.has(kind.kind);
}

/** Mutates, then validates, as the API server does. Policies run in the order given; the server promises none. */
export function admit(policies: AdmissionPolicies, request: AdmissionRequest, lookups: Lookups): Admission {
  const world: World = { lookups, gaps: new Set() };
  const nothing = { object: request.object, refusals: [], warnings: [], findings: [], audit: {}, gaps: [] };
  if (isExempt(request)) return nothing;
  const { object, errors } = mutate(policies.mutating, request, world);
  if (errors.length > 0) return { ...nothing, refusals: errors.map(mutationRefusal), gaps: [...world.gaps] };
  const changed = { ...request, object };
  const answers = policies.validating.map((policy) => [policy, askValidating(policy, changed, lookups)] as const);
  const findings = answers.flatMap(([, answer]) => answer.findings);
  return {
    object,
    findings,
    refusals: findings.filter(({ actions }) => actions.includes('Deny')).map((one) => refusal(one, changed)),
    warnings: [...new Set(findings.filter(({ actions }) => actions.includes('Warn')).map(warningOf))],
    audit: auditOf(answers, findings),
    gaps: [...new Set([...world.gaps, ...answers.flatMap(([, answer]) => answer.gaps)])],
  };
}

interface Round {
  readonly object: JsonObject | null;
  readonly errors: readonly MutationError[];
  readonly invoked: readonly Invocation[];
}

/** Runs the mutations; those that ask for it (`IfNeeded`) run a second time, after all others. */
export function mutate(policies: readonly MutatingPolicy[], request: AdmissionRequest, world: World): Round {
  const first = round(policies, request, world, () => true);
  const again = new Set(first.invoked.filter(({ policy }) => policy.isReinvoked).map(keyOf));
  if (first.errors.length > 0 || again.size === 0) return first;
  return round(policies, { ...request, object: first.object }, world, (one) => again.has(keyOf(one)));
}

type IsAsked = (invocation: Invocation) => boolean;

function round(policies: readonly MutatingPolicy[], request: AdmissionRequest, world: World, isAsked: IsAsked): Round {
  const all = policies.map((policy) => invocationsOf(policy, request, world.lookups));
  const errors = all.flatMap((one) => one.errors);
  const invoked: Invocation[] = [];
  let { object } = request;
  for (const invocation of all.flatMap(({ list }) => list).filter(isAsked)) {
    const answer = invoke(invocation, request, object, world);
    object = answer.object;
    append(errors, answer.errors);
    if (answer.isInvoked) invoked.push(invocation);
    if (answer.errors.some(({ isInternal }) => isInternal)) break;
  }
  return { object, errors, invoked };
}

function keyOf({ policy, binding, params }: Invocation): string {
  const { namespace, name } = asObject(asObject(params)['metadata']);
  return JSON.stringify([policy.frame.name, binding.name, namespace ?? null, name ?? null]);
}

function mutationRefusal({ policy, binding, message, isInvalid, isInternal }: MutationError): Refusal {
  if (isInternal) return { code: 500, reason: 'InternalError', message: `Internal error occurred: ${message}` };
  const by = binding === '' ? `policy "${policy}"` : `policy '${policy}' with binding '${binding}'`;
  const text = `${by} denied request: ${message}`;
  return { code: 403, reason: isInvalid ? 'Invalid' : 'Forbidden', message: text };
}

const CODES: Readonly<Record<string, number>> = {
  Forbidden: 403,
  RequestEntityTooLarge: 413,
  Invalid: 422,
};

function refusal({ policy, binding, message, reason }: Finding, request: AdmissionRequest): Refusal {
  const by = binding === '' ? '' : ` with binding '${binding}'`;
  const text = `ValidatingAdmissionPolicy '${policy}'${by} denied request: ${message}`;
  const { group, resource } = request.resource;
  const what = `${resource}${group ? `.${group}` : ''} "${nameOf(request)}"`;
  return { code: CODES[reason] ?? 422, reason, message: `${what} is forbidden: ${text}` };
}

function nameOf({ name, object }: AdmissionRequest): string {
  const metadata = asObject(object?.['metadata']);
  return name || asString(metadata['name']) || asString(metadata['generateName']) || 'Unknown';
}

function warningOf({ policy, binding, message }: Finding): string {
  return `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${message}`;
}

export const FAILURE_KEY = 'validation.policy.admission.k8s.io/validation_failure';
const LONGEST_ANNOTATION = 10 * 1024;

/** The first failure of an Audit binding, and the annotations of each policy: equal values once, others with commas. */
function auditOf(
  answers: readonly (readonly [ValidatingPolicy, PolicyAnswer])[],
  findings: readonly Finding[],
): Record<string, string> {
  const values = new Map<string, Set<string>>();
  for (const [{ frame }, { annotations }] of answers) {
    for (const { key, value } of annotations) {
      const name = `${frame.name}/${key}`;
      values.set(name, (values.get(name) ?? new Set()).add(value.slice(0, LONGEST_ANNOTATION)));
    }
  }
  const audited = findings.find(({ actions }) => actions.includes('Audit'));
  return {
    ...Object.fromEntries([...values].map(([key, found]) => [key, [...found].join(', ')])),
    ...(audited && { [FAILURE_KEY]: failureText(audited) }),
  };
}

/** The audit annotation of a failure, of which the server writes one: it goes through policies in no certain order. */
export function failureText({ message, policy, binding, index, actions }: Finding): string {
  return JSON.stringify([{ message, policy, binding, expressionIndex: index, validationActions: actions }]);
}
