import { describe, expect, it } from 'vitest';
import { userNamed } from '../access/authorizer/users.ts';
import { createWorld, type World } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { createReplay } from './replay.ts';

const pod = (name: string, account: string, token = true) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec: {serviceAccountName: ${account}, automountServiceAccountToken: ${token}, containers: [{name: app, image: 'x:1'}]}
---
`;
const bound = (account: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{kind: ServiceAccount, name: ${account}, namespace: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]
---
`;

function worldOf(text: string): World {
  return createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor: 36 });
}

describe('what an account did, after a change', () => {
  const request = { verb: 'get', group: '', resource: 'pods', subresource: '', namespace: 'shop', name: 'a' };
  const user = userNamed('system:serviceaccount:shop:web');
  const used = [{ user, request, count: 1, first: '2026-11-01', last: '2026-11-01' }];
  const before = pod('a', 'web') + pod('b', 'web') + bound('web');

  it.each([
    ['nothing is changed', before, 'safe'],
    ['the account has no rights', pod('a', 'web') + pod('b', 'web') + bound('other'), 'breaks'],
    ['both pods are another account with the rights', pod('a', 'own') + pod('b', 'own') + bound('own'), 'safe'],
    ['one pod has no token', pod('a', 'web', false) + pod('b', 'web') + bound('web'), 'may-break'],
    ['no pod has a token', pod('a', 'web', false) + pod('b', 'web', false) + bound('web'), 'breaks'],
    ['one pod is gone', pod('b', 'web') + bound('web'), 'safe'],
  ])('%s', (_, after, verdict) => {
    const replay = createReplay(worldOf(before), { used });

    const outcome = replay.after(worldOf(after), []);

    expect(outcome.verdict).toBe(verdict);
    expect(outcome.requests).toHaveLength(verdict === 'safe' ? 0 : 1);
  });
});
