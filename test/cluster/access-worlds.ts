import type { JsonObject } from '../../src/model/json.ts';
import type { AccessRequest } from '../../src/access/authorizer/request.ts';
import { accountUser, type User } from '../../src/access/authorizer/users.ts';

/** Random numbers below `n` from a seed. */
export type Random = (n: number) => number;

export function randomFrom(seed: number): Random {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const GROUPS = ['', 'apps', 'batch', 'rbac.authorization.k8s.io', '*'];
const RESOURCES = [
  'pods',
  'secrets',
  'pods/exec',
  'pods/log',
  'deployments',
  'deployments/scale',
  'nodes/proxy',
  'roles',
];
const PATTERNS = ['*', '*/scale', '*/log', 'pods/*', '*/*'];
const VERBS = ['get', 'list', 'watch', 'create', 'delete', 'deletecollection', 'bind', 'escalate', 'impersonate'];
const NAMES = ['a', 'b', 'web-0'];
const URLS = ['/metrics', '/metrics/slis', '/api/v1', '/apis', '/custom/x', '/custom'];
const URL_PATTERNS = ['/metrics', '/custom/*', '/custom**', '*', '/ap*', '/metrics/'];

/** One world: objects for a server, whose names begin with its own prefix, and who is in it. */
export interface World {
  readonly objects: readonly JsonObject[];
  readonly namespaces: readonly string[];
  readonly users: readonly User[];
}

export function generateWorld(prefix: string, random: Random): World {
  const namespaces = [`${prefix}-a`, `${prefix}-b`, `${prefix}-c`];
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  const some = <T>(list: readonly T[], most = 3) => Array.from({ length: 1 + random(most) }, () => pick(list));
  const users = usersOf(prefix, namespaces);
  const resourceRule = (): JsonObject => ({
    verbs: random(8) ? some(VERBS) : ['*'],
    apiGroups: some(GROUPS, 2),
    resources: random(3) ? some(RESOURCES) : [...some(RESOURCES), pick(PATTERNS)],
    ...(random(3) === 0 && { resourceNames: some(NAMES, 2) }),
  });
  const urlRule = (): JsonObject => ({ verbs: some(['get', 'post', '*'], 2), nonResourceURLs: some(URL_PATTERNS, 2) });
  const clusterRules = () => Array.from({ length: random(4) }, () => (random(4) ? resourceRule() : urlRule()));
  const subject = (): JsonObject => {
    const kind = random(3);
    if (kind === 0) return { kind: 'User', name: pick(users).name, apiGroup: RBAC };
    if (kind === 1) return { kind: 'Group', name: pick(pick(users).groups.filter(isOwn)), apiGroup: RBAC };
    return { kind: 'ServiceAccount', name: pick(['default', 'web']), namespace: pick(namespaces) };
  };
  const roleName = (n: number) => `${prefix}-role-${random(n)}`;
  const clusterRoles = range(6, (i) => object('ClusterRole', `${prefix}-role-${i}`, '', { rules: clusterRules() }));
  const roles = range(6, (i) =>
    object('Role', `${prefix}-role-${i}`, namespaces[i % 3]!, { rules: range(1 + random(3), resourceRule) }),
  );
  const clusterBindings = range(3, (i) => {
    const roleRef = { kind: 'ClusterRole', name: roleName(7), apiGroup: RBAC };
    return object('ClusterRoleBinding', `${prefix}-binding-${i}`, '', { roleRef, subjects: range(2, subject) });
  });
  const bindings = range(9, (i) => {
    const roleRef = { kind: pick(['Role', 'ClusterRole']), name: roleName(7), apiGroup: RBAC };
    return object('RoleBinding', `${prefix}-binding-${i}`, namespaces[i % 3]!, {
      roleRef,
      subjects: range(3, subject),
    });
  });
  const homes = namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  return { objects: [...homes, ...clusterRoles, ...roles, ...clusterBindings, ...bindings], namespaces, users };
}

/** A request that some rule of the world may be about. */
export function generateRequest({ namespaces }: World, random: Random): AccessRequest {
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  if (random(8) === 0) return { verb: pick(['get', 'post']), url: pick(URLS) };
  const [resource = '', subresource = ''] = pick([...RESOURCES, 'widgets/scale', 'pods/*']).split('/');
  return {
    verb: pick([...VERBS, 'use']),
    group: pick(GROUPS.filter((group) => group !== '*')),
    resource,
    subresource,
    namespace: random(6) ? pick(namespaces) : '',
    name: random(2) ? pick([...NAMES, 'other']) : '',
  };
}

const RBAC = 'rbac.authorization.k8s.io';

function usersOf(prefix: string, namespaces: readonly string[]): User[] {
  const people = ['alice', 'bob', 'eve'].map((name, i) => ({
    name: `${prefix}-${name}`,
    groups: [`${prefix}-team-${i % 2}`, 'system:authenticated'],
  }));
  const accounts = namespaces.flatMap((namespace) => ['default', 'web'].map((name) => accountUser(namespace, name)));
  return [...people, ...accounts];
}

/** Groups of one world: what everybody is in would mix the worlds up. */
function isOwn(group: string): boolean {
  return group !== 'system:authenticated' && group !== 'system:serviceaccounts';
}

function object(kind: string, name: string, namespace: string, more: JsonObject): JsonObject {
  return { apiVersion: `${RBAC}/v1`, kind, metadata: { name, ...(namespace && { namespace }) }, ...more };
}

function range<T>(length: number, make: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => make(i));
}
