import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edges } from '../edges/index.generated.ts';
import { createWorld } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { applyControls } from './apply.ts';
import { planCut } from './cut.ts';
import { crownJewels } from './goals.ts';
import { buildGraph } from './graph.ts';
import { routesOf } from './routes.ts';

const RULES = [
  "{apiGroups: [''], resources: [configmaps, secrets], verbs: [list, watch]}",
  "{apiGroups: [''], resources: [pods], verbs: [get, create]}",
  "{apiGroups: [''], resources: [pods/exec], verbs: [create]}",
  "{apiGroups: [''], resources: [serviceaccounts/token, pods/exec], verbs: [create]}",
  "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}",
  '{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles, clusterrolebindings], verbs: [bind, create]}',
];

interface Workload {
  readonly open: boolean;
  readonly privileged: boolean;
  readonly role: number;
}

const anyWorkload: fc.Arbitrary<Workload> = fc.record({
  open: fc.boolean(),
  privileged: fc.boolean(),
  role: fc.nat(3),
});
const anyRole = fc.uniqueArray(fc.nat(RULES.length - 1), { maxLength: 3 });

function textOf(workloads: readonly Workload[], roles: readonly (readonly number[])[]): string {
  const parts = workloads.map(({ open, privileged, role }, i) => {
    const binding = role < roles.length ? bindingOf(`w${i}`, role) : '';
    return `apiVersion: v1
kind: Pod
metadata: {name: w${i}, namespace: shop, labels: {app: w${i}}}
spec: {nodeName: one, serviceAccountName: w${i}, containers: [{name: app, image: 'x:1', securityContext: {privileged: ${privileged}}, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: w${i}, namespace: shop}
spec: {type: ${open ? 'LoadBalancer' : 'ClusterIP'}, selector: {app: w${i}}, ports: [{port: 80}]}
---
${binding}`;
  });
  const own = roles.map(
    (rules, i) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: r${i}}
rules: [${rules.map((rule) => RULES[rule]).join(', ')}]
---
`,
  );
  return [...parts, ...own].join('');
}

function bindingOf(account: string, role: number): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ${account}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: r${role}}
subjects: [{kind: ServiceAccount, name: ${account}, namespace: shop}]
---
`;
}

function ask(resources: readonly Resource[]) {
  const world = createWorld(createInventory([...resources]), { minor: 36 });
  const graph = buildGraph(world, edges);
  return { graph, wish: { sources: [world.internet.id], goals: crownJewels(world) } };
}

describe('the changes of a cut', () => {
  it('leave no way, and none of them can be left out', () => {
    fc.assert(
      fc.property(
        fc.array(anyWorkload, { minLength: 1, maxLength: 4 }),
        fc.array(anyRole, { minLength: 1, maxLength: 3 }),
        (workloads, roles) => {
          const { resources } = readManifestText('cluster.yaml', textOf(workloads, roles));
          const { graph, wish } = ask(resources);

          const all = planCut(graph, wish).all ?? [];

          expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
          for (const left of all) {
            const { graph: after, wish: asked } = ask(
              applyControls(
                resources,
                all.filter((one) => one !== left),
              ),
            );
            expect(routesOf(after, asked), left.title).not.toEqual([]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
