import { POLICY_BUDGET } from '../../../cel/cost.ts';
import { toJson } from '../../../cel/json.ts';
import type { Program } from '../../../cel/program.ts';
import { Double, Fault, entriesOf, isMap, typeName, type Value } from '../../../cel/values.ts';
import { applyMerge, applyProblems, atomicsIn } from '../../../kubernetes/patch/apply-merge.ts';
import { ANYTHING, mergeTypeOf, mergeTypeOfSchema, type MergeType } from '../../../kubernetes/patch/merge-types.ts';
import { kindOf } from '../../../kubernetes/schema/types.ts';
import { validateObject } from '../../../kubernetes/schema/validate.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../../std/value.ts';
import { EvaluationError, PolicyProblem } from '../../problem.ts';
import type { Lookups } from '../../types.ts';
import { activationOf, evaluateAll, OUT_OF_BUDGET, type Input } from './activation.ts';
import { compileEntry } from './conditions.ts';
import type { Names } from './environment.ts';
import { PatchObject } from './patch-types.ts';
import { definitionOf } from './scope.ts';
import { serverPatch, type ServerOperation } from './server-patch.ts';
import type { AdmissionRequest } from './request.ts';

/** One mutation: the object as it leaves it. @throws EvaluationError */
export type Mutation = (input: Input) => JsonObject | null;

/** `mutations`, in order. @throws PolicyProblem */
export function compileMutations(spec: JsonObject, names: Names, path: Path): readonly Mutation[] {
  const list = asList(spec['mutations']);
  if (list.length === 0) throw new PolicyProblem('The policy has no mutations.', path);
  return list.map((item, i) => compileMutation(asObject(item), names, [...path, 'mutations', i]));
}

function compileMutation(item: JsonObject, names: Names, path: Path): Mutation {
  const isPatch = item['patchType'] === 'JSONPatch';
  const key = isPatch ? 'jsonPatch' : 'applyConfiguration';
  if (!isObject(item[key])) throw new PolicyProblem(`A mutation needs ${key}.expression.`, path);
  const program = compileEntry(item[key], 'expression', key, names, [...path, key]);
  const apply = isPatch ? applyPatch : applyConfiguration;
  return (input) => input.object && apply(input.object, evaluated(program, input), input);
}

function evaluated(program: Program, input: Input): Value {
  const found = evaluateAll([program], activationOf(input), POLICY_BUDGET)?.list[0];
  if (!found) throw new EvaluationError(OUT_OF_BUDGET);
  if ('error' in found) throw new EvaluationError(found.error);
  return found.value;
}

function applyConfiguration(object: JsonObject, value: Value, { world, request }: Input): JsonObject {
  checkTypeNames(value);
  const type = typeOf(object, request, world.lookups);
  const { apiVersion, kind } = object;
  const patch = { ...asObject(native(value)), ...(apiVersion && { apiVersion }), ...(kind && { kind }) };
  const [problem] = applyProblems(patch, type);
  if (problem) throw failed(`failed to convert patch object to typed object: ${problem}`);
  const atomics = atomicsIn(patch, type);
  if (atomics.length > 0)
    throw failed(`invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${atomics.join(', ')}`);
  return withoutNulls(applyMerge(object, patch, type));
}

const failed = (text: string): EvaluationError => new EvaluationError(`error applying patch: ${text}`);

/** How the object merges: by the schema of its kind, or of its definition; without either, lists are replaced. */
function typeOf(object: JsonObject, { kind, subresource }: AdmissionRequest, lookups: Lookups): MergeType {
  const builtIn = kindOf(asString(object['apiVersion']) ?? '', asString(object['kind']) ?? '');
  if (builtIn) return mergeTypeOf(builtIn.type);
  if (subresource !== '') return ANYTHING;
  const versions = asList(at(definitionOf(kind.group, kind.kind, lookups), 'spec', 'versions')).map(asObject);
  const own = versions.find((one) => object['apiVersion'] === `${kind.group}/${asString(one['name'])}`);
  return own ? mergeTypeOfSchema(at(own, 'schema', 'openAPIV3Schema')) : ANYTHING;
}

/** A typed object keeps no nulls. */
function withoutNulls(object: JsonObject): JsonObject {
  const entries = Object.entries(object).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [[key, isObject(value) ? withoutNulls(value) : value] as const],
  );
  return Object.fromEntries(entries);
}

/** `Object.spec{}` may only stand where `spec` is (cel/mutation/dynamic: CheckTypeNamesMatchFieldPathNames). */
function checkTypeNames(value: Value, root = 'Object'): void {
  const wrong = wrongNames(value, root);
  if (wrong.length > 0) throw new EvaluationError(`type mismatch: ${wrong.join('\n')}`);
}

function wrongNames(value: Value, expected: string): string[] {
  if (value instanceof PatchObject) {
    const own =
      value.typeName === expected
        ? []
        : [
            `unexpected type name "${value.typeName}", expected "${expected}", which matches field name path from root Object type`,
          ];
    return [...own, ...[...value.fields].flatMap(([name, field]) => wrongNames(field, `${expected}.${name}`))];
  }
  if (Array.isArray(value)) return (value as Value[]).flatMap((item) => wrongNames(item, expected));
  return isMap(value) ? entriesOf(value).flatMap(([, item]) => wrongNames(item, expected)) : [];
}

/** The value as the server hands it on: objects and lists as JSON. */
function native(value: Value): Json {
  if (value instanceof PatchObject) return objectOf([...value.fields]);
  if (Array.isArray(value)) return (value as Value[]).map(native);
  if (isMap(value)) return objectOf(entriesOf(value).map(([key, item]) => [keyText(key), item]));
  if (value instanceof Double) return value.value;
  const json = toJson(value);
  if (json instanceof Fault) throw new EvaluationError(json.message);
  return json;
}

function keyText(key: Value): string {
  if (typeof key === 'string') return key;
  throw new EvaluationError(`a key of a map is of type ${typeName(key)}, not string`);
}

function objectOf(entries: readonly (readonly [string, Value])[]): JsonObject {
  return Object.fromEntries(entries.map(([key, value]) => [key, native(value)]));
}

/** A JSON patch; one whose `test` fails changes nothing. */
function applyPatch(object: JsonObject, value: Value): JsonObject {
  const operations = Array.isArray(value) ? (value as Value[]).map(operationOf) : [];
  const patched = serverPatch(object, operations);
  if (patched === object) return object;
  return checked(isObject(patched) ? patched : {});
}

function operationOf(value: Value): ServerOperation {
  if (!(value instanceof PatchObject))
    throw new EvaluationError('type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch');
  const given = value.fields.get('value');
  if (given instanceof PatchObject) checkTypeNames(given, given.typeName);
  const text = (name: string): string => (value.fields.get(name) as string | undefined) ?? '';
  return {
    op: text('op'),
    path: text('path'),
    from: text('from'),
    value: given === undefined ? undefined : patchValue(given),
  };
}

/** Values of a patch are plain JSON: an empty list stays one. */
function patchValue(value: Value): Json {
  if (holdsObjects(value)) throw new InternalError(BREAKS_OFF);
  if (value instanceof PatchObject) return objectOf([...value.fields]);
  const json = toJson(value);
  if (json instanceof Fault) throw new EvaluationError(json.message);
  return json;
}

/** The conversion of such lists panics (common/types/list.go: ConvertToNative expects a structpb.Value of each item). */
const BREAKS_OFF =
  'kube-apiserver 1.36 breaks off requests where a JSONPatch value is a list or map of Object{}: write its items as maps';

function holdsObjects(value: Value): boolean {
  const items = Array.isArray(value)
    ? (value as Value[])
    : isMap(value)
      ? entriesOf(value).map(([, item]) => item)
      : [];
  return items.some((item) => item instanceof PatchObject || holdsObjects(item));
}

/** What a patch made is read strictly: a field that the kind does not have is an error of the server. */
function checked(object: JsonObject): JsonObject {
  const unknown = validateObject(object, LAST).filter(({ kind }) => kind === 'unknown-field' || kind === 'wrong-type');
  const [first] = unknown;
  if (!first) return object;
  const fields = unknown.map(({ path }) => `unknown field "${path.join('.')}"`).join(', ');
  throw new InternalError(
    first.kind === 'unknown-field' ? `strict decoding error: ${fields}` : `${first.path.join('.')}: ${first.message}`,
  );
}

const LAST = 99;

/** An error that refuses the request whatever the failure policy is. */
export class InternalError extends EvaluationError {}
