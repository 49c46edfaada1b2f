import type { Json, JsonObject } from '../model/json.ts';
import { asList, asObject, at, isObject } from '../std/value.ts';
import { isUnknown } from './value.ts';

/** Attributes that a provider computes from what the block says, without asking anyone. */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, (object: JsonObject) => Json | undefined>>>> = {
  'data.aws_iam_policy_document': { json: policyDocument, minified_json: policyDocument },
  kubernetes_namespace: { id: (object) => at(object, 'metadata', 0, 'name') },
  kubernetes_namespace_v1: { id: (object) => at(object, 'metadata', 0, 'name') },
};

/** An attribute that is computed in a way that is known; undefined for all others. */
export function computedAttribute(type: string, name: string, object: Json): Json | undefined {
  const computers = Object.hasOwn(COMPUTED, type) ? COMPUTED[type]! : {};
  const compute = Object.hasOwn(computers, name) ? computers[name] : undefined;
  return isObject(object) ? compute?.(object) : undefined;
}

/** The JSON of an IAM policy, as the AWS provider writes it. What is not known stays marked within. */
function policyDocument(object: JsonObject): Json | undefined {
  if (isUnknown(object['statement'])) return undefined;
  const sources = [...asList(object['source_policy_documents']), ...asList(object['override_policy_documents'])];
  const known = sources.map((source) => (typeof source === 'string' ? parsed(source) : undefined));
  if (known.some((source) => source === undefined)) return undefined;
  return JSON.stringify({
    Version: object['version'] ?? '2012-10-17',
    ...(typeof object['policy_id'] === 'string' && { Id: object['policy_id'] }),
    Statement: [
      ...known.flatMap((source) => [at(source, 'Statement') ?? []].flat()),
      ...asList(object['statement']).map(statementOf),
    ],
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const LISTS: readonly (readonly [string, string])[] = [
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
  ['not_resources', 'NotResource'],
];

function statementOf(value: Json): Json {
  const statement = asObject(value);
  if (isUnknown(statement)) return statement;
  const made: JsonObject = { Effect: statement['effect'] ?? 'Allow' };
  if (statement['sid'] !== undefined) made['Sid'] = statement['sid'];
  for (const [from, to] of LISTS) if (statement[from] !== undefined) made[to] = single(statement[from]);
  for (const [from, to] of [
    ['principals', 'Principal'],
    ['not_principals', 'NotPrincipal'],
  ] as const)
    if (statement[from] !== undefined) made[to] = principals(statement[from]);
  if (statement['condition'] !== undefined) made['Condition'] = conditions(statement['condition']);
  return made;
}

function single(value: Json): Json {
  return Array.isArray(value) && value.length === 1 ? value[0]! : value;
}

function principals(value: Json): Json {
  if (isUnknown(value)) return value;
  const made: JsonObject = {};
  for (const item of asList(value)) {
    const type = at(item, 'type');
    const identifiers = single(at(item, 'identifiers') ?? null);
    if (type === '*' && identifiers === '*') return '*';
    if (typeof type === 'string') made[type] = identifiers;
  }
  return made;
}

function conditions(value: Json): Json {
  if (isUnknown(value)) return value;
  const made: JsonObject = {};
  for (const item of asList(value)) {
    const [test, variable] = [at(item, 'test'), at(item, 'variable')];
    if (typeof test !== 'string' || typeof variable !== 'string') continue;
    made[test] = { ...asObject(made[test]), [variable]: single(at(item, 'values') ?? null) };
  }
  return made;
}
