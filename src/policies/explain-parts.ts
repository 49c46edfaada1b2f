import type { Json, JsonObject } from '../model/json.ts';
import { anchorOf } from '../policy/kyverno/pattern/anchor.ts';
import { count } from '../std/text.ts';
import { asList, asObject, asString, isObject } from '../std/value.ts';
import { expressionsIn } from './lint/jmespath.ts';

/** Ways in which a rule does its work, by the block that holds them. */
const BODIES: Readonly<Record<string, readonly string[]>> = {
  validate: ['pattern', 'anyPattern', 'deny', 'foreach', 'podSecurity', 'cel', 'manifests', 'assert'],
  mutate: ['patchStrategicMerge', 'patchesJson6902', 'foreach', 'targets'],
  generate: ['data', 'clone', 'cloneList', 'foreach'],
  verifyImages: [],
  validations: [],
  mutations: [],
  conditions: [],
};

/** `validate pattern`, `mutate foreach targets`, `validations`. */
export function bodyOf(rule: JsonObject): string {
  const key = Object.keys(BODIES).find((one) => rule[one] !== undefined);
  if (key === undefined) return '';
  const block = asObject(rule[key]);
  return [key, ...(BODIES[key] ?? []).filter((way) => block[way] !== undefined)].join(' ');
}

const CEL_KEYS: ReadonlySet<string> = new Set(['expression', 'messageExpression', 'valueExpression']);

/** What of a rule is compiled, each sort with its number. */
export function compiledParts(rule: JsonObject): string[] {
  const validate = asObject(rule['validate']);
  const patterns = [validate['pattern'], ...asList(validate['anyPattern'])].flatMap((one) =>
    one === undefined ? [] : [one],
  );
  const parts: readonly (readonly [number, string])[] = [
    [patterns.reduce<number>((sum, one) => sum + leavesOf(one), 0), 'pattern field'],
    [patterns.reduce<number>((sum, one) => sum + anchorsOf(one), 0), 'anchor'],
    [conditionsOf(rule), 'condition'],
    [expressionsIn(rule, []).length, 'JMESPath expression'],
    [celOf(rule), 'CEL expression'],
  ];
  return parts.flatMap(([n, noun]) => (n > 0 ? [count(n, noun)] : []));
}

function leavesOf(pattern: Json): number {
  if (Array.isArray(pattern)) return pattern.reduce<number>((sum, one) => sum + leavesOf(one), 0);
  if (!isObject(pattern)) return 1;
  return Object.values(pattern).reduce<number>((sum, one) => sum + leavesOf(one ?? null), 0);
}

function anchorsOf(pattern: Json): number {
  if (Array.isArray(pattern)) return pattern.reduce<number>((sum, one) => sum + anchorsOf(one), 0);
  if (!isObject(pattern)) return 0;
  return Object.entries(pattern).reduce((sum, [key, one]) => sum + (anchorOf(key) ? 1 : 0) + anchorsOf(one ?? null), 0);
}

/** Objects with a key and an operator, outside of selectors. */
function conditionsOf(value: Json): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + conditionsOf(one), 0);
  if (!isObject(value)) return 0;
  const own =
    value['key'] !== undefined && asString(value['operator']) !== undefined && value['values'] === undefined ? 1 : 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === 'matchExpressions' ? 0 : conditionsOf(one ?? null)),
    own,
  );
}

function celOf(value: Json): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + celOf(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (CEL_KEYS.has(key) && typeof one === 'string' ? 1 : celOf(one ?? null)),
    0,
  );
}
