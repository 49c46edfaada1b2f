import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../../std/value.ts';

/** The controllers that a rule for pods is repeated for. */
export const CONTROLLERS: readonly string[] = [
  'DaemonSet',
  'Deployment',
  'Job',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'CronJob',
];

const ANNOTATION = 'pod-policies.kyverno.io/autogen-controllers';
const LONGEST_NAME = 63;

/** One rule, and the rule of the document that it comes from. */
export interface SourcedRule {
  readonly rule: JsonObject;
  readonly index: number;
}

/** The rules of a policy with those that Kyverno adds for the controllers of pods: `autogen-x`, `autogen-cronjob-x`. */
export function withAutogen(policy: JsonObject): SourcedRule[] {
  const rules = asList(at(policy, 'spec', 'rules')).map((rule, index) => ({ rule: asObject(rule), index }));
  const controllers = controllersFor(
    policy,
    rules.map(({ rule }) => rule),
  );
  const others = controllers.filter((kind) => kind !== 'CronJob');
  const added = rules.flatMap(({ rule, index }) => {
    if (!isForPods(rule)) return [];
    const forOthers = others.length > 0 ? [generated(rule, others, 'autogen', POD_TEMPLATE)] : [];
    const forCronJobs = controllers.includes('CronJob')
      ? [generated(rule, ['CronJob'], 'autogen-cronjob', CRON_JOB)]
      : [];
    return [...forOthers, ...forCronJobs].map((one) => ({ rule: one, index }));
  });
  return [...rules, ...added];
}

function controllersFor(policy: JsonObject, rules: readonly JsonObject[]): readonly string[] {
  if (!rules.every(allowsAutogen) || !rules.some(isForPods)) return [];
  const wanted = asString(at(policy, 'metadata', 'annotations', ANNOTATION));
  if (wanted === undefined || wanted === 'all') return CONTROLLERS;
  return wanted === 'none' ? [] : wanted.split(',').filter((name) => name !== '' && name === name.trim());
}

/** The blocks of `match` and `exclude` that describe resources. */
function descriptions(rule: JsonObject): JsonObject[] {
  return ['match', 'exclude'].flatMap((key) => {
    const block = asObject(rule[key]);
    const blocks = [block, ...asList(block['any']), ...asList(block['all'])];
    return blocks.map((one) => asObject(asObject(one)['resources']));
  });
}

/** One rule that asks for names, labels or annotations, or mixes pods with other kinds, keeps the whole policy as it is. */
function allowsAutogen(rule: JsonObject): boolean {
  if (isObject(rule['generate']) || at(rule, 'mutate', 'patchesJson6902') !== undefined) return false;
  if (asList(at(rule, 'mutate', 'foreach')).some((entry) => asObject(entry)['patchesJson6902'] !== undefined))
    return false;
  return descriptions(rule).every((block) => {
    const kinds = asStrings(block['kinds']);
    if (kinds.length > 1 && kinds.some(isPod)) return false;
    return ['name', 'names', 'selector', 'annotations'].every((key) => isAbsent(block[key]));
  });
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isPod(kind: string): boolean {
  return kind === 'Pod';
}

function kindsOf(block: Json | undefined): string[] {
  const match = asObject(block);
  const blocks = [match, ...asList(match['any']), ...asList(match['all'])];
  return blocks.flatMap((one) => asStrings(asObject(asObject(one)['resources'])['kinds']));
}

function isForPods(rule: JsonObject): boolean {
  const excluded = kindsOf(rule['exclude']);
  const bodies = ['validate', 'mutate', 'verifyImages'].some((key) => rule[key] !== undefined);
  return bodies && kindsOf(rule['match']).some(isPod) && (excluded.length === 0 || excluded.some(isPod));
}

const POD_TEMPLATE: readonly string[] = ['spec', 'template'];
const CRON_JOB: readonly string[] = ['spec', 'jobTemplate', 'spec', 'template'];

function generated(rule: JsonObject, kinds: readonly string[], prefix: string, path: readonly string[]): JsonObject {
  const moved = moveVariables(rule, path.join('.')) as JsonObject;
  const name = `${prefix}-${asString(rule['name']) ?? ''}`.slice(0, LONGEST_NAME);
  return {
    ...moved,
    name,
    match: withKinds(moved['match'], kinds),
    ...(moved['exclude'] !== undefined && { exclude: withKinds(moved['exclude'], kinds) }),
    ...(isObject(moved['validate']) && { validate: moveValidate(moved['validate'], path) }),
    ...(isObject(moved['mutate']) && { mutate: moveMutate(moved['mutate'], path) }),
  };
}

/** Variables of a pod, in every text of the rule, become those of the pod template. */
function moveVariables(value: Json, template: string): Json {
  if (typeof value === 'string') return moveText(value, template);
  if (Array.isArray(value)) return value.map((item) => moveVariables(item, template));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      moveText(key, template),
      inner === undefined ? null : moveVariables(inner, template),
    ]),
  );
}

const POD_VARIABLE = /\brequest\.(object|oldObject)\.(spec|metadata)\b/g;

function moveText(text: string, template: string): string {
  return text.includes('bject.') ? text.replace(POD_VARIABLE, `request.$1.${template}.$2`) : text;
}

/** The controllers in the version that is meant: older ones are not. */
const VERSIONED: ReadonlyMap<string, string> = new Map([
  ['DaemonSet', 'apps/v1/DaemonSet'],
  ['Deployment', 'apps/v1/Deployment'],
  ['Job', 'batch/v1/Job'],
  ['ReplicaSet', 'apps/v1/ReplicaSet'],
  ['ReplicationController', 'v1/ReplicationController'],
  ['StatefulSet', 'apps/v1/StatefulSet'],
  ['CronJob', 'batch/v1/CronJob'],
]);

function withKinds(block: Json | undefined, kinds: readonly string[]): Json {
  if (!isObject(block)) return block ?? null;
  const replaced = (one: Json): Json => {
    const resources = asObject(asObject(one)['resources']);
    if (!asStrings(resources['kinds']).some(isPod)) return one;
    return { ...asObject(one), resources: { ...resources, kinds: kinds.map((kind) => VERSIONED.get(kind) ?? kind) } };
  };
  const whole = asObject(replaced(block));
  const lists = ['any', 'all'].flatMap((key) =>
    block[key] === undefined ? [] : [[key, asList(block[key]).map(replaced)] as const],
  );
  return { ...whole, ...Object.fromEntries(lists) };
}

function inTemplate(pattern: Json, path: readonly string[]): Json {
  return path.reduceRight<Json>((inner, step) => ({ [step]: inner }), pattern);
}

function moveValidate(block: JsonObject, path: readonly string[]): JsonObject {
  const { pattern, anyPattern, cel } = block;
  return {
    ...block,
    ...(pattern !== undefined && { pattern: inTemplate(pattern, path) }),
    ...(anyPattern !== undefined && { anyPattern: asList(anyPattern).map((one) => inTemplate(one, path)) }),
    ...(cel !== undefined && { cel: moveCel(cel, path.join('.')) }),
  };
}

const CEL_VARIABLE = /(?<![\w.])(object|oldObject)((?:\.\?|\.)(?:spec|metadata))\b(?!\.\??namespace\b)/g;

/** `object.spec` of a CEL expression, where the pod is meant. */
export function moveCel(value: Json, template: string): Json {
  if (typeof value === 'string')
    return value.replace(CEL_VARIABLE, (_, root: string, rest: string) => `${root}.${template}${rest}`);
  if (Array.isArray(value)) return value.map((item) => moveCel(item, template));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'message' ? inner : moveCel(inner ?? null, template)]),
  );
}

function moveMutate(block: JsonObject, path: readonly string[]): JsonObject {
  const patch = block['patchStrategicMerge'];
  const foreach = block['foreach'];
  return {
    ...block,
    ...(patch !== undefined && { patchStrategicMerge: inTemplate(patch, path) }),
    ...(foreach !== undefined && {
      foreach: asList(foreach).map((entry) => moveMutate(asObject(entry), path)),
    }),
  };
}
