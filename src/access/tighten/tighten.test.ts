import { describe, expect, it } from 'vitest';
import { createInventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import { resourcesOf } from '../../../test/resources.ts';
import { createAuthorizer } from '../authorizer/authorizer.ts';
import { defaultRoles } from '../authorizer/defaults.ts';
import { leastRules } from './least-rules.ts';
import { tighten } from './tighten.ts';
import { createUsage } from './usage.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';

function world(...objects: JsonObject[]) {
  const inventory = createInventory([...resourcesOf(objects), ...defaultRoles()]);
  return { inventory, authorizer: createAuthorizer(inventory) };
}

const WORLD = [
  {
    apiVersion,
    kind: 'ClusterRole',
    metadata: { name: 'wide' },
    rules: [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ],
  },
  {
    apiVersion,
    kind: 'Role',
    metadata: { name: 'named', namespace: 'shop' },
    rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['a', 'b', 'c'], verbs: ['get', 'update'] }],
  },
  binding(
    'ClusterRoleBinding',
    'admins',
    undefined,
    'wide',
    { kind: 'User', name: 'root' },
    { kind: 'Group', name: 'devs' },
  ),
  binding('RoleBinding', 'named', 'shop', 'named', { kind: 'ServiceAccount', name: 'web' }),
  binding('ClusterRoleBinding', 'idle', undefined, 'wide', { kind: 'ServiceAccount', name: 'old', namespace: 'shop' }),
];

function binding(kind: string, name: string, namespace: string | undefined, role: string, ...subjects: JsonObject[]) {
  const roleRef = { kind: namespace ? 'Role' : 'ClusterRole', name: role };
  return { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, roleRef, subjects };
}

interface EventOptions {
  readonly groups?: string[];
  readonly stage?: string;
  readonly decision?: string;
  readonly more?: JsonObject;
  readonly time?: string;
}

/** `get secrets shop/a`, `list apps:deployments shop/`, `get /metrics`. */
function event(username: string, text: string, options: EventOptions = {}): string {
  const { groups = ['system:authenticated'], stage = 'ResponseComplete', decision = 'allow', more = {} } = options;
  const [verb = '', what = '', where = '/'] = text.split(' ');
  const [namespace, name] = where.split('/');
  const [apiGroup, resource = ''] = what.includes(':') ? what.split(':') : ['', what];
  const [base = '', subresource] = resource.split('/');
  const objectRef = { apiGroup, resource: base, ...(subresource && { subresource }), namespace, name };
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    stage,
    verb,
    user: { username, groups },
    requestURI: what.startsWith('/') ? `${what}?x=1` : '/api',
    ...(!what.startsWith('/') && { objectRef }),
    requestReceivedTimestamp: options.time ?? '2026-11-20T10:00:00.000000Z',
    annotations: { 'authorization.k8s.io/decision': decision },
    ...more,
  });
}

function tightened(...lines: string[]) {
  const usage = createUsage();
  for (const line of lines) usage.add(line);
  const { inventory, authorizer } = world(...WORLD);
  return tighten(inventory, authorizer, usage.used);
}

const WEB = 'system:serviceaccount:shop:web';

describe('tighten', () => {
  it('gives each subject what it used, where it used it, and proves it by replay', () => {
    const result = tightened(
      event('root', 'list pods shop/'),
      event('root', 'get pods shop/web-0', { time: '2026-11-21T10:00:00.000000Z' }),
      event('root', 'get apps:deployments ci/x'),
      event('root', 'list nodes'),
      event('root', 'get /metrics'),
      event('eve', 'delete jobs ci/x', { groups: ['devs', 'system:authenticated'] }),
    );

    const root = result.subjects.find(({ name }) => name === 'root')!;
    const roles = root.manifests.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');
    expect(roles.map(({ kind, metadata, rules }) => [kind, (metadata as JsonObject)['namespace'], rules])).toEqual([
      [
        'ClusterRole',
        undefined,
        [
          { apiGroups: [''], resources: ['nodes'], verbs: ['list'] },
          { nonResourceURLs: ['/metrics'], verbs: ['get'] },
        ],
      ],
      ['Role', 'ci', [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }]],
      ['Role', 'shop', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }]],
    ]);
    expect([root.first, root.last, root.requests]).toEqual([
      '2026-11-20T10:00:00.000000Z',
      '2026-11-21T10:00:00.000000Z',
      5,
    ]);
    expect([result.replayed, result.denied, result.unexplained]).toEqual([6, [], []]);
  });

  it('never widens: names stay where the right is bound to names', () => {
    const { subjects, denied } = tightened(event(WEB, 'get secrets shop/a'), event(WEB, 'get secrets shop/b'));

    const web = subjects.find(({ name }) => name === WEB)!;
    expect(web.manifests[0]?.['rules']).toEqual([
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['a', 'b'], verbs: ['get'] },
    ]);
    expect(denied).toEqual([]);
  });

  it('lists bindings by which nothing was used', () => {
    const { subjects } = tightened(event('root', 'list pods shop/'));

    const unused = subjects.filter(({ unused: list }) => list.length > 0).map(({ name }) => name);
    expect(unused).toEqual(['devs', 'system:serviceaccount:shop:old', WEB]);
    expect(subjects.find(({ name }) => name === WEB)?.manifests).toEqual([]);
  });

  it('leaves to everybody what everybody may, and to other authorizers what is theirs', () => {
    const result = tightened(
      event('root', 'get /healthz'),
      event('system:node:a', 'get secrets shop/a', { groups: ['system:nodes'] }),
      event('admin', 'get secrets shop/a', { groups: ['system:masters'] }),
    );

    expect(result.subjects.every(({ manifests }) => manifests.length === 0)).toBe(true);
    expect(result.unexplained.map(({ user }) => user.name)).toEqual(['system:node:a']);
    expect(result.denied).toEqual([]);
  });

  it('reads impersonation as rights of both', () => {
    const { subjects, denied } = tightened(
      event('root', 'get secrets shop/a', { more: { impersonatedUser: { username: WEB, groups: ['auditors'] } } }),
    );

    expect(denied).toEqual([]);
    expect(subjects.find(({ name }) => name === 'root')?.manifests[0]?.['rules']).toEqual([
      { apiGroups: [''], resources: ['groups'], verbs: ['impersonate'] },
    ]);
    expect(subjects.find(({ name }) => name === 'root')?.manifests[2]?.['rules']).toEqual([
      { apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] },
    ]);
  });
});

describe('an audit log', () => {
  it('counts requests once, passes over what was denied, and knows lines that are none', () => {
    const usage = createUsage();
    const lines = [
      event('root', 'watch pods', { stage: 'ResponseStarted' }),
      event('root', 'watch pods'),
      event('root', 'list pods', { stage: 'RequestReceived' }),
      event('root', 'delete pods', { decision: 'forbid' }),
      '{"kind": "Event", "stage": 7, "user": []}',
      '{"torn',
      '[]',
      'null',
    ];

    const read = lines.map((line) => usage.add(line));

    expect(read).toEqual([true, true, true, true, true, false, false, false]);
    expect(usage.used.map(({ request, count }) => [request.verb, count])).toEqual([['watch', 1]]);
    expect(usage.events).toBe(5);
  });
});

describe('least rules', () => {
  it('join what has equal verbs, and nothing else', () => {
    const ask = (verb: string, resource: string, name = '') => ({
      verb,
      group: '',
      resource,
      subresource: '',
      namespace: 'shop',
      name,
    });

    const rules = leastRules([
      ask('get', 'pods'),
      ask('list', 'pods'),
      ask('list', 'services'),
      ask('get', 'services'),
      ask('get', 'secrets', 'b'),
      ask('get', 'secrets', 'a'),
      ask('delete', 'pods'),
    ]);

    expect(rules).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['delete', 'get', 'list'] },
      { apiGroups: [''], resources: ['services'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['a', 'b'], verbs: ['get'] },
    ]);
  });
});
