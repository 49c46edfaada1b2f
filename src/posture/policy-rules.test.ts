import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toResource } from '../kubernetes/resource.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { bundlePolicies } from '../policy/bundle.ts';
import { asString } from '../std/value.ts';
import { policyChecks } from './policy-rules.ts';
import { createRunMemory, nextInventory, runChecks } from './run.ts';
import { replaced } from '../../test/replaced.ts';

const PLACE = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function resource(object: JsonObject, live = false): Resource {
  const file = `${asString(object['kind'])}.yaml`;
  return toResource(object, { file, editable: false, live, locate: () => ({ file, ...PLACE }) })!;
}

function checksOf(...documents: readonly JsonObject[]) {
  const { policies, others } = bundlePolicies(documents);
  return policyChecks({
    policies: policies.map(({ policy, document }) => ({ policy, resource: resource(document) })),
    others: others.filter((one) => typeof one['kind'] === 'string').map((one) => resource(one)),
    defaulted: (object) => object,
  }).map((check) => ({ check, parameters: {} }));
}

const POLICY: JsonObject = {
  apiVersion: 'kyverno.io/v1',
  kind: 'ClusterPolicy',
  metadata: { name: 'teams', annotations: { 'policies.kyverno.io/severity': 'high' } },
  spec: {
    rules: [
      {
        name: 'known',
        match: { any: [{ resources: { kinds: ['Secret'], namespaceSelector: { matchLabels: { tier: 'prod' } } } }] },
        context: [{ name: 'teams', configMap: { name: 'teams', namespace: 'default' } }],
        preconditions: { all: [{ key: '{{ request.operation }}', operator: 'Equals', value: 'CREATE' }] },
        validate: {
          message: 'not {{ teams.data.one }}',
          pattern: { metadata: { labels: { team: '{{ teams.data.one }}' } } },
        },
      },
    ],
  },
};
const namespace = (tier: string) =>
  resource({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { tier } } });
const teams = (one: string) =>
  resource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'teams', namespace: 'default' }, data: { one } });
const secret = resource({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'shop', labels: { team: 'red' } },
});
const SCOPE = { minor: 36, today: '2026-11-21' };

describe('rules of policies', () => {
  it('are judged anew where what they look up has changed, and only there', () => {
    const checks = checksOf(POLICY);
    const memory = createRunMemory();
    const round = (...resources: readonly Resource[]) => {
      const inventory = nextInventory(resources, memory);
      const { findings, gaps } = runChecks(inventory, checks, SCOPE, new Map(), memory);
      return [...findings.map(({ violation }) => violation.message), ...gaps.map(({ code }) => code)];
    };
    const [prod, red] = [namespace('prod'), teams('red')];

    expect(round(prod, red, secret)).toEqual([]);
    expect(round(prod, teams('blue'), secret)).toEqual(['not blue']);
    expect(round(namespace('test'), teams('blue'), secret)).toEqual([]);
    expect(round(prod, secret)).toEqual(['unsupported']);
  });

  it('know who may do what from the roles and bindings of the inventory, and say where there are none', () => {
    const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['secrets'] }];
    const account = "authorizer.serviceAccount('shop', 'web').group('').resource('secrets').namespace('shop')";
    const checks = checksOf({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'readers' },
      spec: {
        matchConstraints: { resourceRules: rules },
        validations: [{ expression: `!${account}.check('get').allowed()`, message: 'web may read secrets' }],
      },
    });
    const binding = resource({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'web', namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }],
    });
    const memory = createRunMemory();
    const round = (...resources: readonly Resource[]) => {
      const { findings, gaps } = runChecks(nextInventory(resources, memory), checks, SCOPE, new Map(), memory);
      return [...findings.map(({ violation }) => violation.message), ...gaps.map(({ code }) => code)];
    };

    expect(checks[0]?.check.types).toEqual(['Secret', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);
    expect(round(secret, binding)).toEqual(['web may read secrets']);
    expect(round(secret)).toEqual(['unsupported']);
    expect(round(secret, binding)).toEqual(['web may read secrets']);
  });

  it('know that what is not in a cluster does not exist, and nothing of the sort of files', () => {
    const rule = {
      name: 'teams',
      match: { any: [{ resources: { kinds: ['Secret'] } }] },
      context: [{ name: 'n', apiCall: { urlPath: '/api/v1/configmaps', jmesPath: 'length(items)' } }],
      validate: {
        message: 'no teams',
        deny: { conditions: { any: [{ key: '{{ n }}', operator: 'Equals', value: 0 }] } },
      },
    };
    const checks = checksOf({ ...POLICY, spec: { rules: [rule] } });
    const live = resource({ ...secret.object, metadata: { name: 'live', namespace: 'shop' } }, true);
    const said = (...resources: readonly Resource[]) => {
      const { findings, gaps } = runChecks(createInventory(resources), checks, SCOPE);
      return [
        ...findings.map((one) => `${one.resource.name}: ${one.violation.message}`),
        ...gaps.map(({ code }) => code),
      ];
    };

    expect(said(secret, live)).toEqual(['live: no teams', 'unsupported']);
    expect(said(live, secret)).toEqual(['live: no teams', 'unsupported']);
  });

  it('of requests alone say nothing of what is in a cluster', () => {
    const checks = checksOf({ ...POLICY, spec: { background: false, ...(POLICY['spec'] as JsonObject) } });
    const live = resource(secret.object, true);

    const { findings, gaps } = runChecks(createInventory([namespace('prod'), teams('blue'), live]), checks, SCOPE);

    expect([findings, gaps]).toEqual([[], []]);
  });

  it('ask a cluster for the kinds that they are about, and for those that they look up', () => {
    expect(checksOf(POLICY)[0]?.check.types).toEqual(['Secret', 'ConfigMap']);
  });

  it('never throw, whatever stands where in a policy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.jsonValue({ maxDepth: 2 }), (at, value) => {
        const broken = replaced(POLICY, at, value) as JsonObject;

        const checks = checksOf(broken);
        const { gaps } = runChecks(createInventory([namespace('prod'), teams('red'), secret]), checks, SCOPE);

        expect(gaps.filter(({ code }) => code === 'check-failed')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
