import type { JsonObject } from '../../src/model/json.ts';
import {
  CLUSTER_ROLE,
  CONFIG_MAP,
  DEPLOYMENT,
  GROUP,
  POD,
  SERVICE,
  WIDGET,
  WIDGET_2,
  type Dice,
  type Kind,
} from './admission-objects.ts';
import { ALL, annotationExpression, condition, messageExpression, variablesFor } from './admission-expressions.ts';

/** One request to be sent. */
export interface Sent {
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  readonly subresource: '' | 'scale';
  readonly object: JsonObject;
  readonly user: string;
}

/** A policy with its bindings, the namespaces in which they count, and requests that meet them. */
export interface World {
  readonly namespaces: readonly JsonObject[];
  readonly params: readonly JsonObject[];
  readonly policy: JsonObject;
  readonly bindings: readonly JsonObject[];
  /** Objects that are there before. */
  readonly stored: readonly { readonly kind: Kind; readonly object: JsonObject }[];
  readonly requests: readonly Sent[];
}

export const ADMISSION = 'admissionregistration.k8s.io/v1';
const KINDS = [CONFIG_MAP, DEPLOYMENT, POD, SERVICE, WIDGET, WIDGET_2];
export const USERS = ['alice', 'bob'];

export function generateWorld(index: number, dice: Dice, requests: number): World {
  const prefix = `w${index}`;
  const first = ALL[index % ALL.length]!;
  const kind = [...KINDS, CLUSTER_ROLE].find((one) => one.kind === first.kind) ?? dice.pick(KINDS);
  const namespaces = ['a', 'b'].map((end) => namespaceObject(`${prefix}-${end}`, prefix, dice));
  const names = namespaces.map((one) => (one['metadata'] as JsonObject)['name'] as string);
  const stored = kind.namespaced ? [{ kind, object: withName(kind.make(dice), kind, 'stored', names[0]!) }] : [];
  const paramKind = dice.once(2) ? dice.pick(PARAM_KINDS) : undefined;
  const policy = validatingPolicy(prefix, kind, paramKind, first.expression, dice);
  return {
    namespaces,
    params: paramObjects(names, dice),
    policy,
    bindings: Array.from({ length: dice.once(10) ? 0 : 1 + dice.below(2) }, (_, i) =>
      validatingBinding(`${prefix}-${i}`, prefix, paramKind, names, dice),
    ),
    stored,
    requests: Array.from({ length: requests }, () => request(kind, names, stored[0]?.object, dice)),
  };
}

const PARAM_KINDS = [
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: `${GROUP}/v1`, kind: 'Limit' },
  { apiVersion: 'v1', kind: 'Missing' },
] as const;
type ParamKind = (typeof PARAM_KINDS)[number];

function namespaceObject(name: string, world: string, dice: Dice): JsonObject {
  const labels = { world, ...(dice.once(2) && { team: dice.pick(['red', 'blue']) }) };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels, ...(dice.once(3) && { annotations: { a: 'b' } }) },
  };
}

export function withName(object: JsonObject, { apiVersion, kind, namespaced }: Kind, name: string, namespace: string) {
  const metadata = object['metadata'] as JsonObject;
  return { apiVersion, kind, ...object, metadata: { ...metadata, name, ...(namespaced && { namespace }) } };
}

function paramObjects(namespaces: readonly string[], dice: Dice): JsonObject[] {
  return namespaces.slice(0, 1 + dice.below(2)).flatMap((namespace) =>
    ['limit-a', 'limit-b'].slice(0, 1 + dice.below(2)).map((name) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: { limit: dice.pick(['yes', 'no']) } },
      data: { max: dice.pick(['1', '5']), app: dice.pick(['a', 'web']) },
    })),
  );
}

/** Parameters that are in no namespace, shared by all worlds. */
export const LIMITS: readonly JsonObject[] = ['limit-a', 'limit-b'].map((name, i) => ({
  apiVersion: `${GROUP}/v1`,
  kind: 'Limit',
  metadata: { name, labels: { limit: i === 0 ? 'yes' : 'no' } },
  max: 1 + 4 * i,
  allowed: ['a', 'web'],
}));

function validatingPolicy(
  name: string,
  kind: Kind,
  paramKind: ParamKind | undefined,
  first: string,
  dice: Dice,
): JsonObject {
  const variables = dice.once(2) ? variablesFor(dice, kind) : [];
  const options = { params: paramKind !== undefined, variables };
  const validation = (_: unknown, i: number): JsonObject => ({
    expression: i === 0 ? first : condition(dice, kind, options),
    ...(dice.once(3) && { message: dice.pick(['not allowed', '  padded  ', 'read the rules']) }),
    ...(dice.once(3) && { messageExpression: messageExpression(dice) }),
    ...(dice.once(3) && { reason: dice.pick(['Forbidden', 'RequestEntityTooLarge', 'Invalid']) }),
  });
  return {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      ...(dice.once(2) && { failurePolicy: dice.pick(['Fail', 'Ignore']) }),
      ...(paramKind && { paramKind: { ...paramKind } }),
      matchConstraints: {
        ...matchResources(kind, dice, true),
        // such a policy refuses whatever it matches, wherever its bindings are
        ...(paramKind?.kind === 'Missing' && { namespaceSelector: { matchLabels: { world: name } } }),
      },
      ...(dice.once(3) && {
        matchConditions: Array.from({ length: 1 + dice.below(2) }, (_, i) => ({
          name: `c${i}`,
          expression: condition(dice, kind, options),
        })),
      }),
      variables: variables.map((one) => ({ name: one.name, expression: one.expression })),
      validations: Array.from({ length: 1 + dice.below(3) }, validation),
      ...(dice.once(3) && {
        auditAnnotations: ['one', 'two'].slice(0, 1 + dice.below(2)).map((key) => ({
          key,
          valueExpression: annotationExpression(dice),
        })),
      }),
    },
  };
}

export function matchResources(kind: Kind, dice: Dice, isPolicy: boolean): JsonObject {
  return {
    resourceRules: resourceRules(kind, dice, isPolicy),
    ...(dice.once(6) && {
      excludeResourceRules: [{ ...rule(kind, dice), resourceNames: ['a', 'stored'].slice(dice.below(2)) }],
    }),
    ...(dice.once(5) && { objectSelector: selector(dice, ['app', 'env'], ['web', 'prod']) }),
    ...(dice.once(5) && { namespaceSelector: selector(dice, ['team'], ['red', 'blue']) }),
    ...(dice.once(3) && { matchPolicy: dice.pick(['Exact', 'Equivalent']) }),
  };
}

function resourceRules(kind: Kind, dice: Dice, isPolicy: boolean): JsonObject[] {
  const rules = [rule(kind, dice)];
  if (dice.once(4)) rules.push(rule(dice.pick([...KINDS, CLUSTER_ROLE]), dice));
  if (isPolicy && dice.once(6)) rules.push({ ...rule(kind, dice), resources: [`${kind.resource}/*`] });
  return rules;
}

function rule({ apiVersion, resource }: Kind, dice: Dice): JsonObject {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const any = dice.once(12);
  const operations = dice.once(3)
    ? ['*']
    : [...new Set(['CREATE', dice.pick(['UPDATE', 'DELETE']), dice.pick(['UPDATE', 'DELETE'])])];
  return {
    apiGroups: any ? ['*'] : [group!],
    apiVersions: dice.once(6) ? ['*'] : dice.once(8) ? ['v2'] : [version!],
    operations,
    resources: any ? ['*'] : [resource, ...(dice.once(5) ? [`${resource}/scale`] : [])],
    ...(dice.once(6) && { scope: dice.pick(['Namespaced', 'Cluster', '*']) }),
    ...(dice.once(8) && { resourceNames: ['a', 'stored'] }),
  };
}

function selector(dice: Dice, keys: readonly string[], values: readonly string[]): JsonObject {
  if (dice.once(5)) return {};
  if (dice.once(2)) return { matchLabels: { [dice.pick(keys)]: dice.pick(values) } };
  const operator = dice.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  const key = dice.pick(keys);
  return { matchExpressions: [{ key, operator, ...(operator.endsWith('In') && { values: [dice.pick(values)] }) }] };
}

function validatingBinding(
  name: string,
  world: string,
  paramKind: ParamKind | undefined,
  namespaces: readonly string[],
  dice: Dice,
): JsonObject {
  return {
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: {
      policyName: world,
      validationActions: dice.pick([['Deny'], ['Deny'], ['Deny', 'Audit'], ['Warn'], ['Warn', 'Audit'], ['Audit']]),
      matchResources: withinWorld(world, dice),
      ...(paramKind && dice.below(8) && { paramRef: paramRef(paramKind, namespaces, dice) }),
    },
  };
}

/** The world's namespaces; sometimes more is asked of the objects in them. */
export function withinWorld(world: string, dice: Dice): JsonObject {
  return {
    namespaceSelector: { matchLabels: { world } },
    ...(dice.once(8) && { objectSelector: selector(dice, ['app'], ['web']) }),
    ...(dice.once(8) && {
      resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: ['*'] }],
    }),
  };
}

export function paramRef({ kind }: ParamKind, namespaces: readonly string[], dice: Dice): JsonObject {
  const byName = dice.below(3) > 0;
  return {
    ...(byName ? { name: dice.pick(['limit-a', 'limit-b']) } : { selector: selector(dice, ['limit'], ['yes', 'no']) }),
    ...(kind === 'ConfigMap' && dice.once(3) && { namespace: dice.pick(namespaces) }),
    parameterNotFoundAction: dice.pick(['Allow', 'Deny']),
  };
}

function request(kind: Kind, namespaces: readonly string[], stored: JsonObject | undefined, dice: Dice): Sent {
  const user = dice.pick(USERS);
  const namespace = dice.pick(namespaces);
  const operation = kind.namespaced ? dice.pick(['CREATE', 'CREATE', 'UPDATE', 'DELETE'] as const) : 'CREATE';
  const target = dice.once(6) ? dice.pick(KINDS) : kind;
  const own = operation === 'CREATE' ? target : kind;
  const name = operation === 'CREATE' ? dice.pick(['a', 'b', 'web', 'long-name']) : 'stored';
  const place = operation === 'CREATE' ? namespace : namespaces[0]!;
  const isScale = operation === 'UPDATE' && own === DEPLOYMENT && dice.once(4);
  return {
    operation,
    kind: own,
    namespace: own.namespaced ? place : '',
    name,
    subresource: isScale ? 'scale' : '',
    object: isScale
      ? scaleOf(name, place, dice)
      : { ...withName(own.make(dice), own, name, place), ...(isFixed(own, operation) && { spec: stored!['spec']! }) },
    user,
  };
}

/** Of a Pod little more than its labels may change. */
function isFixed(kind: Kind, operation: Sent['operation']): boolean {
  return kind === POD && operation !== 'CREATE';
}

function scaleOf(name: string, namespace: string, dice: Dice): JsonObject {
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, namespace },
    spec: { replicas: dice.pick([0, 1, 3]) },
  };
}
