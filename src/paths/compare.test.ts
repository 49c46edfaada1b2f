import { describe, expect, it } from 'vitest';
import { edges } from '../edges/index.generated.ts';
import { createWorld } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { newRoutes, type Side } from './compare.ts';
import { goalsNamed } from './goals.ts';
import { buildGraph } from './graph.ts';
import { routesOf } from './routes.ts';

const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: db, namespace: shop}
---
`;
const roleOf = (user: string, rule: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: role-of-${user}}
rules: [${rule}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: binding-of-${user}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: role-of-${user}}
subjects: [{kind: User, name: ${user}, apiGroup: rbac.authorization.k8s.io}]
---
`;
const BINDS =
  '{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles, clusterrolebindings], verbs: [bind, create]}';
const ALL = "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}";

function sideOf(text: string, user: string, ...goals: readonly string[]): Side {
  const world = createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor: 36 });
  const sources = [world.access.user(user).id];
  const graph = buildGraph(world, edges);
  return { graph, sources, goals: goals.flatMap((goal) => goalsNamed(world, goal)) };
}

describe('new ways', () => {
  it.each([
    ['a role that binds any role', BINDS],
    ['a role that may do everything', ALL],
  ])('lead through cluster-admin to what alone is asked about: %s', (_, rule) => {
    const [before, after] = [SECRET, SECRET + roleOf('ann', rule)].map((text) => sideOf(text, 'ann', 'secret/shop/db'));

    expect(routesOf(after!.graph, after!)).toHaveLength(1);
    expect(newRoutes(before!, after!)).not.toHaveLength(0);
    expect(newRoutes(after!, before!)).toHaveLength(0);
  });

  it('lead from rights as good as everything to a secret that is new', () => {
    const role = roleOf('ann', ALL);
    const [before, after] = [role, SECRET + role].map((text) => sideOf(text, 'ann', 'secret/shop/db'));

    expect(routesOf(before!.graph, before!)).toHaveLength(0);
    expect(newRoutes(before!, after!)).not.toHaveLength(0);
  });

  it('end at cluster-admin where that is asked about, too', () => {
    const goals = ['cluster-admin', 'secret/shop/db'];
    const [before, after] = [SECRET, SECRET + roleOf('ann', BINDS)].map((text) => sideOf(text, 'ann', ...goals));

    expect(newRoutes(before!, after!).map(({ goal }) => goal.name)).toEqual(['cluster-admin']);
  });
});
