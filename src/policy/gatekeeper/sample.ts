import type { Json, JsonObject } from '../../model/json.ts';
import type { Subject } from '../types.ts';

/* A template and what it judges, for tests. */

const SCHEMA: JsonObject = {
  type: 'object',
  properties: { owners: { type: 'array', items: { type: 'string' } }, most: { type: 'integer', default: 3 } },
};

export const TEMPLATE: JsonObject = {
  apiVersion: 'templates.gatekeeper.sh/v1',
  kind: 'ConstraintTemplate',
  metadata: { name: 'requiredowner' },
  spec: {
    crd: { spec: { names: { kind: 'RequiredOwner' }, validation: { openAPIV3Schema: SCHEMA } } },
    targets: [
      {
        target: 'admission.k8s.gatekeeper.sh',
        code: [
          {
            engine: 'K8sNativeValidation',
            source: {
              matchCondition: [{ name: 'labelled', expression: 'has(variables.anyObject.metadata.labels)' }],
              variables: [{ name: 'owner', expression: 'variables.anyObject.metadata.labels.owner' }],
              validations: [
                {
                  expression: 'variables.owner in variables.params.owners',
                  messageExpression: '"the owner " + variables.owner + " is none of ours"',
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

export function constraint(spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: 'RequiredOwner',
    metadata: { name: 'ours' },
    spec: { parameters: { owners: ['red', 'blue'] }, ...spec },
  };
}

export function pod(metadata: JsonObject, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...metadata }, spec };
}

export function subject(object: JsonObject, more: Partial<Subject> = {}): Subject {
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {}, ...more };
}

export function mutator(kind: string, location: string, parameters: JsonObject, more: JsonObject = {}): JsonObject {
  const applyTo: Json = [{ groups: [''], versions: ['v1'], kinds: ['Pod'] }];
  const spec = { ...(kind !== 'AssignMetadata' && { applyTo }), location, parameters, ...more };
  return { apiVersion: 'mutations.gatekeeper.sh/v1', kind, metadata: { name: 'm' }, spec };
}

export const set = (value: Json): JsonObject => ({ assign: { value } });
