import { authorizerOf, resourceCheckOf, type Authorize } from '../../cel/libraries/authorizer.ts';
import type { Program } from '../../cel/program.ts';
import { Fault, type Value } from '../../cel/values.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { targetOf, type Target } from '../target.ts';
import type { Lookups, Subject, UserInfo } from '../types.ts';
import { compileCelText, type CelText } from './environment.ts';
import { pluralOf } from './plural.ts';
import { variableNames, VariableValues } from './variables.ts';
import { worldOf } from './world.ts';

/** Variables of one evaluation. */
export type CelScope = Record<string, unknown>;

/** A named expression of a policy: a variable or a condition. */
export interface Named {
  readonly name: string;
  readonly program: CelText;
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
  const scope: CelScope = { ...sharedFor(subject, lookups) };
  for (const name of Object.keys(more)) scope[name] = more[name];
  if (variables.length > 0) {
    const evaluate = (index: number): Value => variables[index]!.program.evaluate(scope);
    scope['variables'] = new VariableValues(variableNames(variables), evaluate);
  }
  return scope;
}

interface Shared {
  readonly lookups: Lookups;
  readonly scope: CelScope;
}

const shared = new WeakMap<Subject, Shared>();

/** What expressions of all policies know alike. */
function sharedFor(subject: Subject, lookups: Lookups): CelScope {
  let known = shared.get(subject);
  if (known?.lookups !== lookups) shared.set(subject, (known = { lookups, scope: sharedScope(subject, lookups) }));
  return known.scope;
}

const NO_VARIABLES = Object.freeze({});

function sharedScope(subject: Subject, lookups: Lookups): CelScope {
  const target = targetOf(subject);
  const request = requestOf(target);
  return {
    object: subject.operation === 'DELETE' ? null : subject.object,
    oldObject: subject.oldObject ?? null,
    request,
    namespaceObject: namespaceOf(target),
    params: null,
    variables: NO_VARIABLES,
    authorizer: null,
    ...authorizersFor(subject, target, lookups),
    ...worldFor(lookups),
  };
}

/** Who may do what, where the world knows it: of the user of the request, or of nobody in particular. */
function authorizersFor({ user }: Subject, target: Target, lookups: Lookups): CelScope {
  if (!lookups.authorize) return {};
  const ask: Authorize = (question) => lookups.authorize?.(user ?? NOBODY, question);
  const { group, kind, subresource, namespace, name } = target;
  const asked = { group, resource: pluralOf(kind), subresource, namespace, name };
  return { authorizer: authorizerOf(ask), 'authorizer.requestResource': resourceCheckOf(ask, asked) };
}

const NOBODY: UserInfo = { username: '', groups: [], roles: [], clusterRoles: [] };

const worlds = new WeakMap<Lookups, Record<string, Value>>();

function worldFor(lookups: Lookups): Record<string, Value> {
  let world = worlds.get(lookups);
  if (!world) worlds.set(lookups, (world = worldOf(lookups)));
  return world;
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
    object: subject.operation === 'DELETE' ? null : subject.object,
    oldObject: subject.oldObject ?? null,
    userInfo: user ? userOf(user) : {},
    dryRun: false,
    options: {},
  };
}

/** What is not known of the user is not there (authentication.k8s.io/v1 UserInfo); without a request nothing is. */
function userOf({ username, uid = '', groups }: UserInfo): JsonObject {
  return {
    ...(username !== '' && { username }),
    ...(uid !== '' && { uid }),
    ...(groups.length > 0 && { groups: [...groups] }),
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
  const value = program.evaluate(scope);
  if (value instanceof Fault) throw new EvaluationError(value.message);
  return value;
}

/** Whether all conditions hold; one that is false decides before one that failed. @throws EvaluationError */
export function conditionsHold(conditions: readonly Named[], scope: CelScope): boolean {
  let failure: string | undefined;
  for (const { name, program } of conditions) {
    const value = program.evaluate(scope);
    if (value === false) return false;
    if (value !== true) failure ??= `condition "${name}": ${value instanceof Fault ? value.message : 'is no bool'}`;
  }
  if (failure !== undefined) throw new EvaluationError(failure);
  return true;
}
