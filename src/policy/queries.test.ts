import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { parseApiPath } from './api-path.ts';
import { readsOf, typesOf } from './kinds.ts';
import { compilePolicy } from './plan.ts';
import { holdsFor, parseLabelQuery } from './label-query.ts';
import { needsOf } from './needs.ts';

describe('a path of the API', () => {
  it.each([
    ['/api/v1/pods', 'v1 pods'],
    ['/api/v1/namespaces', 'v1 namespaces'],
    ['/api/v1/namespaces/shop', 'v1 namespaces name=shop'],
    ['/api/v1/namespaces/{{ request.namespace }}/configmaps/a', 'v1 configmaps in=* name=a'],
    ['/apis/apps/v1/namespaces/shop/deployments/web/scale', 'apps/v1 deployments in=shop name=web sub=scale'],
    ['/apis/apps/v1/deployments?labelSelector=app%3Dweb&limit=5', 'apps/v1 deployments labelSelector=app=web limit=5'],
    ['/healthz', undefined],
    ['/apis/apps/v1', undefined],
  ])('%s is %s', (url, expected) => {
    const path = parseApiPath(url);

    const told = path && [
      path.apiVersion,
      path.resource,
      ...(path.namespace && [`in=${path.namespace}`]),
      ...(path.name && [`name=${path.name}`]),
      ...(path.subresource && [`sub=${path.subresource}`]),
      ...[...path.query].map(([key, value]) => `${key}=${value}`),
    ];
    expect(told?.join(' ')).toBe(expected);
  });
});

describe('a label query', () => {
  it.each([
    ['app=web', true],
    ['app==web,tier!=db', true],
    ['env in (prod, test),app', true],
    ['env notin (prod)', false],
    ['!legacy', true],
    ['!app', false],
    ['', true],
  ])('%s is %s', (text, expected) => {
    const parsed = parseLabelQuery(text);

    expect(parsed && holdsFor(parsed, { app: 'web', env: 'prod' })).toBe(expected);
  });

  it.each(['a b', 'app in web', '='])('%s cannot be read', (text) => {
    expect(parseLabelQuery(text)).toBeUndefined();
  });

  it('is read in time that its length bounds', () => {
    expect(parseLabelQuery('a,'.repeat(100_000))).toHaveLength(100_000);
  });
});

describe('what a policy looks up', () => {
  it('is told with the types that answer it', () => {
    const rule = {
      context: [
        { name: 'a', configMap: { name: 'teams', namespace: 'platform' } },
        { name: 'b', apiCall: { urlPath: '/apis/policy/v1/namespaces/{{ x }}/poddisruptionbudgets' } },
        { name: 'c', apiCall: { service: { url: 'https://svc' } } },
        { name: 'd', imageRegistry: { reference: '{{ element.image }}' } },
        { name: 'e', globalReference: { name: 'all' } },
      ],
      generate: { apiVersion: 'v1', kind: 'Secret', clone: { name: 's', namespace: 'd' } },
      validate: {
        cel: {
          expressions: [
            { expression: "resource.List('v1', 'pods', '') != null" },
            { expression: 'authorizer.path("/x").check("get").allowed()' },
            { expression: 'true', messageExpression: "resource.Get('v1', 'configmaps', 'a', 'b').data.x" },
          ],
          auditAnnotations: [{ key: 'a', valueExpression: 'string(authorizer.path("/x").check("get").allowed())' }],
        },
      },
    };

    const needs = needsOf({ spec: { rules: [rule] } });

    expect(needs.map(({ kind, what, types }) => `${kind}: ${what} (${types.join()})`)).toEqual([
      'config map: platform/teams (ConfigMap)',
      'API call: /apis/policy/v1/namespaces/{{ x }}/poddisruptionbudgets (PodDisruptionBudget)',
      'service call: https://svc ()',
      'image registry: {{ element.image }} ()',
      'global context: all ()',
      'objects: Secret (Secret)',
      'objects: v1 pods (Pod)',
      'rights: of roles and bindings (Role,ClusterRole,RoleBinding,ClusterRoleBinding)',
      'objects: v1 configmaps (ConfigMap)',
      'rights: of roles and bindings (Role,ClusterRole,RoleBinding,ClusterRoleBinding)',
    ]);
  });
});

describe('what a policy is about', () => {
  const kyverno = (kinds: readonly string[]) =>
    compiled({
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: { name: 'a' },
      spec: {
        rules: [{ name: 'r', match: { any: [{ resources: { kinds: [...kinds] } }] }, validate: { pattern: {} } }],
      },
    });

  it.each([
    [['ConfigMap'], ['ConfigMap'], []],
    [['argoproj.io/v1alpha1/Application', 'Secret'], ['Secret', 'Application.argoproj.io'], []],
    [['Widget', 'Secret'], '*', ['Secret', '*.Widget']],
  ])('%j is %j, and a cluster is asked for %j', (kinds, types, reads) => {
    const { policy, document } = kyverno(kinds);

    expect(typesOf(policy, document)).toEqual(types);
    expect(readsOf(policy, document)).toEqual(reads);
  });

  it('every kind: a cluster is asked for those of Kubernetes, without what machines write', () => {
    const { policy, document } = kyverno(['*']);

    const reads = readsOf(policy, document);

    expect(reads).toEqual(expect.arrayContaining(['Pod', 'Deployment', 'Secret']));
    expect(reads).not.toContain('Event');
  });

  it('resources of a group that is not Kubernetes own', () => {
    const { policy, document } = compiled({
      apiVersion: 'policies.kyverno.io/v1',
      kind: 'ValidatingPolicy',
      metadata: { name: 'a' },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['argoproj.io'],
              apiVersions: ['*'],
              operations: ['CREATE'],
              resources: ['applications/status'],
            },
          ],
        },
        validations: [{ expression: 'true' }],
      },
    });

    expect(typesOf(policy, document)).toBe('*');
    expect(readsOf(policy, document)).toEqual(['applications.argoproj.io']);
  });
});

function compiled(document: JsonObject) {
  return { policy: compilePolicy(document), document };
}
