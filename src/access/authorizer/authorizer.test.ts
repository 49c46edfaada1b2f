import { describe, expect, it } from 'vitest';
import { toResource } from '../../kubernetes/resource.ts';
import { createInventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { createAuthorizer, type AuthorizerOptions } from './authorizer.ts';
import { defaultRoles } from './defaults.ts';
import { type AccessRequest, requestText } from './request.ts';
import { parseResource } from './resources.ts';
import { rightsOf } from './rights.ts';
import { parseSubject, userNamed, type User } from './users.ts';

const place = { file: 'test.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };

function object(kind: string, name: string, more: JsonObject, live = false): Resource {
  const [first = '', last] = name.split('/');
  const metadata = last === undefined ? { name: first } : { namespace: first, name: last };
  return toResource(
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
      ...more,
      metadata: { ...metadata, ...(more['metadata'] as JsonObject) },
    },
    { file: 'test.yaml', locate: () => place, editable: false, live },
  )!;
}

/** `get,list secrets,apps:deployments named db`, `get /metrics`. */
function rule(text: string): JsonObject {
  const [verbs = '', what = '', , names] = text.split(' ');
  const parts = what.split(',');
  if (what.startsWith('/') || what === '*url') {
    return { verbs: verbs.split(','), nonResourceURLs: parts.map((url) => url.replace('*url', '*')) };
  }
  return {
    verbs: verbs.split(','),
    apiGroups: [...new Set(parts.map((part) => (part.includes(':') ? part.split(':')[0]! : '')))],
    resources: parts.map((part) => part.split(':').at(-1)!),
    ...(names && { resourceNames: names.split(',') }),
  };
}

function role(name: string, ...rules: string[]): Resource {
  return object(name.includes('/') ? 'Role' : 'ClusterRole', name, { rules: rules.map(rule) });
}

/** Subjects as `User alice`, `Group devs`, `ServiceAccount shop/web`, `ServiceAccount web`. */
function bind(name: string, ref: string, ...subjects: string[]): Resource {
  const [kind = '', refName = ''] = ref.split(' ');
  return object(name.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding', name, {
    roleRef: { kind, name: refName },
    subjects: subjects.map((text) => {
      const [subjectKind = '', subject = ''] = text.split(' ');
      const [namespace, own] = subject.includes('/') ? subject.split('/') : [undefined, subject];
      return { kind: subjectKind, name: own, ...(namespace && { namespace }) };
    }),
  });
}

function request(text: string, namespace = '', name = ''): AccessRequest {
  const [verb = '', what = ''] = text.split(' ');
  if (what.startsWith('/')) return { verb, url: what };
  return { verb, ...parseResource(what, createInventory([])), namespace, name };
}

function authorizer(objects: Resource[], options?: AuthorizerOptions) {
  return createAuthorizer(createInventory(objects), options);
}

const alice = userNamed('alice', ['devs']);

describe('a rule', () => {
  it.each([
    ['get secrets', 'get secrets', true],
    ['* secrets', 'use secrets', true],
    ['get secrets', 'list secrets', false],
    ['get *', 'get pods/log', true],
    ['get */log', 'get pods/log', true],
    ['get */log', 'get pods', false],
    ['get pods/*', 'get pods/log', false],
    ['get pods', 'get pods/log', false],
    ['get apps:deployments', 'get deployments', true],
    ['get deployments', 'get deployments', false],
    ['get *:deployments', 'get deployments', true],
    ['get /metrics', 'get /metrics', true],
    ['get /metrics', 'get /metrics/slis', false],
    ['get /metrics/*', 'get /metrics/slis', true],
    ['get /metrics**', 'get /metrics/slis', true],
    ['get *url', 'get /anything', true],
    ['* *', 'get /anything', false],
  ])('%s: %s is %s', (given, asked, expected) => {
    const { can } = authorizer([role('r', given), bind('b', 'ClusterRole r', 'User alice')]);

    expect(can(alice, request(asked))).toBe(expected);
  });

  it('with names allows only requests that name one of them', () => {
    const { can } = authorizer([
      role('r', 'get,list,create secrets named db'),
      bind('b', 'ClusterRole r', 'User alice'),
    ]);

    expect([
      can(alice, request('get secrets', 'shop', 'db')),
      can(alice, request('get secrets', 'shop', 'other')),
      can(alice, request('list secrets', 'shop')),
      can(alice, request('list secrets', 'shop', 'db')),
      can(alice, request('create secrets', 'shop')),
    ]).toEqual([true, false, false, true, false]);
  });
});

describe('a binding', () => {
  const get = (namespace: string) => request('get secrets', namespace);

  it('of a namespace gives a ClusterRole there alone, and no paths', () => {
    const { can } = authorizer([role('r', 'get secrets', 'get /x'), bind('shop/b', 'ClusterRole r', 'User alice')]);

    expect(['shop', 'ci', ''].map((namespace) => can(alice, get(namespace)))).toEqual([true, false, false]);
    expect(can(alice, request('get /x'))).toBe(false);
  });

  it('gives nothing where its role is missing, of another namespace or of no kind, and is listed as dangling', () => {
    const { can, dangling } = authorizer([
      role('shop/r', 'get secrets'),
      bind('ci/b', 'Role r', 'User alice'),
      bind('b', 'Role r', 'User alice'),
      bind('shop/c', 'Rolle r', 'User alice'),
    ]);

    expect(['shop', 'ci', ''].some((namespace) => can(alice, get(namespace)))).toBe(false);
    expect(dangling.map(({ binding }) => binding.name)).toEqual(['b', 'b', 'c']);
  });

  it.each<[string, User, boolean]>([
    ['ServiceAccount shop/web', parseSubject('sa:shop/web')!, true],
    ['ServiceAccount web', parseSubject('sa:shop/web')!, true],
    ['ServiceAccount web', parseSubject('sa:ci/web')!, false],
    ['User system:serviceaccount:shop:web', parseSubject('sa:shop/web')!, true],
    ['Group system:serviceaccounts:shop', parseSubject('sa:shop/web')!, true],
    ['Group system:serviceaccounts', parseSubject('sa:ci/web')!, true],
    ['Group system:authenticated', userNamed('system:anonymous'), false],
    ['Group system:unauthenticated', userNamed('system:anonymous'), true],
    ['User devs', alice, false],
    ['Group devs', alice, true],
    ['group devs', alice, false],
  ])('of %s', (subject, user, expected) => {
    const { can } = authorizer([role('r', 'get secrets'), bind('shop/b', 'ClusterRole r', subject)]);

    expect(can(user, get('shop'))).toBe(expected);
  });

  it('of the whole cluster names a service account with its namespace or not at all', () => {
    const { can } = authorizer([role('r', 'get secrets'), bind('b', 'ClusterRole r', 'ServiceAccount web')]);

    expect(can(parseSubject('sa:default/web')!, get(''))).toBe(false);
  });

  it('of a file without a namespace lands where the file is applied', () => {
    const objects = () => [
      object('Role', 'r', { rules: [rule('get secrets')] }),
      object('RoleBinding', 'b', { roleRef: { kind: 'Role', name: 'r' }, subjects: [{ kind: 'User', name: 'alice' }] }),
    ];

    expect(authorizer(objects()).can(alice, get('default'))).toBe(true);
    expect(authorizer(objects(), { defaultNamespace: 'shop' }).can(alice, get('shop'))).toBe(true);
  });
});

describe('aggregated roles', () => {
  const parts = { clusterRoleSelectors: [{ matchLabels: { into: 'sum' } }] };
  const sum = (live: boolean) =>
    object('ClusterRole', 'sum', { rules: [rule('get pods')], aggregationRule: parts }, live);
  const part = object('ClusterRole', 'part', { metadata: { labels: { into: 'sum' } }, rules: [rule('get secrets')] });
  const binding = bind('b', 'ClusterRole sum', 'User alice');
  const both = ['get pods', 'get secrets'].map((text) => request(text));

  it('are gathered from files, over what they say themselves, and taken as stored from a cluster', () => {
    const files = authorizer([sum(false), part, binding]);
    const cluster = authorizer([sum(true), part, binding]);

    expect(both.map((one) => files.can(alice, one))).toEqual([false, true]);
    expect(both.map((one) => cluster.can(alice, one))).toEqual([true, false]);
    expect(files.why(alice, both[1]!)[0]?.owned.owner.name).toBe('part');
  });

  it('take in what files add to the roles of Kubernetes', () => {
    const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    const widgets = object('ClusterRole', 'widgets', {
      metadata: { labels },
      rules: [rule('get example.com:widgets')],
    });
    const { can } = authorizer([...defaultRoles(), widgets, bind('b', 'ClusterRole view', 'User alice')]);

    const asked = ['get widgets.example.com', 'get pods', 'get secrets'].map((text) => can(alice, request(text)));
    expect(asked).toEqual([true, true, false]);
  });
});

describe('answers', () => {
  const world = [
    role('reader', 'get,list secrets', 'get /metrics'),
    role('shop/editor', '* secrets,configmaps', 'get pods named web-0'),
    bind('wide', 'ClusterRole reader', 'User bob', 'Group devs'),
    bind('shop/narrow', 'Role editor', 'Group devs', 'User alice', 'ServiceAccount web'),
  ];

  it('say by which bindings, the whole cluster first, and by the subject that comes first', () => {
    const reasons = authorizer(world).why(alice, request('get secrets', 'shop'));

    expect(reasons.map(({ given, subject, owned }) => [given.binding.name, subject.path, owned.rule.path])).toEqual([
      ['wide', ['subjects', 1], ['rules', 0]],
      ['narrow', ['subjects', 0], ['rules', 0]],
    ]);
  });

  it('list who can, in one scope and everywhere', () => {
    const engine = authorizer(world);
    const names = (everywhere: boolean) =>
      engine
        .whoCan(request('list secrets'), everywhere)
        .map(({ name }) => name)
        .sort();

    expect(names(false)).toEqual(['bob', 'devs']);
    expect(names(true)).toEqual(['alice', 'bob', 'devs', 'system:serviceaccount:shop:web']);
    expect(engine.allowedIn(userNamed('alice'), request('list secrets'))).toEqual(['shop']);
  });

  it('give all rights, merged by resource', () => {
    const rights = rightsOf(authorizer(world), alice);

    expect(
      rights.map(({ namespace, verbs, resource, names }) => [namespace, verbs.join(), resource, names.join()]),
    ).toEqual([
      ['', 'get', '/metrics', ''],
      ['', 'get,list', 'secrets', ''],
      ['shop', '*', 'configmaps', ''],
      ['shop', 'get', 'pods', 'web-0'],
      ['shop', '*', 'secrets', ''],
    ]);
  });

  it('know system:masters, unless RBAC alone is asked', () => {
    const root = userNamed('root', ['system:masters']);

    expect(authorizer([]).can(root, request('delete nodes'))).toBe(true);
    expect(authorizer([], { masters: false }).can(root, request('delete nodes'))).toBe(false);
  });

  it('are given for objects of any shape', () => {
    const odd = [
      object('ClusterRole', 'r', { rules: 'x', aggregationRule: { clusterRoleSelectors: [1] } }),
      object('ClusterRole', 's', { rules: [null, { verbs: 7, resources: [{}] }] }),
      object('RoleBinding', 'shop/b', { roleRef: [], subjects: { kind: 'User' } }),
      object('ClusterRoleBinding', 'c', {
        roleRef: { kind: 'ClusterRole', name: 's' },
        subjects: [7, { kind: 'User' }],
      }),
    ];

    expect(authorizer(odd).can(alice, request('get secrets'))).toBe(false);
  });
});

describe('words of people', () => {
  it.each([
    ['deploy', 'deployments.apps'],
    ['Ingress', 'ingresses.networking.k8s.io'],
    ['networkpolicies', 'networkpolicies.networking.k8s.io'],
    ['deployments.apps/scale', 'deployments.apps/scale'],
    ['sa/token', 'serviceaccounts/token'],
    ['widgets.example.com', 'widgets.example.com'],
    ['endpoints', 'endpoints'],
    ['events', 'events'],
    ['storageclass', 'storageclasses.storage.k8s.io'],
    ['users', 'users'],
  ])('%s is %s', (text, expected) => {
    expect(requestText(request(`get ${text}`))).toBe(`get ${expected}`);
  });

  it('find kinds that CustomResourceDefinitions declare', () => {
    const names = { plural: 'widgets', kind: 'Widget', shortNames: ['wd'] };
    const crd = object('CustomResourceDefinition', 'widgets.example.com', { spec: { group: 'example.com', names } });

    expect(parseResource('wd/status', createInventory([crd]))).toEqual({
      group: 'example.com',
      resource: 'widgets',
      subresource: 'status',
    });
  });

  it.each([
    ['sa:shop/web', 'system:serviceaccount:shop:web', 'system:serviceaccounts:shop'],
    ['ServiceAccount/shop/web', 'system:serviceaccount:shop:web', 'system:serviceaccounts'],
    ['group:devs', '', 'devs'],
    ['node:a', 'system:node:a', 'system:nodes'],
    ['oidc:lars@example.com', 'oidc:lars@example.com', 'system:authenticated'],
    ['constructor:x', 'constructor:x', 'system:authenticated'],
  ])('%s', (text, name, group) => {
    const user = parseSubject(text);

    expect(user?.name).toBe(name);
    expect(user?.groups).toContain(group);
  });

  it('that name no subject are none', () => {
    expect(['sa:web', 'sa:a/b/c', ''].map(parseSubject)).toEqual([undefined, undefined, undefined]);
  });
});
