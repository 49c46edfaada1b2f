import { checkTypes, showProblems } from '../../../cel/check-types.ts';
import type { Environment } from '../../../cel/environment.ts';
import { objectTypes } from '../../../cel/object-types.ts';
import { schemaTypes, type SchemaTypes } from '../../../cel/schema-types.ts';
import { DYN, ERROR, type Type, type TypeProvider } from '../../../cel/types.ts';
import { kindOf, LAST_MINOR, typeNamed } from '../../../kubernetes/schema/types.ts';
import type { JsonObject } from '../../../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../../../std/value.ts';
import { builtInKinds } from '../../kinds.ts';
import { splitApiVersion } from '../../kyverno/match-kinds.ts';
import type { Lookups } from '../../types.ts';
import { pluralOf } from '../plural.ts';
import { readParamKind } from './bindings.ts';
import { environmentFor, type Names } from './environment.ts';

/** One entry of a policy's `status.typeChecking.expressionWarnings`. */
export interface ExpressionWarning {
  /** `spec.validations[0].expression` */
  readonly fieldRef: string;
  /** For each kind the mistakes, as the API server prints them. */
  readonly warning: string;
}

interface CheckedKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** More kinds are not checked (policy/validating/typechecking.go). */
const MOST_KINDS = 10;

const CRD = ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'] as const;

/**
 * What a control plane would write into `status.typeChecking` of a ValidatingAdmissionPolicy: expressions and message
 * expressions of validations, checked with the schema of every kind that the rules name without wildcards. Mistakes are
 * only warned of: a field that a kind lacks is an error when the policy runs. Custom resources are checked where their
 * definitions are known.
 */
export function typeCheckWarnings(policy: JsonObject, lookups: Lookups = {}): ExpressionWarning[] {
  const spec = asObject(policy['spec']);
  const environments = kindsToCheck(spec, lookups).flatMap((kind) => {
    const known = typesOf(kind, lookups);
    return known ? [{ kind, environment: withVariables(spec, known, lookups) }] : [];
  });
  return asList(spec['validations']).flatMap((item, i) =>
    ['expression', 'messageExpression'].flatMap((key) => {
      const source = asString(asObject(item)[key]);
      if (!source) return [];
      const warning = environments.flatMap(({ kind, environment }) => warningFor(kind, source, environment)).join('\n');
      return warning === '' ? [] : [{ fieldRef: `spec.validations[${i}].${key}`, warning }];
    }),
  );
}

function warningFor({ group, version, kind }: CheckedKind, source: string, environment: Environment): string[] {
  const { problems } = checkTypes(source, environment);
  const name = `${group}/${version}`;
  return problems.length === 0 ? [] : [`${name}, Kind=${kind}: ${showProblems(problems, source)}\n`];
}

/** The kinds that rules name in full, in order; a rule with a wildcard for its group or version is left out. */
function kindsToCheck(spec: JsonObject, lookups: Lookups): CheckedKind[] {
  const found = new Map<string, CheckedKind>();
  for (const rule of asList(at(spec, 'matchConstraints', 'resourceRules')).map(asObject)) {
    for (const kind of kindsOfRule(rule, lookups).slice(0, MOST_KINDS))
      found.set(JSON.stringify([kind.group, kind.version, kind.kind]), kind);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

function kindsOfRule(rule: JsonObject, lookups: Lookups): CheckedKind[] {
  const [groups, versions] = [asStrings(rule['apiGroups']), asStrings(rule['apiVersions'])];
  if ([...groups, ...versions].some((one) => one.includes('*'))) return [];
  const resources = new Set(asStrings(rule['resources']).filter((one) => !/[*/]/.test(one)));
  return [...builtInKinds(), ...customKinds(lookups)].filter(
    ({ group, version, kind, ...named }) =>
      groups.includes(group) &&
      versions.includes(version) &&
      resources.has('plural' in named && typeof named.plural === 'string' ? named.plural : pluralOf(kind)),
  );
}

interface CustomKind extends CheckedKind {
  readonly plural: string;
}

function customKinds(lookups: Lookups): CustomKind[] {
  return (lookups.objects?.(...CRD) ?? []).flatMap((definition) => {
    const spec = asObject(definition['spec']);
    const text = (...path: string[]) => asString(at(spec, ...path)) ?? '';
    return asList(spec['versions']).map((version) => ({
      group: text('group'),
      version: asString(asObject(version)['name']) ?? '',
      kind: text('names', 'kind'),
      plural: text('names', 'plural'),
    }));
  });
}

interface Known {
  readonly type: Type;
  readonly provider: TypeProvider;
}

function typesOf({ group, version, kind }: CheckedKind, lookups: Lookups): Known | SchemaTypes | undefined {
  const builtIn = kindOf(group ? `${group}/${version}` : version, kind);
  if (builtIn) return objectTypes(builtIn.type, { asJson: false, minor: LAST_MINOR });
  for (const definition of lookups.objects?.(...CRD) ?? []) {
    if (at(definition, 'spec', 'group') !== group || at(definition, 'spec', 'names', 'kind') !== kind) continue;
    const own = asList(at(definition, 'spec', 'versions')).map(asObject);
    const found = own.find((one) => one['name'] === version);
    if (found)
      return schemaTypes(at(found, 'schema', 'openAPIV3Schema'), kind, { asJson: false, metadata: metadataTypes() });
  }
  return undefined;
}

let metadata: SchemaTypes | undefined;

/** Metadata of custom resources is that of all objects. */
function metadataTypes(): SchemaTypes {
  const type = typeNamed('meta.v1.ObjectMeta');
  metadata ??= type ? objectTypes(type, { asJson: false, minor: LAST_MINOR }) : { type: DYN, provider: NO_TYPES };
  return metadata;
}

const NO_TYPES: TypeProvider = { has: () => false, field: () => undefined };

/** The environment with the types of the policy's variables; one that has a mistake is of any type. */
function withVariables(spec: JsonObject, object: Known, lookups: Lookups): Environment {
  const paramKind = readParamKind(spec);
  const params = paramKind ? typesOfParams(paramKind, lookups) : undefined;
  const provider = params ? bothOf(object.provider, params.provider) : object.provider;
  const known = { object: object.type, params: params?.type ?? DYN, provider };
  const variables = new Map<string, Type>();
  const names: Names = { hasParams: paramKind !== undefined, hasAuthorizer: true, hasPatches: false, variables };
  const environment = environmentFor(names, known);
  for (const item of asList(spec['variables']).map(asObject)) {
    const { type } = checkTypes(asString(item['expression']) ?? '', environment);
    variables.set(asString(item['name']) ?? '', type === ERROR ? DYN : type);
  }
  return environment;
}

function typesOfParams(
  { apiVersion, kind }: { apiVersion: string; kind: string },
  lookups: Lookups,
): Known | undefined {
  const [group, version] = splitApiVersion(apiVersion);
  return typesOf({ group, version, kind }, lookups);
}

function bothOf(first: TypeProvider, second: TypeProvider): TypeProvider {
  return {
    has: (type) => first.has(type) || second.has(type),
    field: (type, name) => first.field(type, name) ?? second.field(type, name),
    fieldNames: (type) => [...(first.fieldNames?.(type) ?? []), ...(second.fieldNames?.(type) ?? [])],
  };
}
