import { readFileSync } from 'node:fs';

/** The parts of an OpenAPI v2 schema that Kubernetes' documents use. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
  readonly 'x-kubernetes-patch-merge-key'?: string;
}

export type Definitions = Readonly<Record<string, OpenApiSchema>>;

/** The definitions of `api/openapi-spec/swagger.json` in a folder of `k8s.io/kubernetes`. */
export function readDefinitions(folder: string): Definitions {
  const document = JSON.parse(readFileSync(`${folder}/api/openapi-spec/swagger.json`, 'utf8')) as {
    definitions: Definitions;
  };
  return document.definitions;
}

/** `io.k8s.api.core.v1.Container` → `core.v1.Container`. */
export function shortName(definition: string): string {
  return definition
    .replace(/^#\/definitions\//, '')
    .replace(/^io\.k8s\.api\./, '')
    .replace(/^io\.k8s\.apimachinery\.pkg\.(?:apis\.)?/, '')
    .replace(/^io\.k8s\.(?:apiextensions-apiserver|kube-aggregator)\.pkg\.apis\./, '');
}

/** Types that Go reads with code of their own, by definition name: their letter in the schema text. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['api.resource.Quantity', 'Q'],
  ['util.intstr.IntOrString', 'X'],
  ['meta.v1.Time', 'T'],
  ['meta.v1.MicroTime', 'T'],
  ['meta.v1.FieldsV1', 'A'],
  ['meta.v1.Patch', 'A'],
  ['runtime.RawExtension', 'A'],
  ['apiextensions.v1.JSON', 'A'],
  ['apiextensions.v1.JSONSchemaPropsOrArray', 'A'],
  ['apiextensions.v1.JSONSchemaPropsOrBool', 'A'],
  ['apiextensions.v1.JSONSchemaPropsOrStringArray', 'A'],
]);

const SCALARS: ReadonlyMap<string, string> = new Map([
  ['string', 'S'],
  ['integer', 'I'],
  ['number', 'N'],
  ['boolean', 'B'],
]);

/** A value's type in the grammar of `schema.generated.ts`: letter, `[item`, `{value`, or the name of an object type. */
export function typeExpression(schema: OpenApiSchema): string {
  if (schema.$ref) {
    const name = shortName(schema.$ref);
    return SPECIAL.get(name) ?? name;
  }
  if (schema.type === 'array') return `[${schema.items ? typeExpression(schema.items) : 'A'}`;
  if (schema.type === 'object')
    return schema.additionalProperties ? `{${typeExpression(schema.additionalProperties)}` : 'O';
  if (schema.format === 'byte') return 'Y';
  return SCALARS.get(schema.type ?? '') ?? 'A';
}

/** How lists and maps merge: `k=` keys of server-side apply, `s` a set, `p=` and `r`, `x` of strategic merge. */
export function mergeMarks(schema: OpenApiSchema): string[] {
  const marks: string[] = [];
  const keys = schema['x-kubernetes-list-map-keys'];
  if (keys) marks.push(`k=${keys.join(',')}`);
  if (schema['x-kubernetes-list-type'] === 'set') marks.push('s');
  const strategy = schema['x-kubernetes-patch-strategy']?.split(',') ?? [];
  if (strategy.includes('merge')) marks.push(`p=${schema['x-kubernetes-patch-merge-key'] ?? ''}`);
  if (strategy.includes('retainKeys')) marks.push('r');
  if (strategy.includes('replace')) marks.push('x');
  return marks;
}
