import { writeFileSync } from 'node:fs';
import { vi } from 'vitest';
import { createAuthorizer } from '../../src/access/authorizer/authorizer.ts';
import { userNamed } from '../../src/access/authorizer/users.ts';
import { createInventory } from '../../src/model/inventory.ts';
import { connect } from '../../src/kube/connect.ts';
import type { AccessAnswer, AccessQuestion } from '../../src/cel/libraries/authorizer.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Lookups, UserInfo } from '../../src/policy/types.ts';
import { readCluster } from '../../src/sources/cluster/read.ts';
import { asObject, asString, at } from '../../src/std/value.ts';
import type { ControlPlane } from '../control-plane/start.ts';
import type { Answer, Api } from './admission-client.ts';
import type { Kind } from './admission-objects.ts';
import type { Sent } from './admission-worlds.ts';

/* Sending generated requests to the server, and what the server knows as lookups of ours. */

export async function inParallel<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
    }),
  );
}

export function pathOf({ apiVersion, resource, namespaced }: Kind, namespace: string, name = ''): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${root}${namespaced ? `/namespaces/${namespace}` : ''}/${resource}${name && `/${name}`}`;
}

/** Creates an object whose kind the server knows by its plural in lower case. @throws Error where it is refused */
export async function create(api: Api, object: JsonObject): Promise<void> {
  const { status, body } = await tryCreate(api, object);
  if (status !== 201) throw new Error(`${asString(object['kind'])}: ${JSON.stringify(body)}`);
}

export function tryCreate(api: Api, object: JsonObject): Promise<Answer> {
  const kind = asString(object['kind'])!;
  const plural = kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  const namespace = asString(at(object, 'metadata', 'namespace')) ?? '';
  const where = {
    apiVersion: asString(object['apiVersion'])!,
    resource: plural.toLowerCase(),
    namespaced: namespace !== '',
  };
  return api.send('POST', pathOf({ ...where, kind, make: () => ({}) }, namespace), { body: object });
}

const DRY = '?dryRun=All&fieldManager=test';

export function send(api: Api, { operation, kind, namespace, name, subresource, object, user }: Sent): Promise<Answer> {
  if (operation === 'CREATE') return api.send('POST', pathOf(kind, namespace) + DRY, { body: object, user });
  const path = `${pathOf(kind, namespace, name)}${subresource && `/${subresource}`}`;
  if (operation === 'UPDATE') return api.send('PUT', path + DRY, { body: object, user });
  return api.send('DELETE', `${path}?dryRun=All`, { user });
}

export function optionsOf({ operation }: Sent): JsonObject {
  const kind = { CREATE: 'CreateOptions', UPDATE: 'UpdateOptions', DELETE: 'DeleteOptions' }[operation];
  const manager = operation === 'DELETE' ? {} : { fieldManager: 'test' };
  return { kind, apiVersion: 'meta.k8s.io/v1', dryRun: ['All'], ...manager };
}

export function userOf(name: string): UserInfo {
  return {
    username: name,
    groups: ['testers', 'system:authenticated'],
    roles: [],
    clusterRoles: [],
    extra: { 'example.com/team': [name === 'alice' ? 'red' : 'blue'] },
  };
}

/** The cluster as lookups: its RBAC and its objects. */
export async function lookupsOf(plane: ControlPlane, objects: readonly JsonObject[]): Promise<Lookups> {
  const client = await connect({ kubeconfig: plane.kubeconfig, budget: { concurrent: 8, perSecond: 2000 } });
  const types = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);
  const { resources } = await readCluster(client, { types });
  client.close();
  const authorizer = createAuthorizer(createInventory(resources));
  return {
    objects: (apiVersion, kind) => objects.filter((one) => one['apiVersion'] === apiVersion && one['kind'] === kind),
    authorize: (user, question) => answer(authorizer, user, question),
  };
}

type Authorizer = ReturnType<typeof createAuthorizer>;

function answer(authorizer: Authorizer, { username, groups }: UserInfo, question: AccessQuestion): AccessAnswer {
  const { verb, path, serviceAccount: account } = question;
  const { group = '', resource = '', subresource = '', namespace = '', name = '' } = question;
  const user = account
    ? userNamed(`system:serviceaccount:${account.namespace}:${account.name}`)
    : { name: username, groups };
  const request = path === undefined ? { verb, group, resource, subresource, namespace, name } : { verb, url: path };
  const allowed = authorizer.can(user, request);
  // the server names the binding and the role
  return { allowed, reason: allowed ? 'RBAC: allowed' : '' };
}

/** With `ADMISSION_DUMP=file`, what a run found, for whoever looks into a difference. */
export function note(found: object): void {
  const file = process.env['ADMISSION_DUMP'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(found, null, 1));
}

/** Waits until the server has heard of the policy and the binding that were made last. */
export async function settled(
  api: Api,
  sentinel: { policy: JsonObject; binding: JsonObject; denies: string },
): Promise<void> {
  await create(api, sentinel.policy);
  await create(api, sentinel.binding);
  const probe = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: sentinel.denies, namespace: 'default' } };
  const asks = async () =>
    (await api.send('POST', `/api/v1/namespaces/default/configmaps${DRY}`, { body: probe })).status;
  await vi.waitUntil(async () => (await asks()) !== 201, { timeout: 30_000, interval: 200 });
}

export function labelsOf(object: JsonObject | undefined): Record<string, string> {
  return asObject(at(object, 'metadata', 'labels')) as Record<string, string>;
}
