import type { Json, JsonObject } from '../../../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../../../std/value.ts';
import { PolicyProblem, reasonOf } from '../../problem.ts';
import type { Lookups } from '../../types.ts';
import { noteUnknown, type World } from './activation.ts';
import { collectParams, unknownKind, type Binding } from './bindings.ts';
import { conditionsMatch } from './conditions.ts';
import type { Matched } from './match.ts';
import { compileMutations, InternalError, type Mutation } from './mutating.ts';
import type { AdmissionRequest } from './request.ts';
import { compileFrame, inputOf, type PolicyFrame } from './validating-policy.ts';
import { inVersion } from './versions.ts';
import { append } from '../../../std/append.ts';

/** A MutatingAdmissionPolicy with its bindings. */
export interface MutatingPolicy {
  readonly frame: PolicyFrame;
  readonly mutations: readonly Mutation[];
  /** `reinvocationPolicy: IfNeeded`: asked again after others. */
  readonly isReinvoked: boolean;
}

/** @throws PolicyProblem */
export function compileMutatingPolicy(document: JsonObject, others: readonly JsonObject[]): MutatingPolicy {
  const spec = asObject(document['spec']);
  refuseDeletes(spec);
  const { frame, names } = compileFrame(document, others, true);
  return {
    frame,
    mutations: compileMutations(spec, names, ['spec']),
    isReinvoked: asString(spec['reinvocationPolicy']) === 'IfNeeded',
  };
}

/** There is nothing to mutate in what is deleted. @throws PolicyProblem */
function refuseDeletes(spec: JsonObject): void {
  for (const [i, rule] of asList(at(spec, 'matchConstraints', 'resourceRules')).entries()) {
    if (!asStrings(asObject(rule)['operations']).includes('DELETE')) continue;
    const path = ['spec', 'matchConstraints', 'resourceRules', i, 'operations'];
    throw new PolicyProblem(
      'A mutating policy cannot match DELETE: *, CONNECT, CREATE and UPDATE are supported.',
      path,
    );
  }
}

/** One policy with one binding and one parameter, about one request. */
export interface Invocation {
  readonly policy: MutatingPolicy;
  readonly binding: Binding;
  readonly matched: Matched;
  readonly params: Json;
}

/** An error of a policy that is not passed over. */
export interface MutationError {
  readonly policy: string;
  readonly binding: string;
  readonly message: string;
  /** Errors of expressions are Invalid; those of how a binding is set up have the reason Forbidden. */
  readonly isInvalid: boolean;
  /** An error of the server, which ends the request whatever the failure policy is. */
  readonly isInternal: boolean;
}

export interface Invocations {
  readonly list: readonly Invocation[];
  readonly errors: readonly MutationError[];
}

/** Who is to be asked about a request. */
export function invocationsOf(policy: MutatingPolicy, request: AdmissionRequest, lookups: Lookups): Invocations {
  const { frame } = policy;
  const matched = frame.match.matches(request, lookups);
  const unknown = matched ? unknownKind(frame.paramKind) : undefined;
  if (unknown !== undefined) return { list: [], errors: frame.ignores ? [] : [misconfigured(frame, unknown)] };
  const list: Invocation[] = [];
  const errors: MutationError[] = [];
  for (const binding of matched ? frame.bindings : []) {
    if (binding.match && !binding.match.matches(request, lookups)) continue;
    const params = collectParams(frame.paramKind, binding, request, lookups);
    if ('list' in params)
      append(
        list,
        params.list.map((one) => ({ policy, binding, matched: matched!, params: one })),
      );
    else if (!frame.ignores) {
      const message = `failed to configure binding: ${params.error}`;
      errors.push({ policy: frame.name, binding: binding.name, message, isInvalid: false, isInternal: false });
    }
  }
  return { list, errors };
}

function misconfigured({ name }: PolicyFrame, problem: string): MutationError {
  const message = `failed to configure policy: ${problem}`;
  return { policy: name, binding: '', message, isInvalid: false, isInternal: false };
}

/** What came of an invocation. */
export interface Mutated {
  readonly object: JsonObject | null;
  /** The conditions held. */
  readonly isInvoked: boolean;
  readonly errors: readonly MutationError[];
  readonly ignored: readonly string[];
}

/** Asks a policy; `object` is what others made of it so far. A mutation that fails is left out, the others go on. */
export function invoke(
  { policy, binding, matched, params }: Invocation,
  request: AdmissionRequest,
  object: JsonObject | null,
  world: World,
): Mutated {
  const { frame, mutations } = policy;
  const input = { ...inputOf(frame, { ...request, object }, matched, world), params };
  const failed = (message: string, isInternal = false): MutationError => ({
    policy: frame.name,
    binding: binding.name,
    message,
    isInvalid: true,
    isInternal,
  });
  const matching = conditionsMatch(frame.conditions, input, frame.ignores);
  if ('error' in matching) return { object, isInvoked: false, errors: [failed(matching.error)], ignored: [] };
  if (!matching.matches) return { object, isInvoked: false, errors: [], ignored: [] };
  let current = input.object;
  const errors: MutationError[] = [];
  for (const mutate of mutations) {
    try {
      current = mutate({ ...input, object: current });
    } catch (error) {
      errors.push(failed(reasonOf(error), error instanceof InternalError));
    }
  }
  noteUnknown(
    errors.map(({ message }) => message),
    world,
  );
  const kept = frame.ignores ? errors.filter(({ isInternal }) => isInternal) : errors;
  return {
    object: inVersion(current, request),
    isInvoked: true,
    errors: kept,
    ignored: errors.filter((error) => !kept.includes(error)).map(({ message }) => message),
  };
}
