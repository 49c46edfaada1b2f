import { regexOf } from '../../cel/regex.ts';
import { Fault } from '../../cel/values.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { closest } from '../../std/distance.ts';
import { count } from '../../std/text.ts';
import { asList, asObject, asString, asStrings, equalJson, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';

/** How a value is held against a schema. */
export interface Manner {
  /** Fields that the schema does not name are taken, as where a template has a `legacySchema`. */
  readonly keepsUnknown: boolean;
}

const STRICT: Manner = { keepsUnknown: false };

/**
 * The value with the defaults of a structural schema filled in (Kubernetes, "Extend the Kubernetes API with
 * CustomResourceDefinitions": validation, defaulting and nullable). Formats, which API servers only know in part, and
 * `x-kubernetes-validations` are not looked at. @throws PolicyProblem at the first entry that does not conform
 */
export function conform(value: Json, schema: JsonObject, path: Path, manner: Manner = STRICT): Json {
  checkType(value, schema, path);
  for (const [keyword, complaint] of Object.entries(LIMITS)) {
    const limit = schema[keyword];
    const told = limit === undefined ? undefined : complaint(value, limit, schema);
    if (told !== undefined) throw problemAt(path, told);
  }
  checkParts(value, schema, path);
  if (Array.isArray(value))
    return value.map((item, i) => conform(item, asObject(schema['items']), [...path, i], manner));
  return isObject(value) ? conformFields(value, schema, path, manner) : value;
}

function problemAt(path: Path, told: string): PolicyProblem {
  return new PolicyProblem(`${nameOf(path)} ${told}.`, path);
}

/** `match.kinds[0].apiGroups` of `spec.match.kinds[0].apiGroups`. */
function nameOf(path: Path): string {
  const [first, ...rest] = path.filter((step) => step !== 'spec');
  const tail = rest.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return first === undefined ? 'spec' : `${first}${tail}`;
}

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
};

const ARTICLES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
};

/** The types that a schema may name. */
export const TYPE_NAMES: readonly string[] = Object.keys(TYPES);

function checkType(value: Json, schema: JsonObject, path: Path): void {
  if (value === null && schema['nullable'] === true) return;
  const isEither = schema['x-kubernetes-int-or-string'] === true;
  const types = isEither ? ['integer', 'string'] : asStrings([schema['type'] ?? null]);
  if (types.length === 0 || types.some((type) => TYPES[type]?.(value))) return;
  throw problemAt(path, `must be ${types.map((type) => ARTICLES[type] ?? type).join(' or ')}, not ${shown(value)}`);
}

function shown(value: Json): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : JSON.stringify(value).slice(0, 80);
}

/** What a value that breaks the limit is told; undefined where it keeps it, or is of another type. */
type Complaint = (value: Json, limit: Json, schema: JsonObject) => string | undefined;

const LIMITS: Readonly<Record<string, Complaint>> = {
  enum: (value, limit) =>
    asList(limit).some((one) => equalJson(one, value))
      ? undefined
      : `must be one of ${asList(limit).map(shown).join(', ')}, not ${shown(value)}`,
  pattern: (value, limit) =>
    typeof value === 'string' && !fits(value, limit)
      ? `is ${shown(value)}, which does not match ${asString(limit)}`
      : undefined,
  minLength: sized(
    (value) => (typeof value === 'string' ? Array.from(value).length : undefined),
    'characters',
    'least',
  ),
  maxLength: sized((value) => (typeof value === 'string' ? Array.from(value).length : undefined), 'character', 'most'),
  minItems: sized((value) => (Array.isArray(value) ? value.length : undefined), 'item', 'least'),
  maxItems: sized((value) => (Array.isArray(value) ? value.length : undefined), 'item', 'most'),
  minProperties: sized((value) => (isObject(value) ? Object.keys(value).length : undefined), 'field', 'least'),
  maxProperties: sized((value) => (isObject(value) ? Object.keys(value).length : undefined), 'field', 'most'),
  minimum: (value, limit, schema) => {
    if (typeof value !== 'number' || typeof limit !== 'number') return undefined;
    const isAbove = schema['exclusiveMinimum'] === true;
    return (isAbove ? value > limit : value >= limit)
      ? undefined
      : `must be ${isAbove ? 'above' : 'at least'} ${limit}`;
  },
  maximum: (value, limit, schema) => {
    if (typeof value !== 'number' || typeof limit !== 'number') return undefined;
    const isBelow = schema['exclusiveMaximum'] === true;
    return (isBelow ? value < limit : value <= limit) ? undefined : `must be ${isBelow ? 'below' : 'at most'} ${limit}`;
  },
  multipleOf: (value, limit) =>
    typeof value === 'number' && typeof limit === 'number' && limit > 0 && !Number.isInteger(value / limit)
      ? `must be a multiple of ${limit}`
      : undefined,
  required: (value, limit) => {
    const missing = isObject(value) ? asStrings(limit).find((key) => value[key] === undefined) : undefined;
    return missing === undefined ? undefined : `needs the field "${missing}"`;
  },
};

function sized(size: (value: Json) => number | undefined, unit: string, end: 'least' | 'most'): Complaint {
  return (value, limit) => {
    const found = size(value);
    if (found === undefined || typeof limit !== 'number') return undefined;
    return (end === 'least' ? found >= limit : found <= limit)
      ? undefined
      : `must have at ${end} ${count(limit, unit)}`;
  };
}

function fits(text: string, pattern: Json): boolean {
  const regex = regexOf(asString(pattern) ?? '');
  return regex instanceof Fault || regex.test(text);
}

/** `allOf`, `anyOf`, `oneOf`, `not`: they bring no fields and no defaults. */
function checkParts(value: Json, schema: JsonObject, path: Path): void {
  const faultOf = (part: Json): PolicyProblem | undefined => {
    try {
      conform(value, asObject(part), path, { keepsUnknown: true });
      return undefined;
    } catch (error) {
      if (error instanceof PolicyProblem) return error;
      throw error;
    }
  };
  const faults = (keyword: string) => asList(schema[keyword]).map(faultOf);
  const broken = faults('allOf').find((fault) => fault !== undefined);
  if (broken) throw broken;
  const [any, one] = [faults('anyOf'), faults('oneOf')];
  if (any.length > 0 && any.every((fault) => fault !== undefined))
    throw problemAt(path, 'fits none of the schemas of anyOf');
  if (one.length > 0 && one.filter((fault) => fault === undefined).length !== 1)
    throw problemAt(path, 'must fit just one of the schemas of oneOf');
  if (isObject(schema['not']) && faultOf(schema['not']) === undefined)
    throw problemAt(path, 'fits the schema of not, which it must not');
}

function conformFields(value: JsonObject, schema: JsonObject, path: Path, manner: Manner): JsonObject {
  const given = Object.entries(value).flatMap(([key, item = null]): [string, Json][] => {
    const inner = schemaOf(key, schema, path, manner);
    if (!inner) return [[key, item]];
    // null is as if nothing were written, where the field may not be null
    if (item === null && inner['nullable'] !== true && Object.hasOwn(asObject(schema['properties']), key)) return [];
    return [[key, conform(item, inner, [...path, key], manner)]];
  });
  const there = new Set(given.map(([key]) => key));
  const missing = Object.entries(asObject(schema['properties'])).flatMap(([key, inner]): [string, Json][] => {
    const usual = asObject(inner)['default'];
    if (usual === undefined || there.has(key)) return [];
    return [[key, conform(usual, asObject(inner), [...path, key], manner)]];
  });
  return Object.fromEntries([...given, ...missing]);
}

/** The schema of a field; undefined for one that is taken as it is. @throws PolicyProblem for one that nobody knows */
function schemaOf(key: string, schema: JsonObject, path: Path, { keepsUnknown }: Manner): JsonObject | undefined {
  const properties = asObject(schema['properties']);
  if (Object.hasOwn(properties, key)) return asObject(properties[key]);
  const others = schema['additionalProperties'];
  if (isObject(others)) return others;
  if (keepsUnknown || others === true || schema['x-kubernetes-preserve-unknown-fields'] === true) return undefined;
  throw unknown(key, Object.keys(properties), path);
}

function unknown(key: string, known: readonly string[], path: Path): PolicyProblem {
  const near = closest(key, known);
  const hint = near ? ` Did you mean "${near}"?` : known.length > 0 ? ` It has ${known.join(', ')}.` : '';
  return new PolicyProblem(`There is no field "${key}" in ${nameOf(path)}.${hint}`, [...path, key]);
}

/** A schema for an object of just these fields, in the words above. */
export function fields(properties: JsonObject, more: JsonObject = {}): JsonObject {
  return { type: 'object', properties, ...more };
}

export const TEXT: JsonObject = { type: 'string' };

export function listOf(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

/** The text of a pattern that does not compile, with why; undefined where it does. */
export function patternFault(schema: JsonObject): string | undefined {
  const regex = regexOf(asString(schema['pattern']) ?? '');
  return regex instanceof Fault ? regex.message : undefined;
}
