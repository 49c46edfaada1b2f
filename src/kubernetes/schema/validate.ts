import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asString, isObject } from '../../std/value.ts';
import { describe, expectation, isScalar } from './scalars.ts';
import { suggest } from './suggest.ts';
import { type Field, FIRST_MINOR, kindOf, LAST_MINOR, type ObjectType, type ValueType } from './types.ts';
import { wrongKind } from './wrong-kind.ts';

export interface SchemaProblem {
  readonly kind: 'unknown-field' | 'wrong-type' | 'unknown-in-version' | 'missing-field' | 'unknown-kind';
  /** Of the value, or of where the missing field would stand. */
  readonly path: Path;
  readonly message: string;
  /** What was probably meant: a field's name, or where the field belongs (`spec.securityContext.runAsNonRoot`). */
  readonly suggestion?: string;
  /** Where an unknown field belongs, when it is known elsewhere; else its right spelling beside it. */
  readonly meant?: Path;
  /** For wrong types: `a whole number`. */
  readonly expected?: string;
}

/** One step of the way down: an object type, and the path at which the object stands. */
export interface Level {
  readonly type: ObjectType;
  readonly depth: number;
}

/** The way from the root to where the walk is. `path` and `levels` are reused: what is kept must be copied. */
interface Walk {
  readonly minor: number;
  readonly path: (string | number)[];
  readonly levels: Level[];
  readonly problems: SchemaProblem[];
}

/** API objects nest some twenty levels; OpenAPI schemas inside CRDs more. Deeper values are not looked at. */
const DEEPEST = 200;

/** A hundred problems in one object say that it is another kind of file. */
const MOST = 100;

/**
 * What the API server of Kubernetes 1.`minor` would refuse or drop: unknown fields, values of the wrong type, fields and
 * kinds of another minor, required fields that are not there (a patch lacks many). Follows the OpenAPI document that each
 * release publishes, and strict field validation (KEP-2885). Of kinds that no release from 1.29 to 1.36 serves
 * only the name is looked at; a minor outside counts as the nearest. Null stands for "not set" and is fine everywhere. Never throws.
 */
export function validateObject(object: JsonObject, minor: number): SchemaProblem[] {
  const [apiVersion, kind] = [asString(object['apiVersion']), asString(object['kind'])];
  const known = kindOf(apiVersion ?? '', kind ?? '');
  if (!known) return unknownKind(apiVersion ?? '', kind ?? '');
  const target = Math.min(Math.max(minor, FIRST_MINOR), LAST_MINOR);
  const walk: Walk = { minor: target, path: [], levels: [], problems: [] };
  if (target < known.from) {
    const message = `${apiVersion} ${kind} is new in Kubernetes 1.${known.from} (target is 1.${target})`;
    walk.problems.push({ kind: 'unknown-in-version', path: ['apiVersion'], message });
  }
  // A kind of an earlier or later minor is read as the nearest minor that serves it.
  checkObject({ ...walk, minor: Math.min(Math.max(target, known.from), known.to) }, object, known.type);
  return walk.problems;
}

function unknownKind(apiVersion: string, kind: string): SchemaProblem[] {
  const wrong = wrongKind(apiVersion, kind);
  if (!wrong) return [];
  const { field, message, suggestion } = wrong;
  return [{ kind: 'unknown-kind', path: [field], message, suggestion }];
}

function checkValue(walk: Walk, value: Exclude<Json, null>, type: ValueType): void {
  switch (type.shape) {
    case 'type':
      if (isObject(value)) checkObject(walk, value, type.type);
      else wrongType(walk, value, type);
      return;
    case 'list':
      if (Array.isArray(value)) checkList(walk, value, type.of);
      else wrongType(walk, value, type);
      return;
    case 'map':
      if (isObject(value)) checkMap(walk, value, type.of);
      else wrongType(walk, value, type);
      return;
    default:
      if (!isScalar(type.shape, value)) wrongType(walk, value, type);
  }
}

function checkObject(walk: Walk, object: JsonObject, type: ObjectType): void {
  const { path, levels } = walk;
  if (path.length > DEEPEST || walk.problems.length >= MOST) return;
  levels.push({ type, depth: path.length });
  const { fields } = type;
  for (const key in object) {
    const value = object[key];
    const field = fields.get(key);
    if (!field) {
      unknownField(walk, key);
      continue;
    }
    if (value === null || value === undefined) continue;
    if (isPlain(value, field.value) && field.always) continue;
    path.push(key);
    if (walk.minor < field.from || walk.minor > field.to) otherMinor(walk, field);
    else checkValue(walk, value, field.value);
    path.pop();
  }
  if (type.required.length > 0) checkRequired(walk, object, type);
  levels.pop();
}

/** Most values are plain strings where strings belong: there is nothing to say of them, and no path is needed. */
function isPlain(value: Json, type: ValueType): boolean {
  return typeof value === 'string' && type.shape === 'string';
}

function checkList(walk: Walk, list: readonly Json[], of: ValueType): void {
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (item === null || item === undefined || isPlain(item, of)) continue;
    walk.path.push(i);
    checkValue(walk, item, of);
    walk.path.pop();
  }
}

function checkMap(walk: Walk, map: JsonObject, of: ValueType): void {
  for (const key in map) {
    const value = map[key];
    if (value === null || value === undefined || isPlain(value, of)) continue;
    walk.path.push(key);
    checkValue(walk, value, of);
    walk.path.pop();
  }
}

/** `status` is written by controllers, and its early forms lack much: what it requires is not asked for. */
function checkRequired(walk: Walk, object: JsonObject, type: ObjectType): void {
  if (walk.path[0] === 'status') return;
  for (const field of type.required) {
    const value = object[field.name];
    if (value !== undefined && value !== null) continue;
    if (field.name === 'status' || walk.minor < field.from || walk.minor > field.to) continue;
    const message = `"${field.name}" is required`;
    report(walk, { kind: 'missing-field', path: [...walk.path, field.name], message });
  }
}

function unknownField(walk: Walk, key: string): void {
  if (walk.problems.length >= MOST) return;
  const path = [...walk.path, key];
  const found = suggest(key, walk.path, walk.levels);
  const message = `unknown field "${key}"${found ? `; ${found.words}` : ''}`;
  report(walk, { kind: 'unknown-field', path, message, suggestion: found?.suggestion, meant: found?.meant });
}

function otherMinor(walk: Walk, field: Field): void {
  const when =
    walk.minor < field.from ? `is new in Kubernetes 1.${field.from}` : `is gone since Kubernetes 1.${field.to + 1}`;
  const message = `field "${field.name}" ${when} (target is 1.${walk.minor})`;
  report(walk, { kind: 'unknown-in-version', path: [...walk.path], message });
}

function wrongType(walk: Walk, value: Json, type: ValueType): void {
  const expected = expectation(type);
  const name = walk.path.findLast((step) => typeof step === 'string') ?? '';
  const item = typeof walk.path.at(-1) === 'number' ? `an item of "${name}"` : `"${name}"`;
  const message = `${item} must be ${expected}, not ${describe(value, hidesValue(walk))}`;
  report(walk, { kind: 'wrong-type', path: [...walk.path], message, expected });
}

/** What a Secret or ConfigMap holds is never repeated. */
function hidesValue(walk: Walk): boolean {
  return ['data', 'stringData', 'binaryData'].includes(String(walk.path[0]));
}

function report(walk: Walk, problem: SchemaProblem): void {
  if (walk.problems.length < MOST) walk.problems.push(problem);
}
