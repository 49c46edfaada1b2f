import { toJson } from '../../cel/json.ts';
import { Fault, type Value } from '../../cel/values.ts';
import { applyMerge } from '../../kubernetes/patch/apply-merge.ts';
import { PatchError } from '../../kubernetes/patch/error.ts';
import { jsonPatch, readJsonPatch } from '../../kubernetes/patch/json-patch.ts';
import { ANYTHING, mergeTypeOf } from '../../kubernetes/patch/merge-types.ts';
import { kindOf } from '../../kubernetes/schema/types.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at, equalJson, isObject } from '../../std/value.ts';
import { result, type Result } from '../kyverno/result.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { targetOf } from '../target.ts';
import type { Lookups } from '../types.ts';
import { TEMPLATE } from './autogen.ts';
import { compileConstraints } from './constraints.ts';
import { compileCelText } from './environment.ts';
import type { Body, Language } from './policy.ts';
import { compileNamed, conditionsHold, valueOf, type CelScope } from './run.ts';
import { compileValidations } from './validations.ts';

export const VALIDATING: Language = {
  type: 'validate',
  repeats: true,
  compile: (spec, path) =>
    compileValidations(spec['validations'], [...path, 'validations'], {
      variables: compileNamed(spec['variables'], [...path, 'variables']),
    }),
};

/** Conditions that all hold select an object for deletion. */
export const DELETING: Language = {
  type: 'delete',
  repeats: false,
  compile(spec, path) {
    const conditions = compileNamed(spec['conditions'], [...path, 'conditions']);
    return (scope) =>
      conditionsHold(conditions, scope)
        ? result('pass', 'the object is to be deleted')
        : result('fail', 'the object stays');
  },
};

type Mutation = (object: JsonObject, scope: CelScope) => JsonObject;

/**
 * Mutations in order; each sees what those before it changed. With `mutateExisting` they change the targets too (docs,
 * policy-types/mutating-policy).
 */
export const MUTATING: Language = {
  type: 'mutate',
  repeats: true,
  compile(spec, path): Body {
    const mutations = asList(spec['mutations']).map((item, i) =>
      compileMutation(asObject(item), [...path, 'mutations', i]),
    );
    if (mutations.length === 0) throw new PolicyProblem('The policy has no mutations.', path);
    const existing = at(spec, 'evaluation', 'mutateExisting', 'enabled') === true;
    const targets = existing
      ? compileTargets(spec['targetMatchConstraints'], [...path, 'targetMatchConstraints'])
      : undefined;
    const mutatesOne = !targets || at(spec, 'evaluation', 'admission', 'enabled') !== false;
    const conditions = compileNamed(spec['targetMatchConditions'], [...path, 'targetMatchConditions']);
    const isMeant = (scope: CelScope) => (object: JsonObject) => conditionsHold(conditions, { ...scope, object });
    return (scope, subject, lookups) => {
      const changed = targets?.(scope, lookups).filter(isMeant(scope)) ?? [];
      const others = mutateExisting(mutations, changed, scope);
      if (mutatesOne) return { ...mutateOne(mutations, subject.object, scope), ...(targets && { targets: others }) };
      if (others.length === 0) return result('skip', 'no patches applied');
      return result('pass', `${others.length} targets are mutated`, { targets: others });
    };
  },
};

function mutateOne(mutations: readonly Mutation[], object: JsonObject, scope: CelScope): Result {
  const patched = mutated(mutations, object, scope);
  return result('pass', equalJson(patched, object) ? 'nothing to change' : 'resource is mutated', { patched });
}

function mutated(mutations: readonly Mutation[], object: JsonObject, scope: CelScope): JsonObject {
  let current = object;
  for (const mutate of mutations) {
    scope['object'] = current;
    current = mutate(current, scope);
  }
  return current;
}

function mutateExisting(mutations: readonly Mutation[], targets: readonly JsonObject[], scope: CelScope): JsonObject[] {
  return targets.flatMap((target) => {
    const patched = mutated(mutations, target, scope);
    return equalJson(patched, target) ? [] : [patched];
  });
}

type Targets = (scope: CelScope, lookups: Lookups) => readonly JsonObject[];

/** Existing objects: those an expression gives, or all that match. */
function compileTargets(block: Json | undefined, path: Path): Targets | undefined {
  if (!isObject(block)) return undefined;
  const source = asString(block['expression']);
  if (source) {
    const program = compileCelText(source, [...path, 'expression']);
    return (scope) => objectsIn(jsonOf(valueOf(program, scope)));
  }
  const constraints = compileConstraints(block, path);
  const resources = asList(block['resourceRules']).map(asObject).flatMap(resourcesOf);
  return (_, lookups) =>
    resources
      .flatMap(([apiVersion, resource]) => lookups.resources?.(apiVersion, resource) ?? [])
      .filter((object) =>
        constraints.matches(
          targetOf({ object, operation: 'UPDATE', subresource: '', namespaceLabels: namespaceLabels(object, lookups) }),
        ),
      );
}

function namespaceLabels(object: JsonObject, lookups: Lookups): Record<string, string> {
  const name = at(object, 'metadata', 'namespace');
  const found = lookups.resources?.('v1', 'namespaces').find((one) => at(one, 'metadata', 'name') === name);
  const labels = Object.entries(asObject(at(found ?? null, 'metadata', 'labels')));
  return Object.fromEntries(labels.map(([key, value]) => [key, asString(value) ?? '']));
}

/** Each API version and resource that a rule names. */
function resourcesOf(rule: JsonObject): (readonly [apiVersion: string, resource: string])[] {
  const versions = asStrings(rule['apiGroups']).flatMap((group) =>
    asStrings(rule['apiVersions']).map((version) => (group === '' ? version : `${group}/${version}`)),
  );
  return versions.flatMap((version) => asStrings(rule['resources']).map((resource) => [version, resource] as const));
}

function objectsIn(value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.filter((one) => isObject(one));
  if (!isObject(value)) return [];
  return Array.isArray(value['items']) ? value['items'].filter((one) => isObject(one)) : [value];
}

function compileMutation(item: JsonObject, path: Path): Mutation {
  const isPatch = item['patchType'] === 'JSONPatch';
  const key = isPatch ? 'jsonPatch' : 'applyConfiguration';
  const source = asString(at(item, key, 'expression'));
  if (!source) throw new PolicyProblem(`A mutation needs ${key}.expression.`, path);
  const program = compileCelText(source, [...path, key, 'expression']);
  const template = asString(at(item, key, TEMPLATE))?.split('.') ?? [];
  return (object, scope) => {
    const value = jsonOf(valueOf(program, scope));
    return isPatch
      ? patchedBy(
          object,
          asList(value).filter((one) => one !== null),
        )
      : applied(object, asObject(template.reduceRight<Json>((inner, step) => ({ [step]: inner }), asObject(value))));
  };
}

/** A test that does not hold leaves the object as it is. @throws PatchError */
function patchedBy(object: JsonObject, operations: readonly Json[]): JsonObject {
  try {
    return asObject(jsonPatch(object, readJsonPatch([...operations])));
  } catch (error) {
    if (error instanceof PatchError && error.code === 'test-failed') return object;
    throw error;
  }
}

/** As server-side apply merges: by the schema of the kind; lists of unknown kinds are replaced. */
function applied(object: JsonObject, patch: JsonObject): JsonObject {
  const builtIn = kindOf(asString(object['apiVersion']) ?? '', asString(object['kind']) ?? '');
  return applyMerge(object, patch, builtIn ? mergeTypeOf(builtIn.type) : ANYTHING);
}

function jsonOf(value: Value): Json {
  const json = toJson(value);
  if (json instanceof Fault) throw new EvaluationError(json.message);
  return json;
}
