import type { Program } from '../../cel/program.ts';
import { Fault, type Value } from '../../cel/values.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { targetOf, type Target } from '../target.ts';
import type { Lookups, Subject } from '../types.ts';
import { compileCelText } from './environment.ts';
import { pluralOf } from './plural.ts';
import { VariableValues } from './variables.ts';
import { worldOf } from './world.ts';

/** Variables of one evaluation. */
export type CelScope = Record<string, unknown>;

/** A named expression of a policy: a variable or a condition. */
export interface Named {
  readonly name: string;
  readonly program: Program;
}

export function compileNamed(list: Json | undefined, path: Path): Named[] {
  return asList(list).map((item, i) => {
    const entry = asObject(item);
    const expression = asString(entry['expression']);
    if (expression === undefined) throw new PolicyProblem('An expression is missing.', [...path, i]);
    return {
      name: asString(entry['name']) ?? `#${i}`,
      program: compileCelText(expression, [...path, i, 'expression']),
    };
  });
}

/** What expressions know of a request. */
export function celScope(
  subject: Subject,
  lookups: Lookups,
  variables: readonly Named[],
  more: CelScope = {},
): CelScope {
  const target = targetOf(subject);
  const scope: CelScope = {
    object: subject.operation === 'DELETE' ? null : subject.object,
    oldObject: subject.oldObject ?? null,
    request: requestFor(target),
    namespaceObject: namespaceOf(target),
    params: null,
    authorizer: null,
    ...worldFor(lookups),
    ...more,
    variables: NO_VARIABLES,
  };
  if (variables.length > 0) addVariables(variables, scope);
  return scope;
}

const NO_VARIABLES = Object.freeze({});

function addVariables(variables: readonly Named[], scope: CelScope): void {
  const makers = variables.map(({ name, program }) => [name, () => program.evaluate(scope)] as const);
  scope['variables'] = new VariableValues(new Map(makers));
}

const worlds = new WeakMap<Lookups, Record<string, Value>>();

function worldFor(lookups: Lookups): Record<string, Value> {
  let world = worlds.get(lookups);
  if (!world) worlds.set(lookups, (world = worldOf(lookups)));
  return world;
}

const requests = new WeakMap<Target, JsonObject>();

function requestFor(target: Target): JsonObject {
  let request = requests.get(target);
  if (!request) requests.set(target, (request = requestOf(target)));
  return request;
}

function requestOf({ subject, group, version, kind, name, namespace, subresource }: Target): JsonObject {
  const { user } = subject;
  return {
    uid: '',
    kind: { group, version, kind },
    resource: { group, version, resource: pluralOf(kind) },
    subResource: subresource,
    requestKind: { group, version, kind },
    requestResource: { group, version, resource: pluralOf(kind) },
    requestSubResource: subresource,
    name,
    namespace: kind === 'Namespace' ? name : namespace,
    operation: subject.operation,
    userInfo: { username: user?.username ?? '', uid: user?.uid ?? '', groups: [...(user?.groups ?? [])], extra: {} },
    dryRun: false,
    options: {},
  };
}

function namespaceOf({ subject, kind, namespace }: Target): JsonObject | null {
  if (kind === 'Namespace') return null;
  if (subject.namespaceObject) return subject.namespaceObject;
  const name = namespace === '' ? 'default' : namespace;
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...subject.namespaceLabels } } };
}

/** The value, or an EvaluationError. */
export function valueOf(program: Program, scope: CelScope): Value {
  const value = program.run(scope).value;
  if (value instanceof Fault) throw new EvaluationError(value.message);
  return value;
}

/** Whether all conditions hold; one that is false decides before one that failed. @throws EvaluationError */
export function conditionsHold(conditions: readonly Named[], scope: CelScope): boolean {
  let failure: string | undefined;
  for (const { name, program } of conditions) {
    const value = program.run(scope).value;
    if (value === false) return false;
    if (value !== true) failure ??= `condition "${name}": ${value instanceof Fault ? value.message : 'is no bool'}`;
  }
  if (failure !== undefined) throw new EvaluationError(failure);
  return true;
}
