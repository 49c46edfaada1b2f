import type { Json, JsonObject } from '../../../src/model/json.ts';

/** A template with CEL; the schema is of its parameters. */
export function template(kind: string, source: JsonObject, schema?: JsonObject, more: JsonObject = {}): JsonObject {
  const validation = schema && { validation: { openAPIV3Schema: schema } };
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind }, ...validation } },
      targets: [{ target: 'admission.k8s.gatekeeper.sh', code: [{ engine: 'K8sNativeValidation', source }] }],
      ...more,
    },
  };
}

export function constraint(kind: string, name: string, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'constraints.gatekeeper.sh/v1beta1', kind, metadata: { name }, spec };
}

export function object(kind: string, name: string, more: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  const [apiVersion = 'v1', bare = kind] = kind.includes(' ') ? kind.split(' ') : ['v1', kind];
  return { apiVersion, kind: bare, metadata: { name, ...metadata }, ...more };
}

/** A validation that always fails, with a message of its own. */
export function never(message: string): JsonObject {
  return { validations: [{ expression: 'false', message }] };
}

/** One violation for each expression that does not hold. */
export function validations(...expressions: readonly string[]): Json {
  return expressions.map((expression) => ({ expression }));
}
