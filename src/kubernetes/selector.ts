import type { Json, JsonObject } from '../model/json.ts';
import { asList, asString, asStrings, isObject } from '../std/value.ts';

/** Labels of an object; a plain record, read only by own keys. */
export type Labels = Readonly<Record<string, string>>;

/** One condition on a label (`metav1.LabelSelectorRequirement`). `NotIn` and `DoesNotExist` hold where the key is absent. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/**
 * Whether a `LabelSelector` (`matchLabels`, `matchExpressions`; all must hold) selects the labels. As
 * `metav1.LabelSelectorAsSelector` has it: no selector (absent, null) selects nothing, an empty one everything. Where an
 * API reads an absent selector otherwise (NetworkPolicy peers, webhooks, pod affinity namespaces), the caller asks first.
 * What the API server would refuse (a wrong type, an unknown operator, `In` without values) selects nothing.
 */
export function matchesLabels(selector: Json | undefined, labels: Labels): boolean {
  const requirements = requirementsOf(selector);
  return requirements !== undefined && requirements.every((requirement) => holds(requirement, labels));
}

/** A `LabelSelector` as a list of conditions, empty for the one that selects all; undefined where it selects nothing. */
export function requirementsOf(selector: Json | undefined): Requirement[] | undefined {
  if (!isObject(selector)) return undefined;
  const { matchLabels, matchExpressions } = selector;
  const pairs = matchLabels === undefined || matchLabels === null ? [] : readPairs(matchLabels);
  if (matchExpressions === undefined || matchExpressions === null) return pairs;
  const rest = readExpressions(matchExpressions);
  return pairs && rest && [...pairs, ...rest];
}

/**
 * Whether a plain map selector (Service, ReplicationController) selects the labels. Both an absent and an empty one select
 * nothing: the endpoints controller leaves a Service without selector alone.
 */
export function matchesMap(selector: Json | undefined, labels: Labels): boolean {
  const pairs = isObject(selector) ? readPairs(selector) : undefined;
  return pairs !== undefined && pairs.length > 0 && pairs.every((pair) => holds(pair, labels));
}

export function holds(requirement: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

function readPairs(map: Json): Requirement[] | undefined {
  if (!isObject(map)) return undefined;
  const pairs: Requirement[] = [];
  for (const key in map) {
    const value = map[key];
    if (typeof value !== 'string') return undefined;
    pairs.push({ key, operator: 'In', values: [value] });
  }
  return pairs;
}

function readExpressions(list: Json): Requirement[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const requirements = list.map((item) => (isObject(item) ? readExpression(item) : undefined));
  return requirements.every((requirement) => requirement !== undefined) ? requirements : undefined;
}

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

function readExpression(item: JsonObject): Requirement | undefined {
  const key = asString(item['key']);
  const operator = OPERATORS.find((name) => name === item['operator']);
  const values = asStrings(item['values']);
  if (!key || !operator || values.length !== asList(item['values']).length) return undefined;
  const takesValues = operator === 'In' || operator === 'NotIn';
  return takesValues === values.length > 0 ? { key, operator, values } : undefined;
}

/** A part of a selector string: a set condition, or up to the next comma outside parentheses. */
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const EQUAL = /^([^\s=!]+)\s*(==|=|!=)\s*(\S*)$/;

/**
 * Reads a selector as in `kubectl -l` (`labels.Parse`): `a=b,c!=d,e in (f,g),h notin (i),j,!k`; the empty one selects all.
 * Undefined where it cannot be read. `gt` and `lt` belong to node affinity and are not read.
 */
export function parseSelectorString(text: string): Requirement[] | undefined {
  if (text.trim() === '') return [];
  const requirements = text.split(/,(?![^(]*\))/).map((part) => readPart(part.trim()));
  return requirements.every((requirement) => requirement !== undefined) ? requirements : undefined;
}

function readPart(part: string): Requirement | undefined {
  const set = SET.exec(part);
  if (set) {
    const [, key = '', word, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return checked({ key, operator: word === 'in' ? 'In' : 'NotIn', values });
  }
  const equal = EQUAL.exec(part);
  if (equal) {
    const [, key = '', sign, value = ''] = equal;
    return checked({ key, operator: sign === '!=' ? 'NotIn' : 'In', values: [value] });
  }
  if (part.startsWith('!')) return checked({ key: part.slice(1).trim(), operator: 'DoesNotExist', values: [] });
  return checked({ key: part, operator: 'Exists', values: [] });
}

function checked(requirement: Requirement): Requirement | undefined {
  return isLabelKey(requirement.key) && requirement.values.every(isLabelValue) ? requirement : undefined;
}

const LONGEST_NAME = 63;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** A qualified name: an optional DNS subdomain of up to 253, `/`, and a name of up to 63 characters. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  if (slash < 0) return isName(key);
  const prefix = key.slice(0, slash);
  return prefix.length <= 253 && SUBDOMAIN.test(prefix) && isName(key.slice(slash + 1));
}

/** Empty, or up to 63 letters, digits, `-_.` that begin and end with a letter or digit. */
export function isLabelValue(value: string): boolean {
  return value === '' || isName(value);
}

/** Up to 63 letters, digits and `-_.`, which begins and ends with a letter or digit. Read by hand: asked of every label. */
function isName(text: string): boolean {
  const last = text.length - 1;
  if (last < 0 || last >= LONGEST_NAME || !isAlphanumeric(text.charCodeAt(last))) return false;
  for (let i = 0; i < last; i++) {
    const code = text.charCodeAt(i);
    if (!isAlphanumeric(code) && (i === 0 || !INNER.has(code))) return false;
  }
  return true;
}

const INNER: ReadonlySet<number> = new Set(['-', '_', '.'].map((one) => one.charCodeAt(0)));

function isAlphanumeric(code: number): boolean {
  const letter = code | 32;
  return (code >= 48 && code <= 57) || (letter >= 97 && letter <= 122);
}
