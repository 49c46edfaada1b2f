import type { JsonObject } from '../../../model/json.ts';
import type { Subject } from '../../types.ts';

export const PODS = { apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] };

export function policy(spec: JsonObject, name = 'p', kind = 'ValidatingAdmissionPolicy'): JsonObject {
  return { kind, metadata: { name }, spec: { matchConstraints: { resourceRules: [PODS] }, ...spec } };
}

export function pod(metadata: JsonObject = {}, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', ...metadata }, spec };
}

export function subject(object: JsonObject, more: Partial<Subject> = {}): Subject {
  return { object, operation: 'CREATE', subresource: '', namespaceLabels: {}, ...more };
}
