import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAuthorizer } from '../access/authorizer/authorizer.ts';
import { userNamed } from '../access/authorizer/users.ts';
import type { Fact } from '../edges/edge.ts';
import type { Used } from '../access/tighten/usage.ts';
import { createWorld, type World } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import type { Path } from '../model/json.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { applyControls } from './apply.ts';
import { type Control, controlOf, changesOf } from './controls.ts';
import { createReplay } from './replay.ts';

function worldOf(text: string): World {
  return createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor: 36 });
}

function controlAt(world: World, type: string, name: string, path: Path): Control {
  const resource = world.inventory.resources.find((one) => one.type === type && one.name === name)!;
  return controlOf({ resource, path, note: '' })!;
}

function used(user: string, text: string, count = 1): Used {
  const [verb = '', resource = '', where = '/'] = text.split(' ');
  const [namespace = '', name = ''] = where.split('/');
  const [base = '', subresource = ''] = resource.split('/');
  const request = { verb, group: '', resource: base, subresource, namespace, name };
  return { user: userNamed(user), request, count, first: '2026-11-01T00:00:00Z', last: '2026-11-02T00:00:00Z' };
}

const RIGHTS = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
  - {apiGroups: [''], resources: [pods], verbs: [get, list]}
  - {apiGroups: [''], resources: [secrets], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects:
  - {kind: User, name: alice, apiGroup: rbac.authorization.k8s.io}
  - {kind: User, name: bob, apiGroup: rbac.authorization.k8s.io}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: more}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects:
  - {kind: User, name: alice, apiGroup: rbac.authorization.k8s.io}
`;

describe('requests', () => {
  const log = [used('bob', 'get pods shop/a', 7), used('alice', 'get pods shop/a', 3), used('eve', 'get nodes')];

  it.each([
    ['ClusterRoleBinding', 'readers', ['roleRef'], ['bob']],
    ['ClusterRoleBinding', 'readers', ['subjects', 1], ['bob']],
    ['ClusterRoleBinding', 'readers', ['subjects', 0], []],
    ['ClusterRoleBinding', 'more', ['roleRef'], []],
    ['ClusterRole', 'reader', ['rules', 0], ['bob', 'alice']],
    ['ClusterRole', 'reader', ['rules', 1], []],
  ] as const)('that %s %s at %j allows alone are lost with it', (type, name, path, users) => {
    const world = worldOf(RIGHTS);

    const { verdict, requests } = createReplay(world, { used: log }).of([controlAt(world, type, name, [...path])]);

    expect(requests.map(({ user }) => user.name)).toEqual(users);
    expect(verdict).toBe(users.length > 0 ? 'breaks' : 'safe');
  });

  it('that two bindings allow are lost with both', () => {
    const world = worldOf(RIGHTS);
    const controls = ['readers', 'more'].map((name) => controlAt(world, 'ClusterRoleBinding', name, ['roleRef']));

    const { requests } = createReplay(world, { used: log }).of(controls);

    expect(requests.map(({ user }) => user.name)).toEqual(['bob', 'alice']);
  });

  it('tell nothing of changes that are about no rights, or where no log was given', () => {
    const world = worldOf(`${RIGHTS}---
apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop}
spec: {hostPID: true, containers: [{name: app, image: 'x:1'}]}
`);
    const change = controlAt(world, 'Pod', 'agent', ['spec', 'hostPID']);

    expect(createReplay(world, { used: log }).of([change]).verdict).toBe('unknown');
    expect(createReplay(world, {}).of([controlAt(world, 'ClusterRoleBinding', 'readers', ['roleRef'])]).verdict).toBe(
      'unknown',
    );
  });

  it('of an account are lost with its token, unless other pods keep one', () => {
    const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec: {serviceAccountName: web, containers: [{name: app, image: 'x:1'}]}
---
`;
    const mine = [used('system:serviceaccount:shop:web', 'get pods shop/a')];
    const verdicts = [pod('web'), pod('web') + pod('other')].map((text) => {
      const world = worldOf(text);
      const change = controlAt(world, 'Pod', 'web', ['spec', 'serviceAccountName']);
      return createReplay(world, { used: mine }).of([change]).verdict;
    });

    expect(verdicts).toEqual(['breaks', 'may-break']);
  });
});

describe('what is told lost', () => {
  const names = fc.constantFrom('a', 'b', 'c');
  const rule = fc.record({
    verbs: fc.subarray(['get', 'list', '*'], { minLength: 1 }),
    resources: fc.subarray(['pods', 'secrets', '*'], { minLength: 1 }),
    names: fc.subarray(['x', 'y']),
  });
  const role = fc.array(rule, { minLength: 1, maxLength: 3 });
  const binding = fc.record({
    role: fc.nat(2),
    wide: fc.boolean(),
    subjects: fc.array(names, { minLength: 1, maxLength: 3 }),
  });
  const asked = fc.record({
    user: names,
    verb: fc.constantFrom('get', 'list'),
    resource: fc.constantFrom('pods', 'secrets'),
    name: fc.constantFrom('', 'x', 'y'),
  });

  it('is what a new authorizer denies', () => {
    const input = fc.record({
      roles: fc.array(role, { minLength: 3, maxLength: 3 }),
      bindings: fc.array(binding, { minLength: 1, maxLength: 5 }),
      log: fc.array(asked, { minLength: 1, maxLength: 12 }),
      picks: fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(input, ({ roles, bindings, log, picks }) => {
        const world = worldOf(
          [
            ...roles.map((rules, i) => ({
              apiVersion: 'rbac.authorization.k8s.io/v1',
              kind: 'ClusterRole',
              metadata: { name: `r${i}` },
              rules: rules.map(({ names: resourceNames, ...rest }) => ({ apiGroups: [''], ...rest, resourceNames })),
            })),
            ...bindings.map(({ role: index, wide, subjects }, i) => ({
              apiVersion: 'rbac.authorization.k8s.io/v1',
              kind: wide ? 'ClusterRoleBinding' : 'RoleBinding',
              metadata: { name: `b${i}`, ...(!wide && { namespace: 'shop' }) },
              roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `r${index}` },
              subjects: subjects.map((name) => ({ kind: 'User', name, apiGroup: 'rbac.authorization.k8s.io' })),
            })),
          ]
            .map((object) => JSON.stringify(object))
            .join('\n---\n'),
        );
        const controls = picks.flatMap(([which, part]): Control[] => {
          const { resources } = world.inventory;
          const resource = resources[which % resources.length]!;
          const list = resource.type === 'ClusterRole' ? 'rules' : part === 0 ? 'roleRef' : 'subjects';
          const size = (resource.object[list] as unknown[]).length;
          const path = list === 'roleRef' ? [list] : [list, part % size];
          const item = list === 'rules' ? [...path, part > 1 ? 'verbs' : 'resources', 0] : undefined;
          const all = changesOf({ resource, path, note: '', item } as Fact);
          return all.slice(part % 2, (part % 2) + 1);
        });
        const unique = [...new Map(controls.map((control) => [control.key, control])).values()];
        const requests = log.map(({ user, verb, resource, name }) => used(user, `${verb} ${resource} shop/${name}`));
        const after = createAuthorizer(createInventory(applyControls(world.inventory.resources, unique)));

        const { requests: lost } = createReplay(world, { used: requests }).of(unique);

        const expected = requests.filter(
          ({ user, request }) => world.authorizer.can(user, request) && !after.can(user, request),
        );
        expect(new Set(lost)).toEqual(new Set(expected));
      }),
      { numRuns: 200 },
    );
  });
});

const SHOP = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: app, image: 'x:1', ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: job, namespace: shop, labels: {app: job}}
spec: {containers: [{name: app, image: 'x:1'}]}
`;

function flow(from: SeenFlow['from'], port = 8080): SeenFlow {
  const to = { text: 'shop/web', namespace: 'shop', pod: 'web' };
  return { from, to, protocol: 'TCP', port, file: 'flows.csv', line: 2, count: 9 };
}

const OUTSIDE = { text: '203.0.113.7', address: '203.0.113.7' };
const JOB = { text: 'shop/job', namespace: 'shop', pod: 'job' };

describe('connections', () => {
  it.each([
    [[OUTSIDE], 'breaks', ['203.0.113.7 -> shop/web']],
    [[JOB], 'safe', []],
  ] as const)('from outside are lost with the door: %j', (from, verdict, lost) => {
    const world = worldOf(SHOP);
    const shut = controlAt(world, 'Service', 'web', ['spec', 'type']);

    const replayed = createReplay(world, { flows: from.map((end) => flow(end)) }).of([shut]);

    expect([replayed.verdict, replayed.flows.map(({ text }) => text)]).toEqual([verdict, lost]);
  });

  it('stay where another door leads to the port', () => {
    const world = worldOf(`${SHOP}---
apiVersion: v1
kind: Service
metadata: {name: second, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 8080}]}
`);
    const shut = controlAt(world, 'Service', 'web', ['spec', 'type']);

    expect(createReplay(world, { flows: [flow(OUTSIDE)] }).of([shut]).verdict).toBe('safe');
  });

  it('of a workload with a door of its own may have come by a route that goes', () => {
    const world = worldOf(`${SHOP.replace('type: LoadBalancer, ', '')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: proxy, namespace: shop}
spec: {type: LoadBalancer, selector: {app: job}, ports: [{port: 443}]}
`);
    const shut = controlAt(world, 'Ingress', 'web', ['spec']);

    expect(createReplay(world, { flows: [flow(JOB)] }).of([shut]).verdict).toBe('may-break');
  });

  it('that nobody can place are told apart', () => {
    const world = worldOf(SHOP);
    const lost = { text: 'gone/pod', namespace: 'gone', pod: 'pod' };

    expect(createReplay(world, { flows: [flow(lost)] }).unresolved).toHaveLength(1);
  });
});
