import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../manifests/parse.ts';
import type { JsonObject } from '../../model/json.ts';
import { compilePolicy } from '../plan.ts';
import type { Lookups, RuleResult, RuleType, Subject } from '../types.ts';

function yaml(text: string): JsonObject {
  return parseManifests(text).documents[0]?.value as JsonObject;
}

const POD = yaml(`
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hosts: [a, b]
  containers:
  - {name: one, image: 'x:1'}
  - {name: two, image: 'x:latest', ports: [{port: 1}, {port: 200}]}
`);

function judged(
  kinds: string,
  rule: string,
  more: Partial<Subject> = {},
  type: RuleType = 'validate',
  lookups: Lookups = {},
) {
  const policy = yaml(`
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: p}
spec: {rules: [{name: one, match: {any: [{resources: {kinds: [${kinds}]}}]}, ${rule}}]}
`);
  const subject: Subject = { object: POD, operation: 'CREATE', subresource: '', namespaceLabels: {}, ...more };
  return compilePolicy(policy).evaluate(subject, type, lookups);
}

function foreach(entry: string): RuleResult | undefined {
  return judged('Pod', `validate: {foreach: [{${entry}}]}`)[0];
}

const LATEST = "deny: {conditions: {any: [{key: '{{ element.image }}', operator: Equals, value: '*:latest'}]}}";

describe('an element that fails', () => {
  it.each<[name: string, entry: string, path: RuleResult['path']]>([
    [
      'a pattern',
      "list: request.object.spec.containers, pattern: {image: '!*:latest'}",
      ['spec', 'containers', 1, 'image'],
    ],
    ['conditions', `list: request.object.spec.containers, ${LATEST}`, ['spec', 'containers', 1, 'image']],
    [
      'of several lists',
      `list: 'request.object.spec.[initContainers, containers][]', ${LATEST}`,
      ['spec', 'containers', 1, 'image'],
    ],
    [
      'that is a text',
      "list: request.object.spec.hosts, deny: {conditions: {any: [{key: '{{ element }}', operator: Equals, value: b}]}}",
      ['spec', 'hosts', 1],
    ],
    [
      'of an element',
      "list: request.object.spec.containers, foreach: [{list: element.ports, pattern: {port: '<100'}}]",
      ['spec', 'containers', 1, 'ports', 1, 'port'],
    ],
    [
      'that an expression made',
      "list: 'request.object.spec.containers[].image', deny: {conditions: {any: [{key: '{{ element }}', operator: Equals, value: '*:latest'}]}}",
      undefined,
    ],
  ])('is told with its place: %s', (_, entry, path) => {
    const result = foreach(entry);

    expect(result?.status).toBe('fail');
    expect(result?.path).toEqual(path);
  });
});

describe('an element that cannot be evaluated', () => {
  const port = (value: number) =>
    `deny: {conditions: {any: [{key: '{{ element.ports[0].port }}', operator: Equals, value: ${value}}]}}`;

  it('decides where it comes first', () => {
    expect(foreach(`list: request.object.spec.containers, ${port(1)}`)?.status).toBe('error');
    expect(foreach(`list: 'reverse(request.object.spec.containers)', ${port(1)}`)?.status).toBe('fail');
  });

  it('is passed over where its preconditions are what cannot be', () => {
    const entry = `list: request.object.spec.containers, preconditions: {all: [{key: '{{ element.ports[0].port }}', operator: Equals, value: 1}]}, deny: {}`;

    expect(foreach(entry)?.status).toBe('fail');
  });

  it('is told as what is missing, not as a variable that needs itself', () => {
    const entry = `list: request.object.spec.containers, context: [{name: ports, variable: {jmesPath: element.ports}}], deny: {conditions: {any: [{key: '{{ ports }}', operator: Equals, value: 1}]}}`;

    expect(foreach(entry)?.message).not.toContain('itself');
  });
});

describe('a part of an object', () => {
  const parent = { group: 'apps', version: 'v1', kind: 'Deployment' };
  const object = yaml('{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web, namespace: shop}}');

  it.each([
    ['Deployment/scale', 1],
    ["'*/scale'", 1],
    ['apps/v1/Deployment/scale', 1],
    ['Scale', 0],
    ['Deployment', 0],
    ["'*'", 0],
  ])('is matched by what it is of: %s', (kinds, count) => {
    expect(judged(kinds, 'validate: {deny: {}}', { object, parent, subresource: 'scale' })).toHaveLength(count);
  });
});

describe('existing objects', () => {
  const maps = ['one', 'two'].map((name) =>
    yaml(
      `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}, namespace: shop}, data: ${name === 'one' ? '{a: x}' : '{}'}}`,
    ),
  );
  const lookups: Lookups = { objects: () => maps };
  const change = (target: string, value = 'yes') =>
    judged(
      'Pod',
      `mutate: {targets: [{apiVersion: v1, kind: ConfigMap, ${target}}], patchStrategicMerge: {metadata: {labels: {seen: '${value}'}}}}`,
      {},
      'mutate',
      lookups,
    )[0];

  it('are changed where one of them cannot be judged, which is told', () => {
    const result = change(
      "namespace: shop, preconditions: {all: [{key: '{{ target.data.a }}', operator: Equals, value: x}]}",
    );

    expect(result?.status).toBe('error');
    expect(result?.targets?.map((one) => (one['metadata'] as JsonObject)['name'])).toEqual(['one']);
  });

  it('are an error where the one that is named is not there', () => {
    expect(change('name: three')?.message).toContain('ConfigMap three is not found');
    expect(change('name: th*')?.status).toBe('skip');
  });

  it('have no value of their own where they have no such field', () => {
    expect(change('name: one', '{{ @ }}')?.status).toBe('error');
  });
});
