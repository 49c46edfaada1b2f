import type { Program } from '../../../cel/program.ts';
import type { JsonObject } from '../../../model/json.ts';
import { asObject, asString, isObject } from '../../../std/value.ts';
import { PolicyProblem } from '../../problem.ts';
import type { Lookups } from '../../types.ts';
import type { Input, Variable, World } from './activation.ts';
import {
  bindingsOf,
  collectParams,
  readParamKind,
  unknownKind,
  type Binding,
  type ParamKind,
  type ValidationAction,
} from './bindings.ts';
import { compileConditions, compileVariables, conditionsMatch } from './conditions.ts';
import { compileMatch, type Matched, type ResourceMatch } from './match.ts';
import type { AdmissionRequest } from './request.ts';
import { inVersion } from './versions.ts';
import { compileValidations, type Decision, type Validate, type Verdict } from './validating.ts';

/** What is common to both kinds of admission policy. */
export interface PolicyFrame {
  readonly name: string;
  readonly match: ResourceMatch;
  readonly paramKind: ParamKind | undefined;
  readonly variables: readonly Variable[];
  readonly conditions: readonly Program[];
  readonly bindings: readonly Binding[];
  /** `failurePolicy: Ignore`. */
  readonly ignores: boolean;
}

/** A ValidatingAdmissionPolicy with its bindings. */
export interface ValidatingPolicy {
  readonly frame: PolicyFrame;
  readonly validate: Validate;
}

/** Something that a policy found, and what its binding says about such things. */
export interface Finding extends Decision {
  readonly policy: string;
  /** '' where the policy has no binding, or is itself at fault. */
  readonly binding: string;
  readonly actions: readonly ValidationAction[];
}

/** What one policy says of a request. */
export interface PolicyAnswer {
  /** A binding is about the request, whatever the conditions say. */
  readonly isBound: boolean;
  /** Bindings that are about the request, and parameters for which the conditions hold. */
  readonly evaluated: number;
  readonly findings: readonly Finding[];
  readonly annotations: Verdict['annotations'];
  readonly ignored: readonly string[];
  /** What could not be looked up. */
  readonly gaps: readonly string[];
}

/** @throws PolicyProblem */
export function compileValidatingPolicy(document: JsonObject, others: readonly JsonObject[]): ValidatingPolicy {
  const spec = asObject(document['spec']);
  const { frame, names } = compileFrame(document, others, false);
  return { frame, validate: compileValidations(spec, names, frame.variables, ['spec']) };
}

/** The parts of both kinds. @throws PolicyProblem */
export function compileFrame(document: JsonObject, others: readonly JsonObject[], hasPatches: boolean) {
  const spec = asObject(document['spec']);
  const name = asString(asObject(document['metadata'])['name']) ?? '';
  if (name === '') throw new PolicyProblem('The policy has no name.', ['metadata']);
  if (!isObject(spec['matchConstraints'])) throw new PolicyProblem('The policy has no matchConstraints.', ['spec']);
  const paramKind = readParamKind(spec);
  const start = { hasParams: paramKind !== undefined, hasAuthorizer: true, hasPatches: false, variables: new Map() };
  const { variables, names } = compileVariables(spec['variables'], start, ['spec', 'variables']);
  const frame: PolicyFrame = {
    name,
    match: compileMatch(spec['matchConstraints'], ['spec', 'matchConstraints']),
    paramKind,
    variables,
    conditions: compileConditions(spec['matchConditions'], { ...start, variables: undefined }, [
      'spec',
      'matchConditions',
    ]),
    bindings: bindingsOf(document, others),
    ignores: spec['failurePolicy'] === 'Ignore',
  };
  return { frame, names: { ...names, hasPatches } };
}

const DENY: readonly ValidationAction[] = ['Deny'];

/** Asks a policy about a request, binding by binding and parameter by parameter. */
export function askValidating(policy: ValidatingPolicy, request: AdmissionRequest, lookups: Lookups): PolicyAnswer {
  const { frame } = policy;
  const matched = frame.match.matches(request, lookups);
  const world: World = { lookups, gaps: new Set() };
  const unknown = matched ? unknownKind(frame.paramKind) : undefined;
  if (unknown !== undefined) return misconfigured(frame, `failed to configure policy: ${unknown}`);
  const answers = matched
    ? frame.bindings
        .filter(({ match }) => !match || match.matches(request, lookups) !== undefined)
        .map((binding) => askBinding(policy, binding, request, matched, world))
    : [];
  return {
    isBound: answers.length > 0,
    evaluated: answers.reduce((sum, { evaluated }) => sum + evaluated, 0),
    findings: answers.flatMap(({ findings }) => findings),
    annotations: answers.flatMap(({ annotations }) => annotations),
    ignored: answers.flatMap(({ ignored }) => ignored),
    gaps: [...world.gaps],
  };
}

/** The policy itself is at fault, whatever its bindings are about. */
function misconfigured({ name, ignores }: PolicyFrame, message: string): PolicyAnswer {
  const finding: Finding = { ...failure(message), policy: name, binding: '', actions: DENY };
  const nothing = { isBound: true, evaluated: 1, annotations: [], gaps: [] };
  return ignores ? { ...nothing, findings: [], ignored: [message] } : { ...nothing, findings: [finding], ignored: [] };
}

type BindingAnswer = Omit<PolicyAnswer, 'gaps' | 'isBound'>;

function askBinding(
  { frame, validate }: ValidatingPolicy,
  binding: Binding,
  request: AdmissionRequest,
  matched: Matched,
  world: World,
): BindingAnswer {
  const finding = (decision: Decision, actions: readonly ValidationAction[]): Finding => ({
    ...decision,
    policy: frame.name,
    binding: binding.name,
    actions,
  });
  const params = collectParams(frame.paramKind, binding, request, world.lookups);
  if ('error' in params) {
    const message = `failed to configure binding: ${params.error}`;
    if (frame.ignores) return { evaluated: 1, findings: [], annotations: [], ignored: [message] };
    return { evaluated: 1, findings: [finding(failure(message), DENY)], annotations: [], ignored: [] };
  }
  const input = inputOf(frame, request, matched, world);
  const verdicts = params.list.flatMap((one) => {
    const verdict = judged(frame, validate, { ...input, params: one });
    return verdict ? [verdict] : [];
  });
  return {
    evaluated: verdicts.length,
    findings: verdicts.flatMap(({ decisions, annotationErrors }) => [
      ...decisions.map((decision) => finding(decision, binding.actions)),
      ...annotationErrors.map((message) => finding(failure(message), DENY)),
    ]),
    annotations: verdicts.flatMap(({ annotations }) => annotations),
    ignored: verdicts.flatMap(({ ignored }) => ignored),
  };
}

export function failure(message: string): Decision {
  return { message, reason: 'Invalid', isError: true, index: 0 };
}

/** What expressions see of the request, in the version that the policy asked for. */
export function inputOf(frame: PolicyFrame, request: AdmissionRequest, matched: Matched, world: World): Input {
  return {
    request,
    matched,
    object: inVersion(request.object, matched),
    oldObject: inVersion(request.oldObject, matched),
    params: null,
    namespaceObject: request.namespaceObject,
    variables: frame.variables,
    world,
  };
}

const NOTHING = { annotations: [], annotationErrors: [] };

/** Undefined where the conditions leave the request out. */
function judged(frame: PolicyFrame, validate: Validate, input: Input): Verdict | undefined {
  const matching = conditionsMatch(frame.conditions, input, frame.ignores);
  if ('error' in matching) return { decisions: [failure(matching.error)], ignored: [], ...NOTHING };
  return matching.matches ? validate(input, frame.ignores) : undefined;
}
