import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { compilePolicy } from '../plan.ts';

function statusOf(variables: JsonObject[], expression: string): string | undefined {
  const policy = compilePolicy({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'p' },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }],
      },
      variables,
      validations: [{ expression }],
    },
  });
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  const [result] = policy.evaluate(
    { object, operation: 'CREATE', subresource: '', namespaceLabels: {} },
    'validate',
    {},
  );
  return result?.status;
}

describe('variables of a policy', () => {
  it.each<[string, JsonObject[], string, string]>([
    [
      'that fail are errors, whatever they are compared with',
      [{ name: 'a', expression: 'object.data.x' }],
      "variables.a != 'y'",
      'error',
    ],
    [
      'that fail are errors where has() asks for them, as in an API server',
      [{ name: 'a', expression: 'object.data.x' }],
      'has(variables.a)',
      'error',
    ],
    ['that have a value are there', [{ name: 'a', expression: 'null' }], 'has(variables.a)', 'pass'],
    ['that fail and are not asked for are no matter', [{ name: 'a', expression: 'object.data.x' }], 'true', 'pass'],
    [
      'that need each other without end are errors',
      [{ name: 'a', expression: 'variables.a' }],
      'variables.a == 1',
      'error',
    ],
    [
      'may name others',
      [
        { name: 'a', expression: '1' },
        { name: 'b', expression: 'variables.a + 1' },
      ],
      'variables.b == 2',
      'pass',
    ],
  ])('%s', (_, variables, expression, expected) => {
    expect(statusOf(variables, expression)).toBe(expected);
  });
});
