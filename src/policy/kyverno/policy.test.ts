import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../manifests/parse.ts';
import type { JsonObject } from '../../model/json.ts';
import { bundlePolicies } from '../bundle.ts';
import { compilePolicy } from '../plan.ts';
import { PolicyProblem } from '../problem.ts';
import type { Lookups, RuleResult, RuleType, Subject } from '../types.ts';

function yaml(text: string): JsonObject {
  return parseManifests(text).documents[0]?.value as JsonObject;
}

/** A policy with one rule on pods, unless the rule says another match. */
function policyOf(rule: string): JsonObject {
  const match = rule.includes('match:') ? '' : 'match: {any: [{resources: {kinds: [Pod]}}]}';
  const body = `- name: one\n  ${match}\n${rule}`.replace(/\n/g, '\n    ');
  return yaml(`apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\nspec:\n  rules:\n    ${body}\n`);
}

const POD = yaml(`
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  containers:
    - {name: a, image: 'registry.io/a:1'}
    - {name: b, image: 'b:latest'}
`);

function evaluate(
  rule: string,
  type: RuleType = 'validate',
  more: Partial<Subject> = {},
  lookups: Lookups = {},
): readonly RuleResult[] {
  const subject: Subject = { object: POD, operation: 'CREATE', subresource: '', namespaceLabels: {}, ...more };
  return compilePolicy(policyOf(rule)).evaluate(subject, type, lookups);
}

const statuses = (results: readonly RuleResult[]) => results.map(({ rule, status }) => `${rule} ${status}`);

describe('a rule', () => {
  it('fails with its message and the path', () => {
    const [result] = evaluate(
      "  validate: {message: 'no {{ request.object.metadata.name }}', pattern: {spec: {containers: [{image: '!*:latest'}]}}}",
    );

    expect(result).toMatchObject({ status: 'fail', path: ['spec', 'containers', 1, 'image'] });
    expect(result?.message).toBe('validation error: no web. rule one failed at path /spec/containers/1/image/');
  });

  it.each([
    [
      'deny',
      "  validate: {deny: {conditions: {any: [{key: '{{ request.operation }}', operator: AnyIn, value: [CREATE, UPDATE]}]}}}",
      'fail',
    ],
    [
      'preconditions that are not met',
      "  preconditions: {all: [{key: '{{ request.operation }}', operator: Equals, value: DELETE}]}\n  validate: {deny: {}}",
      'skip',
    ],
    [
      'a key that is missing',
      "  validate: {deny: {conditions: {any: [{key: '{{ request.object.spec.nope }}', operator: Equals, value: x}]}}}",
      'error',
    ],
    [
      'a default for it',
      "  validate: {deny: {conditions: {any: [{key: '{{ request.object.spec.nope || `1` }}', operator: GreaterThan, value: 1}]}}}",
      'pass',
    ],
    [
      'foreach',
      "  validate: {foreach: [{list: request.object.spec.containers, pattern: {image: '!*:latest'}}]}",
      'fail',
    ],
    [
      'variables',
      "  context: [{name: count, variable: {jmesPath: 'length(request.object.spec.containers)'}}]\n  validate: {deny: {conditions: {any: [{key: '{{ count }}', operator: GreaterThan, value: 2}]}}}",
      'pass',
    ],
    [
      'a variable that needs itself',
      "  context: [{name: count, variable: {jmesPath: 'count'}}]\n  validate: {deny: {conditions: {any: [{key: '{{ count }}', operator: Equals, value: 2}]}}}",
      'error',
    ],
    ['a reference', "  validate: {pattern: {metadata: {name: web, labels: {app: '$(./../../name)'}}}}", 'pass'],
    ['pod security', '  validate: {podSecurity: {level: baseline, version: latest}}', 'pass'],
    ['the restricted level', '  validate: {podSecurity: {level: restricted, version: v1.29}}', 'fail'],
    ['CEL', '  validate: {cel: {expressions: [{expression: "object.spec.containers.size() == 2"}]}}', 'pass'],
  ])('%s', (_, rule, expected) => {
    expect(statuses(evaluate(rule))).toEqual([`one ${expected}`]);
  });

  it.each([
    ['another kind', '  match: {any: [{resources: {kinds: [Deployment]}}]}'],
    ['another name', "  match: {any: [{resources: {kinds: [Pod], names: ['api-*']}}]}"],
    ['another namespace', "  match: {any: [{resources: {kinds: [v1/Pod], namespaces: ['kube-*']}}]}"],
    ['another operation', "  match: {any: [{resources: {kinds: ['*'], operations: [DELETE]}}]}"],
    ['another label', "  match: {any: [{resources: {kinds: [Pod], selector: {matchLabels: {app: 'x*'}}}}]}"],
    ['a subresource', '  match: {any: [{resources: {kinds: [Pod/exec]}}]}'],
    [
      'what is excluded',
      '  match: {any: [{resources: {kinds: [Pod]}}]}\n  exclude: {any: [{resources: {namespaces: [shop]}}]}',
    ],
  ])('does not match %s', (_, match) => {
    expect(evaluate(`${match}\n  validate: {deny: {}}`)).toEqual([]);
  });

  it('names a variable that needs itself', () => {
    const entries = ['a', 'b'].map((name, i) => `{name: ${name}, variable: {jmesPath: '${i === 0 ? 'b' : 'a'}'}}`);
    const rule = `  context: [${entries.join(', ')}]\n  validate: {deny: {conditions: {any: [{key: '{{ a }}', operator: Equals, value: 2}]}}}`;

    const [result] = evaluate(rule);

    expect(result?.message).toContain('the variable "a" depends on itself');
  });

  it('asks lookups for its context', () => {
    const rule =
      "  context: [{name: allowed, configMap: {name: teams, namespace: default}}]\n  validate: {deny: {conditions: {all: [{key: '{{ request.namespace }}', operator: AnyNotIn, value: '{{ allowed.data.names }}'}]}}}";

    const result = evaluate(rule, 'validate', {}, { configMap: () => ({ data: { names: '["shop"]' } }) });

    expect(statuses(result)).toEqual(['one pass']);
  });
});

describe('autogen', () => {
  const DEPLOYMENT = yaml(
    '{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {template: {spec: {containers: [{image: "a:latest"}]}}}}',
  );
  const CRON_JOB = yaml(
    '{apiVersion: batch/v1, kind: CronJob, metadata: {name: c}, spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: "a:latest"}]}}}}}}',
  );

  it('repeats a rule for the controllers of pods', () => {
    const rule = "  validate: {pattern: {spec: {containers: [{image: '!*:latest'}]}}}";

    const results = [DEPLOYMENT, CRON_JOB].flatMap((object) => evaluate(rule, 'validate', { object }));

    expect(statuses(results)).toEqual(['autogen-one fail', 'autogen-cronjob-one fail']);
  });

  it('leaves policies alone that ask for names', () => {
    const rule =
      "  match: {any: [{resources: {kinds: [Pod], names: ['*']}}]}\n  validate: {pattern: {spec: {containers: [{image: '!*:latest'}]}}}";

    expect(evaluate(rule, 'validate', { object: DEPLOYMENT })).toEqual([]);
  });
});

describe('mutation', () => {
  it.each([
    [
      'adds what is missing',
      '  mutate: {patchStrategicMerge: {metadata: {labels: {+(app): x, +(team): b}}}}',
      ['metadata', 'labels'],
      { app: 'web', team: 'b' },
    ],
    [
      'changes the items that a condition selects',
      "  mutate: {patchStrategicMerge: {spec: {containers: [{(image): '*:latest', imagePullPolicy: Always}]}}}",
      ['spec', 'containers', '0', 'imagePullPolicy'],
      'Always',
    ],
    [
      'applies JSON patches',
      '  mutate: {patchesJson6902: \'[{op: add, path: /metadata/annotations/a~1b, value: "{{ request.namespace }}"}]\'}',
      ['metadata', 'annotations'],
      { 'a/b': 'shop' },
    ],
    [
      'goes through elements',
      "  mutate: {foreach: [{list: 'request.object.spec.containers', patchStrategicMerge: {spec: {containers: [{name: '{{ element.name }}', image: 'r.io/{{ element.image }}'}]}}}]}",
      ['spec', 'containers', '0', 'image'],
      'r.io/registry.io/a:1',
    ],
    [
      'knows the value that it changes',
      "  mutate: {patchStrategicMerge: {metadata: {labels: {app: '{{ @ }}-1'}}}}",
      ['metadata', 'labels', 'app'],
      'web-1',
    ],
  ])('%s', (_, rule, path, expected) => {
    const [result] = evaluate(rule, 'mutate');

    const value = path.reduce<unknown>((here, step) => (here as Record<string, unknown>)[step], result?.patched);
    expect(value).toEqual(expected);
  });

  it('is skipped where a global condition does not hold', () => {
    const rule =
      "  mutate: {patchStrategicMerge: {metadata: {labels: {x: y}}, spec: {containers: [{<(image): 'nope*'}]}}}";

    expect(statuses(evaluate(rule, 'mutate'))).toEqual(['one skip']);
  });
});

describe('generation', () => {
  it('gives the objects as they should be', () => {
    const rule =
      "  generate: {apiVersion: v1, kind: ConfigMap, name: '{{ request.object.metadata.name }}-cm', namespace: shop, data: {data: {a: b}}}";

    const [result] = evaluate(rule, 'generate');

    expect(result?.generated).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-cm', namespace: 'shop' }, data: { a: 'b' } },
    ]);
  });
});

describe('a policy that is wrong is refused with its place', () => {
  const deep = `${'{{ '.repeat(20)}x${' }}'.repeat(20)}`;
  it.each([
    [
      'an operator',
      '  validate: {deny: {conditions: {all: [{key: a, operator: Equalz, value: b}]}}}',
      'did you mean Equals',
    ],
    ['an expression', "  validate: {message: '{{ a..b }}', deny: {}}", 'cannot be read'],
    ['a kind', "  match: {any: [{resources: {kinds: ['a/b/c/d/e']}}]}\n  validate: {deny: {}}", 'is no kind'],
    ['a level', '  validate: {podSecurity: {level: basic}}', 'is no level'],
    ['CEL', "  validate: {cel: {expressions: [{expression: 'object.'}]}}", 'cannot be compiled'],
    ['a reference to itself', "  validate: {pattern: {metadata: {name: '$(./../name)'}}}", 'refers to itself'],
    ['an empty rule', '  validate: {message: x}', 'needs pattern'],
    ['variables in variables', `  validate: {message: '${deep}', deny: {}}`, 'nest more'],
    ['a context entry', '  context: [{name: a, nothing: {}}]\n  validate: {deny: {}}', 'needs one of'],
  ])('%s', (_, rule, message) => {
    const compile = () => compilePolicy(policyOf(rule));

    expect(compile).toThrow(PolicyProblem);
    expect(compile).toThrow(message);
  });
});

describe('a list of foreach that cannot be read', () => {
  const match = '  match: {any: [{resources: {kinds: [Pod]}}]}';
  const document = policyOf(
    [
      match,
      "  validate: {foreach: [{list: 'a..b', deny: {}}]}",
      `- name: two\n${match}\n  validate: {message: no, deny: {}}`,
      `- name: three\n${match}\n  mutate: {foreach: [{list: 'a..b', patchStrategicMerge: {spec: {}}}]}`,
    ].join('\n'),
  );

  it('keeps its rule from being evaluated, and no other', () => {
    const policy = compilePolicy(document);
    const subject: Subject = { object: POD, operation: 'CREATE', subresource: '', namespaceLabels: {} };

    const results = [...policy.evaluate(subject, 'mutate', {}), ...policy.evaluate(subject, 'validate', {})];

    expect(statuses(results)).toEqual(['three error', 'one error', 'two fail']);
    expect(results[0]?.message).toContain('cannot be read');
  });

  it('is told once with its place, beside a policy that runs', () => {
    const { policies, problems } = bundlePolicies([document]);

    expect(policies).toHaveLength(1);
    expect(problems.map(({ path }) => path)).toEqual([
      ['spec', 'rules', 0, 'validate', 'foreach', 0, 'list'],
      ['spec', 'rules', 2, 'mutate', 'foreach', 0, 'list'],
    ]);
  });
});

describe('a cleanup policy', () => {
  it.each([
    ['web', 'pass'],
    ['api', 'fail'],
  ])('selects by the target: %s', (app, expected) => {
    const policy = yaml(`
apiVersion: kyverno.io/v2
kind: ClusterCleanupPolicy
metadata: {name: c}
spec:
  schedule: '* * * * *'
  match: {any: [{resources: {kinds: [Pod]}}]}
  conditions: {all: [{key: '{{ target.metadata.labels.app }}', operator: Equals, value: ${app}}]}
`);

    const results = compilePolicy(policy).evaluate(
      { object: POD, operation: 'CREATE', subresource: '', namespaceLabels: {} },
      'delete',
      {},
    );

    expect(statuses(results)).toEqual([`c ${expected}`]);
  });
});
