import { describe, expect, it } from 'vitest';
import { toResource } from '../kubernetes/resource.ts';
import { workloadOf, type Workload } from '../kubernetes/workload.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { origin } from '../../test/resources.ts';
import { accountOf, bindingsTo, mountsToken } from './accounts.ts';
import { effectiveRules } from './aggregation.ts';
import { bindingOf, bindingsOf, boundRole, isConfined, subjectName } from './bindings.ts';
import { allows, allowsEverything, allowsUrl, grantOf } from './grants.ts';
import { givesEverything, givesTakeover } from './powers.ts';
import { nameMatches, roleOf, type Role, type Rule } from './roles.ts';

function resource(kind: string, name: string, namespace: string, more: JsonObject): Resource {
  const api = kind === 'Pod' || kind === 'ServiceAccount' ? 'v1' : 'rbac.authorization.k8s.io/v1';
  return toResource({ apiVersion: api, kind, metadata: { name, namespace }, ...more }, origin) as Resource;
}

function rule(groups: string[], resources: string[], verbs: string[], names: string[] = []): Rule {
  return { path: ['rules', 0], groups, resources, verbs, names, urls: [] };
}

function roleNamed(kind: string, name: string, namespace = '', more: JsonObject = {}): Resource {
  return resource(kind, name, namespace, { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], ...more });
}

function binding(kind: string, namespace: string, role: [string, string], subjects: JsonObject[] = []): Resource {
  return resource(kind, `${role[1]}-binding`, namespace, { roleRef: { kind: role[0], name: role[1] }, subjects });
}

/** A ClusterRole that may do everything and has labels. */
function labelled(name: string, labels: JsonObject, more: JsonObject = {}): Resource {
  return roleNamed('ClusterRole', name, '', { metadata: { name, labels }, ...more });
}

function aggregate(...clusterRoleSelectors: JsonObject[]): JsonObject {
  return { rules: [], aggregationRule: { clusterRoleSelectors } };
}

/** Names of the roles whose rules the first one gives. */
function owners(list: Resource[]): string[] {
  return effectiveRules(createInventory(list), roleOf(list[0]!) as Role).map(({ owner }) => owner.name);
}

function pod(spec: JsonObject): Workload {
  return workloadOf(resource('Pod', 'web', 'shop', { spec }))!;
}

describe('what a rule allows', () => {
  const exec = { verb: 'create', group: '', resource: 'pods/exec' };

  it.each([
    ['named', rule([''], ['pods/exec'], ['create']), true],
    ['every resource', rule([''], ['*'], ['create']), true],
    ['the subresource of every resource', rule([''], ['*/exec'], ['*']), true],
    ['every group', rule(['*'], ['pods/exec'], ['create']), true],
    ['the resource without its subresource', rule([''], ['pods'], ['create']), false],
    ['pods/*, which is no wildcard', rule([''], ['pods/*'], ['create']), false],
    ['another subresource', rule([''], ['*/log'], ['create']), false],
    ['another group', rule(['apps'], ['*'], ['*']), false],
    ['another verb', rule([''], ['pods/exec'], ['get']), false],
    ['an empty rule', rule([], [], []), false],
  ])('%s', (_, given, expected) => {
    expect(allows(given, exec)).toBe(expected);
  });

  it('binds named objects by their name', () => {
    const named = rule([''], ['secrets'], ['get', 'list'], ['db']);

    expect(allows(named, { verb: 'get', group: '', resource: 'secrets', name: 'db' })).toBe(true);
    expect(allows(named, { verb: 'get', group: '', resource: 'secrets', name: 'other' })).toBe(false);
    expect(allows(named, { verb: 'list', group: '', resource: 'secrets' })).toBe(false);
    expect(grantOf(named, { groups: [''], resources: ['secrets'], verbs: ['get'] })).toBeUndefined();
  });

  it('matches paths that are no resource', () => {
    const metrics: Rule = { ...rule([], [], ['get']), urls: ['/metrics', '/healthz/*'] };

    expect(allowsUrl(metrics, 'get', '/healthz/etcd')).toBe(true);
    expect(allowsUrl(metrics, 'get', '/metrics/cadvisor')).toBe(false);
    expect(allowsUrl(metrics, 'post', '/metrics')).toBe(false);
  });

  it('knows everything when it is spelled out', () => {
    const verbs = ['watch', 'get', 'list', 'create', 'update', 'patch', 'delete'];

    expect(allowsEverything(rule(['*'], ['*'], verbs))).toBe(true);
    expect(allowsEverything(rule(['*'], ['*'], verbs.slice(1)))).toBe(false);
    expect(allowsEverything(rule([''], ['*'], ['*']))).toBe(false);
  });

  it('reads rules of any shape without failing', () => {
    const odd = resource('Role', 'odd', 'shop', { rules: ['x', null, { verbs: 'get', resources: [1, 'pods'] }] });

    expect(roleOf(odd)?.rules).toEqual([
      { path: ['rules', 2], verbs: [], groups: [], resources: ['pods'], names: [], urls: [] },
    ]);
  });
});

describe('bindings', () => {
  it('finds a Role in its own namespace only, and where a file leaves the namespace open', () => {
    const here = roleNamed('Role', 'owner', 'shop');
    const bindings = ['shop', 'other', ''].map((namespace) => binding('RoleBinding', namespace, ['Role', 'owner']));
    const inventory = createInventory([here, ...bindings]);

    const found = bindings.map((one) => boundRole(inventory, bindingOf(one)!)?.resource);

    expect(found).toEqual([here, undefined, here]);
    expect(bindingsOf(inventory, roleOf(here)!).map((one) => one.resource)).toEqual([bindings[0], bindings[2]]);
  });

  it('confines a ClusterRole that only RoleBindings give', () => {
    const local = roleNamed('ClusterRole', 'local');
    const wide = roleNamed('ClusterRole', 'wide');
    const unbound = roleNamed('ClusterRole', 'unbound');
    const inventory = createInventory([
      local,
      wide,
      unbound,
      binding('RoleBinding', 'shop', ['ClusterRole', 'local']),
      binding('RoleBinding', 'shop', ['ClusterRole', 'wide']),
      binding('ClusterRoleBinding', '', ['ClusterRole', 'wide']),
    ]);

    expect([local, wide, unbound].map((one) => isConfined(inventory, roleOf(one)!))).toEqual([true, false, false]);
  });

  it('takes the built-in roles for what they are, unless a Role has their name', () => {
    const named = binding('ClusterRoleBinding', '', ['ClusterRole', 'cluster-admin']);
    const local = binding('RoleBinding', 'shop', ['Role', 'cluster-admin']);
    const edit = binding('ClusterRoleBinding', '', ['ClusterRole', 'edit']);
    const inventory = createInventory([named, local, edit]);

    expect(givesEverything(inventory, bindingOf(named)!)).toBeDefined();
    expect(givesEverything(inventory, bindingOf(local)!)).toBeUndefined();
    expect(givesEverything(inventory, bindingOf(edit)!)).toBeUndefined();
    expect(givesTakeover(inventory, bindingOf(edit)!)).toBeDefined();
  });

  it('names subjects with the namespace that counts', () => {
    const subjects = [{ kind: 'ServiceAccount', name: 'web' }, { kind: 'Group', name: 'dev', namespace: 'x' }, 7];
    const bound = bindingOf(binding('RoleBinding', 'shop', ['Role', 'a'], subjects as JsonObject[]))!;

    expect(bound.subjects.map(subjectName)).toEqual(['ServiceAccount shop/web', 'Group dev']);
    expect(nameMatches('system:node', ['system:*'])).toBe(true);
    expect(nameMatches('my-system:node', ['system:*', 'my'])).toBe(false);
  });
});

describe('aggregated roles', () => {
  it('hold the rules of every role that a selector picks, through several steps', () => {
    const top = labelled('top', {}, aggregate({ matchLabels: { into: 'top' } }));
    const middle = labelled('middle', { into: 'top' }, aggregate({ matchLabels: { into: 'middle' } }));

    expect(owners([top, middle, labelled('leaf', { into: 'middle' }), labelled('other', { into: 'x' })])).toEqual([
      'leaf',
    ]);
  });

  it('read expressions', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
      { key: 'tier', operator: 'NotIn', values: ['b'] },
    ];
    const top = labelled('top', {}, aggregate({ matchExpressions }));

    expect(
      owners([top, labelled('a', { tier: 'a' }), labelled('b', { tier: 'b' }), labelled('c', { tier: 'a', old: '' })]),
    ).toEqual(['a']);
  });

  it('end where they select each other', () => {
    const one = labelled(
      'one',
      { in: 'two' },
      { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { in: 'one' } }] } },
    );
    const two = labelled(
      'two',
      { in: 'one' },
      { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { in: 'two' } }] } },
    );

    expect(owners([one, two])).toEqual(['one', 'two']);
  });

  it('hold any number of rules', () => {
    const rules = Array.from({ length: 150_000 }, () => ({ apiGroups: [''], resources: ['pods'], verbs: ['get'] }));

    expect(owners([roleNamed('ClusterRole', 'vast', '', { rules })])).toHaveLength(150_000);
  });
});

describe('accounts of workloads', () => {
  it('get what their name and their groups are given', () => {
    const subjects: [string, string, string?][] = [
      ['ServiceAccount', 'web', 'shop'],
      ['Group', 'system:serviceaccounts:shop'],
      ['Group', 'system:serviceaccounts'],
      ['ServiceAccount', 'web', 'other'],
      ['User', 'web'],
      ['User', 'system:serviceaccount:shop:web'],
      ['User', 'system:serviceaccount:shop:other'],
    ];
    const bindings = subjects.map(([kind, name, namespace = ''], i) =>
      binding('ClusterRoleBinding', '', ['ClusterRole', `r${i}`], [{ kind, name, namespace }]),
    );

    const given = bindingsTo(createInventory(bindings), accountOf(pod({ serviceAccount: 'web' })));

    expect(given.map((one) => one.role.name)).toEqual(['r0', 'r5', 'r2', 'r1']);
  });

  it('have their token mounted unless the pod, or else the ServiceAccount, says no', () => {
    const quiet = resource('ServiceAccount', 'quiet', 'shop', { automountServiceAccountToken: false });
    const inventory = createInventory([quiet]);
    const specs: JsonObject[] = [
      {},
      { serviceAccountName: 'quiet' },
      { serviceAccountName: 'quiet', automountServiceAccountToken: true },
      { automountServiceAccountToken: false },
    ];

    expect(specs.map((spec) => mountsToken(inventory, pod(spec)))).toEqual([true, false, true, false]);
  });

  it('are those of the namespace default where a pod names none', () => {
    const quiet = resource('ServiceAccount', 'quiet', 'default', { automountServiceAccountToken: false });
    const unplaced = workloadOf(resource('Pod', 'web', '', { spec: { serviceAccountName: 'quiet' } }))!;

    expect(mountsToken(createInventory([quiet]), unplaced)).toBe(false);
  });
});
