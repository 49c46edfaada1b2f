import { vi } from 'vitest';
import { isUrlRequest, type AccessRequest } from '../../src/access/authorizer/request.ts';
import type { User } from '../../src/access/authorizer/users.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { at } from '../../src/std/value.ts';

/* What the server's own authorizer says. */

/** Stored last; once the server decides by it, its caches have what came before. */
export const SENTINEL = 'zz-last';

/** Whether the server would allow it: a SubjectAccessReview. */
export async function review(client: KubeClient, { name, groups }: User, request: AccessRequest): Promise<boolean> {
  const attributes = isUrlRequest(request)
    ? { nonResourceAttributes: { verb: request.verb, path: request.url } }
    : { resourceAttributes: { ...request } };
  const answer = await client.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user: name, groups: [...groups], ...attributes },
  });
  return at(answer, 'status', 'allowed') === true;
}

export function sentinels(): JsonObject[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const rule = { verbs: ['get'], apiGroups: ['sentinel'], resources: ['x'] };
  const subjects = [{ kind: 'User', name: SENTINEL, apiGroup: 'rbac.authorization.k8s.io' }];
  const roleRef = (kind: string) => ({ kind, name: SENTINEL, apiGroup: 'rbac.authorization.k8s.io' });
  const here = { name: SENTINEL, namespace: 'default' };
  return [
    { apiVersion, kind: 'ClusterRole', metadata: { name: SENTINEL }, rules: [rule] },
    { apiVersion, kind: 'Role', metadata: here, rules: [{ ...rule, resources: ['y'] }] },
    { apiVersion, kind: 'ClusterRoleBinding', metadata: { name: SENTINEL }, roleRef: roleRef('ClusterRole'), subjects },
    { apiVersion, kind: 'RoleBinding', metadata: here, roleRef: roleRef('Role'), subjects },
  ];
}

/** The authorizer of the server learns of objects a moment after they are stored, of each kind by itself. */
export async function settled(client: KubeClient): Promise<void> {
  for (const resource of ['x', 'y']) {
    const request = { verb: 'get', group: 'sentinel', resource, subresource: '', namespace: 'default', name: '' };
    const last = { name: SENTINEL, groups: [] };
    await vi.waitUntil(() => review(client, last, request), { timeout: 20_000, interval: 100 });
  }
}
