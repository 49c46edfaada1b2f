import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { compilePolicy } from '../plan.ts';
import { PolicyProblem } from '../problem.ts';
import type { RuleResult } from '../types.ts';
import { operatorNamed } from './operators.ts';

const MATCH = { any: [{ resources: { kinds: ['Pod'] } }] };

function policyOf(rule: JsonObject): JsonObject {
  return {
    apiVersion: 'kyverno.io/v1',
    kind: 'ClusterPolicy',
    metadata: { name: 'p' },
    spec: { rules: [{ name: 'r', match: MATCH, ...rule }] },
  };
}

function evaluate(rule: JsonObject, spec: Json): RuleResult | undefined {
  const object: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec };
  const subject = { object, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
  return compilePolicy(policyOf(rule)).evaluate(subject, 'validate', {})[0];
}

function deep(levels: number, value: Json = 'x'): Json {
  let nested = value;
  for (let i = 0; i < levels; i++) nested = { a: nested };
  return nested;
}

const denied = (key: string): JsonObject => ({
  validate: { deny: { conditions: { any: [{ key, operator: 'Equals', value: 'x' }] } } },
});

/** Each is done in a moment, or the test times out. */
describe('input that is large or hostile', () => {
  const long = 'a'.repeat(100_000);
  it.each<[name: string, rule: JsonObject, spec: Json, expected: string]>([
    [
      'wildcards that could be tried in many ways',
      { validate: { pattern: { spec: { t: `${'*a'.repeat(50)}*b` } } } },
      { t: long },
      'fail',
    ],
    [
      'a regular expression that backtracks elsewhere',
      denied("{{ regex_match('^(a+)+$', request.object.spec.t) }}"),
      { t: `${long}b` },
      'pass',
    ],
    [
      'an object of 5 MB',
      { validate: { pattern: { spec: { '=(list)': [{ n: '?*' }] } } } },
      { list: Array.from({ length: 50_000 }, (_, i) => ({ n: `item-${i}`, t: 'x'.repeat(90) })) },
      'pass',
    ],
    ['an object of a thousand levels', { validate: { pattern: { spec: { a: '?*' } } } }, deep(1000), 'fail'],
    [
      'a path through a thousand levels',
      denied(`{{ request.object.spec.${Array.from({ length: 200 }, () => 'a').join('.')} || 'none' }}`),
      deep(1000),
      'pass',
    ],
    [
      'a list of many elements',
      {
        validate: {
          foreach: [
            {
              list: 'request.object.spec.list',
              deny: { conditions: { any: [{ key: '{{ element }}', operator: 'Equals', value: 'x' }] } },
            },
          ],
        },
      },
      { list: Array.from({ length: 20_000 }, (_, i) => `e${i}`) },
      'pass',
    ],
    [
      'a list of too many elements',
      { validate: { foreach: [{ list: 'request.object.spec.list', deny: {} }] } },
      { list: Array.from({ length: 100_001 }, () => 1) },
      'error',
    ],
    [
      'projections that multiply',
      denied('{{ length(request.object.spec.l[].[@,@][].[@,@][].[@,@][].[@,@][].[@,@][]) }}'),
      { l: Array.from({ length: 100_000 }, () => 1) },
      'error',
    ],
  ])('%s', (_, rule, spec, expected) => {
    expect(evaluate(rule, spec)?.status).toBe(expected);
  });

  it.each<[name: string, rule: JsonObject]>([
    ['a pattern of a thousand levels', { validate: { pattern: deep(1000) } }],
    ['a template of a thousand levels', { mutate: { patchStrategicMerge: deep(1000, '{{ request.name }}') } }],
    ['variables in variables', { validate: { message: `${'{{ '.repeat(1000)}x${' }}'.repeat(1000)}`, deny: {} } }],
    ['foreach in foreach', { validate: { foreach: [nestedForeach(20)] } }],
    ['a list where a map must be', { validate: { deny: { conditions: { any: [['key']] } } } }],
    ['a rule that adds in a pattern', { validate: { pattern: { metadata: { '+(name)': 'x' } } } }],
    ['patches that are no list', { mutate: { patchesJson6902: '{op: add}' } }],
    [
      'a key that cannot be read',
      {
        validate: {
          manifests: {
            attestors: [
              { entries: [{ keys: { publicKeys: '-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----' } }] },
            ],
          },
        },
      },
    ],
  ])('%s is refused', (_, rule) => {
    expect(() => compilePolicy(policyOf(rule))).toThrow(PolicyProblem);
  });
});

function nestedForeach(levels: number): JsonObject {
  const entry: JsonObject = { list: 'request.object.spec.l' };
  return levels === 0 ? { ...entry, deny: {} } : { ...entry, foreach: [nestedForeach(levels - 1)] };
}

describe('anything at all', () => {
  it('is a policy that judges, or one that is refused', () => {
    const rules = fc.record({ validate: fc.jsonValue({ maxDepth: 4 }), preconditions: fc.jsonValue({ maxDepth: 3 }) });
    fc.assert(
      fc.property(rules, fc.jsonValue({ maxDepth: 4 }), (rule, spec) => {
        try {
          evaluate(rule, spec);
        } catch (error) {
          if (!(error instanceof PolicyProblem)) throw error;
        }
      }),
    );
  });

  it('is compared with anything', () => {
    const names = fc.constantFrom(
      'Equals',
      'NotEquals',
      'AnyIn',
      'AllNotIn',
      'AnyNotIn',
      'In',
      'NotIn',
      'GreaterThan',
      'LessThan',
    );
    fc.assert(
      fc.property(names, fc.jsonValue(), fc.jsonValue(), (name, key, value) => {
        expect(typeof operatorNamed(name)?.(key, value)).toBe('boolean');
      }),
    );
  });
});
