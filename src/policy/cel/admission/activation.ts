import { authorizerOf, resourceCheckOf, RIGHTS_UNKNOWN, type Authorize } from '../../../cel/libraries/authorizer.ts';
import { CALL_LIMIT } from '../../../cel/cost.ts';
import type { Program } from '../../../cel/program.ts';
import type { Reading } from '../../../cel/reads.ts';
import { Fault, type Value } from '../../../cel/values.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import type { Lookups } from '../../types.ts';
import { variableNames, VariableValues } from '../variables.ts';
import { faultText } from './fault-text.ts';
import { requestVariable, type AdmissionRequest } from './request.ts';

export const OUT_OF_BUDGET =
  'validation failed due to running out of cost budget, no further validation rules will be run';

/** A variable of a policy. */
export interface Variable {
  readonly name: string;
  readonly program: Program & Reading;
}

/** What may be looked up, and what could not be. */
export interface World {
  readonly lookups: Lookups;
  readonly gaps: Set<string>;
}

/** What expressions of one policy and one parameter see. */
export interface Input {
  readonly request: AdmissionRequest;
  /** The kind and resource that the policy's rules know the request by. */
  readonly matched: Pick<AdmissionRequest, 'kind' | 'resource'>;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  readonly params: Json;
  readonly namespaceObject: JsonObject | null;
  readonly variables: readonly Variable[];
  readonly world: World;
}

/** The values of one round of expressions. Variables are evaluated when first asked for, once in a round. */
export interface Activation {
  readonly scope: Record<string, unknown>;
  /** What variables have cost since this was last asked. */
  takeCost(): number;
}

export function activationOf(input: Input, hasAuthorizer = true): Activation {
  let cost = 0;
  const evaluate = ({ name, program }: Variable): Value => {
    const outcome = program.run(scope, CALL_LIMIT);
    cost += outcome.cost;
    if (!(outcome.value instanceof Fault)) return outcome.value;
    return new Fault(`composited variable "${name}" fails to evaluate: ${faultText(outcome.value)}`);
  };
  const scope: Record<string, unknown> = {
    object: input.object,
    oldObject: input.oldObject,
    params: input.params,
    request: requestVariable(input.request, input.matched),
    namespaceObject: input.namespaceObject,
    ...(hasAuthorizer && authorizers(input)),
    variables: new VariableValues(variableNames(input.variables), (i) => evaluate(input.variables[i]!)),
  };
  return {
    scope,
    takeCost() {
      const taken = cost;
      cost = 0;
      return taken;
    },
  };
}

function authorizers({ request, world: { lookups } }: Input): Record<string, unknown> {
  const authorize: Authorize = (question) => lookups.authorize?.(request.user, question);
  const { resource, subresource, namespace, name } = request;
  const asked = { group: resource.group, resource: resource.resource, subresource, namespace, name };
  return { authorizer: authorizerOf(authorize), 'authorizer.requestResource': resourceCheckOf(authorize, asked) };
}

/** Notes of errors that decide something, or are passed over, whether an API server would have known more. */
export function noteUnknown(errors: readonly string[], { gaps }: World): void {
  if (errors.some((error) => error.includes(RIGHTS_UNKNOWN))) gaps.add(RIGHTS_UNKNOWN);
}

/** What an expression gave: a value, or why there is none. */
export type Evaluation = { readonly value: Value } | { readonly error: string };

/** Values in order and the budget left, or undefined where the budget is used up. */
export interface Evaluations {
  readonly list: readonly Evaluation[];
  readonly budget: number;
}

/** Evaluates expressions one after the other; undefined entries are left out. */
export function evaluateAll(
  programs: readonly (Program | undefined)[],
  activation: Activation,
  budget: number,
): Evaluations | undefined {
  let left = budget;
  const list: Evaluation[] = [];
  for (const program of programs) {
    if (!program) {
      list.push({ value: null });
      continue;
    }
    const { value, cost } = program.run(activation.scope, CALL_LIMIT);
    left -= activation.takeCost() + cost;
    if (left < 0) return undefined;
    list.push(
      value instanceof Fault
        ? { error: `expression '${program.source}' resulted in error: ${faultText(value)}` }
        : { value },
    );
  }
  return { list, budget: left };
}
