import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { compilePolicy } from '../plan.ts';

const UNKNOWN = { name: 'unknown', expression: 'object.spec.missing == 1' };
const NO = { name: 'no', expression: 'false' };
const YES = { name: 'yes', expression: 'true' };

function statuses(conditions: readonly JsonObject[], failurePolicy: string | undefined): readonly string[] {
  const policy = {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'p' },
    spec: {
      ...(failurePolicy !== undefined && { failurePolicy }),
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['configmaps'], operations: ['CREATE'] }],
      },
      matchConditions: [...conditions],
      validations: [{ expression: 'false' }],
    },
  };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, spec: {} };
  const subject = { object, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
  return compilePolicy(policy)
    .evaluate(subject, 'validate', {})
    .map(({ status }) => status);
}

describe('conditions of a match that cannot be evaluated', () => {
  it.each<[string, readonly JsonObject[], string | undefined, readonly string[]]>([
    ['are an error', [UNKNOWN, YES], undefined, ['error']],
    ['are an error with Fail', [YES, UNKNOWN], 'Fail', ['error']],
    ['skip the policy with Ignore', [UNKNOWN, YES], 'Ignore', ['skip']],
    ['count for nothing beside one that is false', [UNKNOWN, NO], 'Fail', ['skip']],
    ['count for nothing beside one that is false, with Ignore', [UNKNOWN, NO], 'Ignore', ['skip']],
    ['are none: Ignore says nothing of what does not hold', [YES], 'Ignore', ['fail']],
  ])('%s', (_, conditions, failurePolicy, expected) => {
    expect(statuses(conditions, failurePolicy)).toEqual(expected);
  });
});
