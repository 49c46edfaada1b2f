import { expect, it } from 'vitest';
import { createInventory } from '../model/inventory.ts';
import { resourcesOf } from '../../test/resources.ts';
import { authorizeIn } from './policy-rights.ts';

const NOBODY = { username: '', groups: [], roles: [], clusterRoles: [], extra: {} };
const VIEWERS = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'viewers' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [{ kind: 'Group', name: 'system:serviceaccounts:shop', apiGroup: 'rbac.authorization.k8s.io' }],
};
const serviceAccount = { namespace: 'shop', name: 'web' };

it('accounts that policies ask for are not among the authenticated, as in a kube-apiserver', () => {
  const authorize = authorizeIn([createInventory(resourcesOf([VIEWERS]))], false);

  // Discovery is for those who are authenticated, by a role that every API server makes.
  const discovery = authorize(NOBODY, { verb: 'get', path: '/apis', serviceAccount });
  const pods = authorize(NOBODY, { verb: 'get', resource: 'pods', namespace: 'shop', serviceAccount });

  expect([discovery?.allowed, pods?.allowed]).toEqual([false, true]);
});
