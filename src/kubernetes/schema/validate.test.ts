import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { allKinds } from './types.ts';
import { type SchemaProblem, validateObject } from './validate.ts';

function pod(spec: JsonObject, metadata: JsonObject = { name: 'web' }): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

function deployment(podSpec: JsonObject, more: JsonObject = {}): JsonObject {
  const template = { metadata: { labels: { app: 'web' } }, spec: podSpec };
  const spec = { selector: { matchLabels: { app: 'web' } }, template, ...more };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
}

function container(more: JsonObject = {}): JsonObject {
  return { name: 'web', image: 'nginx:1', ...more };
}

function say(problems: readonly SchemaProblem[]): string[] {
  return problems.map((problem) => `${problem.path.join('.')}: ${problem.message}`);
}

describe('validateObject', () => {
  it.each<[string, JsonObject]>([
    ['a plain pod', pod({ containers: [container()] })],
    [
      'nulls and status',
      { ...pod({ containers: [container()], volumes: null }, { creationTimestamp: null }), status: {} },
    ],
    [
      'quantities as text or number',
      pod({ containers: [container({ resources: { limits: { cpu: 0.5, memory: '1Gi' } } })] }),
    ],
    ['ports by number or name', pod({ containers: [container({ livenessProbe: { httpGet: { port: 'http' } } })] })],
    ['free objects', { apiVersion: 'apps/v1', kind: 'ControllerRevision', data: { any: [{ thing: 1 }] }, revision: 1 }],
    ['a custom resource', { apiVersion: 'example.com/v1', kind: 'Pod', spce: 1 }],
    ['a list', { apiVersion: 'v1', kind: 'List', items: [] }],
    ['no kind at all', { a: 1 }],
    [
      'a role reference without group, which is defaulted',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        roleRef: { kind: 'Role', name: 'r' },
      },
    ],
  ])('accepts %s', (_, object) => {
    expect(say(validateObject(object, 36))).toEqual([]);
  });

  it.each<[string, JsonObject, string[]]>([
    [
      'a misspelt field',
      pod({ containers: [container({ imagePullPolcy: 'Always' })] }),
      ['spec.containers.0.imagePullPolcy: unknown field "imagePullPolcy"; did you mean "imagePullPolicy"?'],
    ],
    [
      'another case',
      pod({ containers: [container()], hostnetwork: true }),
      ['spec.hostnetwork: unknown field "hostnetwork"; did you mean "hostNetwork"?'],
    ],
    [
      'a security setting of the pod beside its context',
      deployment({ containers: [container()], runAsNonRoot: true }),
      [
        'spec.template.spec.runAsNonRoot: unknown field "runAsNonRoot"; it belongs in "spec.template.spec.securityContext"',
      ],
    ],
    [
      'a container setting in the pod',
      pod({ containers: [container()], imagePullPolicy: 'Always' }),
      ['spec.imagePullPolicy: unknown field "imagePullPolicy"; it belongs in "spec.containers[0]"'],
    ],
    [
      'a pod setting in a container',
      pod({ containers: [container({ hostNetwork: true })] }),
      ['spec.containers.0.hostNetwork: unknown field "hostNetwork"; it belongs in "spec"'],
    ],
    [
      'a pod setting in the deployment',
      deployment({ containers: [container()] }, { serviceAccountName: 'web' }),
      ['spec.serviceAccountName: unknown field "serviceAccountName"; it belongs in "spec.template.spec"'],
    ],
    [
      'a setting of the spec beside it',
      { ...deployment({ containers: [container()] }), replicas: 3 },
      ['replicas: unknown field "replicas"; it belongs in "spec"'],
    ],
    [
      'labels outside of metadata',
      { ...pod({ containers: [container()] }), labels: {} },
      ['labels: unknown field "labels"; it belongs in "metadata"'],
    ],
    [
      'limits beside resources',
      pod({ containers: [container({ limits: { cpu: 1 } })] }),
      ['spec.containers.0.limits: unknown field "limits"; it belongs in "spec.containers[0].resources"'],
    ],
    [
      'a field of an older version of the API',
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { backend: {} } },
      ['spec.backend: unknown field "backend"; did you mean "defaultBackend"?'],
    ],
    [
      'a name like that of a built-in property',
      pod({ containers: [container()], constructor: 1 }),
      ['spec.constructor: unknown field "constructor"'],
    ],
  ])('reports %s', (_, object, expected) => {
    expect(say(validateObject(object, 36))).toEqual(expected);
  });

  it.each<[JsonObject, string]>([
    [
      deployment({ containers: [container()] }, { replicas: '3' }),
      '"replicas" must be a whole number, not a string "3"',
    ],
    [
      deployment({ containers: [container()] }, { replicas: 1.5 }),
      '"replicas" must be a whole number, not a number 1.5',
    ],
    [
      pod({ containers: [container()], hostNetwork: 'true' }),
      '"hostNetwork" must be true or false, not a string "true"',
    ],
    [
      pod({ containers: [container({ env: [{ name: 'A', value: true }] })] }),
      '"value" must be a string, not a boolean true',
    ],
    [pod({ containers: [container({ env: { A: 'b' } })] }), '"env" must be a list, not an object'],
    [pod({ containers: [container({ command: ['sh', 1] })] }), 'an item of "command" must be a string, not a number 1'],
    [pod({ containers: container() }), '"containers" must be a list, not an object'],
    [
      pod({ containers: [container({ resources: { limits: { cpu: 'lots' } } })] }),
      '"cpu" must be a quantity such as 500m or 1Gi, not a string "lots"',
    ],
    [pod({ containers: [container()] }, { labels: { version: 1 } }), '"version" must be a string, not a number 1'],
    [
      pod({ containers: [container()] }, { creationTimestamp: 'now' }),
      '"creationTimestamp" must be a time such as 2026-01-31T10:00:00Z, not a string "now"',
    ],
    [
      { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80, targetPort: true }] } },
      '"targetPort" must be a whole number or a string, not a boolean true',
    ],
  ])('reports wrong types: %#', (object, message) => {
    expect(validateObject(object, 36).map((problem) => problem.message)).toEqual([message]);
  });

  it('never repeats what a Secret holds', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', data: { key: 'hunter2!' }, stringData: { pin: 1234 } };

    const problems = validateObject(secret, 36);

    expect(say(problems)).toEqual([
      'data.key: "key" must be base64, not a string',
      'stringData.pin: "pin" must be a string, not a number',
    ]);
  });

  it('tells a place to move an unknown field to', () => {
    const [problem] = validateObject(pod({ containers: [container()], runAsUser: 1 }), 36);

    expect(problem).toMatchObject({
      kind: 'unknown-field',
      suggestion: 'spec.securityContext.runAsUser',
      meant: ['spec', 'securityContext', 'runAsUser'],
    });
  });

  it.each<[string, JsonObject, number, string[]]>([
    [
      'a field of a later minor',
      pod({ containers: [container({ restartPolicyRules: [] })] }),
      33,
      ['field "restartPolicyRules" is new in Kubernetes 1.34 (target is 1.33)'],
    ],
    ['a field that the target has', pod({ containers: [container({ restartPolicyRules: [] })] }), 34, []],
    [
      'a field that is gone',
      pod({ containers: [container()], workloadRef: { name: 'a', podGroup: 'b' } }),
      36,
      ['field "workloadRef" is gone since Kubernetes 1.36 (target is 1.36)'],
    ],
    [
      'a kind of a later minor',
      { apiVersion: 'resource.k8s.io/v1', kind: 'DeviceClass', spec: {} },
      33,
      ['resource.k8s.io/v1 DeviceClass is new in Kubernetes 1.34 (target is 1.33)'],
    ],
    ['a minor beyond the data', pod({ containers: [container()] }), 99, []],
  ])('knows versions: %s', (_, object, minor, expected) => {
    expect(validateObject(object, minor).map((problem) => problem.message)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['v1', 'Deployment', ['apiVersion: v1 has no Deployment; it belongs to apps/v1']],
    ['apps/v1', 'Ingress', ['apiVersion: apps/v1 has no Ingress; it belongs to networking.k8s.io/v1']],
    ['apps/v1', 'Deploymnet', ['kind: apps/v1 has no Deploymnet; did you mean Deployment?']],
    ['v1', 'pod', ['kind: v1 has no pod; did you mean Pod?']],
    ['networking.k8s.io/v1beta1', 'Ingress', []],
    ['extensions/v1beta1', 'Deployment', []],
    ['gateway.networking.k8s.io/v1', 'Gateway', []],
    ['v1', 'PodList', []],
    ['v1', 'Status', []],
  ])('says where a kind belongs: %s %s', (apiVersion, kind, expected) => {
    expect(say(validateObject({ apiVersion, kind }, 36))).toEqual(expected);
  });

  it('reports required fields, but not those of a status', () => {
    const object = {
      ...deployment({}),
      spec: { template: { spec: { containers: [{ image: 'a' }] } } },
      status: { conditions: [{}] },
    };

    expect(say(validateObject(object, 36))).toEqual([
      'spec.template.spec.containers.0.name: "name" is required',
      'spec.selector: "selector" is required',
    ]);
  });

  it('stays calm on any JSON under any kind', () => {
    const kinds = [...allKinds().keys()].map((id) => id.split(' '));
    const value = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Json>;
    const object = fc.record({
      metadata: value,
      spec: fc.oneof(value, fc.record({ template: value, containers: fc.array(value), rules: fc.array(value) })),
      data: value,
      status: value,
    });

    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        object,
        fc.integer({ min: 0, max: 60 }),
        ([apiVersion, kind], rest, minor) => {
          expect(Array.isArray(validateObject({ apiVersion, kind, ...rest }, minor))).toBe(true);
        },
      ),
    );
  });

  it('bounds depth and the number of problems', () => {
    let schema: JsonObject = {};
    for (let i = 0; i < 20_000; i++) schema = { not: schema };
    const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }];
    const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: { versions } };
    const wrong = pod(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`unknown${i}`, i])));

    const problems = [...validateObject(crd, 36), ...validateObject(wrong, 36)];

    expect(problems.length).toBeLessThan(210);
  });
});
