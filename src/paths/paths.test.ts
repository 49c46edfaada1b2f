import { describe, expect, it } from 'vitest';
import { edges } from '../edges/index.generated.ts';
import { createWorld } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { chokePoints, relevantSteps } from './chokes.ts';
import { planCut } from './cut.ts';
import { crownJewels, goalsNamed } from './goals.ts';
import { buildGraph, type Graph } from './graph.ts';
import { matchesOf, parsePattern } from './query.ts';
import { routesOf } from './routes.ts';
import { sourceNamed } from './sources.ts';

function graphOf(text: string): Graph {
  const { resources } = readManifestText('cluster.yaml', text);
  return buildGraph(createWorld(createInventory(resources), { minor: 36 }), edges);
}

const pod = (name: string, more = '', container = '') => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec:
  nodeName: worker-1
  serviceAccountName: ${name}
${more}  containers:
    - {name: app, image: 'x:1'${container}}
---
`;
const bound = (kind: string, rule: string, account: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: role-of-${account}}
rules: [${rule}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: {name: binding-of-${account}, namespace: ${kind === 'RoleBinding' ? 'shop' : "''"}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: role-of-${account}}
subjects: [{kind: ServiceAccount, name: ${account}, namespace: shop}]
---
`;
const EXEC = "{apiGroups: [''], resources: [pods/exec], verbs: [create]}";
const ALL = "{apiGroups: ['*'], resources: ['*'], verbs: ['*']}";

describe('graph', () => {
  it('keeps rights over many objects small: one step to all, and one from there to each', () => {
    const pods = Array.from({ length: 50 }, (_, i) => pod(`p${i}`)).join('');
    const sets = Array.from({ length: 20 }, (_, i) => bound('ClusterRoleBinding', EXEC, `p${i}`)).join('');

    const graph = graphOf(pods + sets);

    const exec = graph.edges.findIndex(({ id }) => id === 'pods-exec');
    expect(graph.kind.filter((kind) => kind === exec)).toHaveLength(20);
    const names = graph.vertices.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('pods@'))).toEqual(expect.arrayContaining(['pods@cluster']));
    expect(graph.vertices).toHaveLength(new Set(names).size);
  });

  it('goes on from a right in a namespace only to what is there', () => {
    const other = pod('far').replace('namespace: shop', 'namespace: other');
    const graph = graphOf(pod('web') + other + bound('RoleBinding', EXEC, 'web'));
    const { world } = graph;
    const sources = sourceNamed(world, 'serviceaccount/shop/web').map(({ id }) => id);

    const [near, far] = ['pod/shop/web', 'pod/other/far'].map((name) =>
      routesOf(graph, { sources, goals: goalsNamed(world, name) }),
    );

    expect([near?.length, far?.length]).toEqual([1, 0]);
  });
});

describe('crown jewels', () => {
  it('are known by powers, not by names', () => {
    const graph = graphOf(pod('web') + bound('ClusterRoleBinding', ALL, 'web'));
    const sources = sourceNamed(graph.world, 'pod/shop/web').map(({ id }) => id);

    const routes = routesOf(graph, { sources, goals: crownJewels(graph.world) });

    expect(routes.map(({ goal }) => goal.name)).toContain('cluster-admin');
  });

  it('are told once where the ways to them are alike', () => {
    const nodes = [1, 2, 3].map((i) => `apiVersion: v1\nkind: Node\nmetadata: {name: n${i}}\n---\n`).join('');
    const agents = [1, 2, 3].map((i) =>
      pod(`agent${i}`, '', ', securityContext: {privileged: true}').replace('worker-1', `n${i}`),
    );
    const graph = graphOf(nodes + agents.join('') + pod('web') + bound('ClusterRoleBinding', EXEC, 'web'));
    const sources = sourceNamed(graph.world, 'serviceaccount/shop/web').map(({ id }) => id);

    const routes = routesOf(graph, { sources, goals: goalsNamed(graph.world, 'node/n*') });

    expect(routes.length + routes.flatMap(({ alike }) => alike).length).toBe(3);
  });
});

describe('choke points and cuts', () => {
  const text =
    pod('web') + pod('agent', '', ', securityContext: {privileged: true}') + bound('ClusterRoleBinding', EXEC, 'web');

  it('name what every way passes', () => {
    const graph = graphOf(text);
    const sources = sourceNamed(graph.world, 'serviceaccount/shop/web').map(({ id }) => id);

    const passed = chokePoints(graph, relevantSteps(graph, sources, goalsNamed(graph.world, 'node/worker-1')));

    const names = passed.map((vertex) => graph.vertices[vertex]!.name);
    expect(names).toEqual(
      expect.arrayContaining(['permissions/role-of-web::binding-of-web', 'container/shop/agent/app']),
    );
  });

  it('take the one change that closes several ways at once', () => {
    const graph = graphOf(text);
    const sources = sourceNamed(graph.world, 'serviceaccount/shop/web').map(({ id }) => id);

    const plan = planCut(graph, { sources, goals: goalsNamed(graph.world, 'node/worker-1') });

    expect(plan.all?.map(({ title }) => title)).toEqual(['set privileged: false in container app of Pod agent']);
  });

  it('say so where nothing can be changed', () => {
    const graph = graphOf(pod('web'));
    const sources = sourceNamed(graph.world, 'node/worker-1').map(({ id }) => id);

    const plan = planCut(graph, { sources, goals: goalsNamed(graph.world, 'pod/shop/web') });

    expect(plan.all).toBeUndefined();
    expect(plan.uncut).not.toEqual([]);
  });
});

describe('patterns', () => {
  const ids = new Set(edges.map(({ id }) => id));

  it.each([
    ['pod', 2],
    ['pod{name=pod/shop/web}', 1],
    ['pod{namespace=sho*} -> container', 2],
    ['pod -[pod-contains]-> container -[privileged-container]-> node', 1],
    ['serviceaccount -*-> node{name=node/worker-1}', 1],
    ['pod -[pod-contains]*-> *', 4],
    ['pod{namespace=other} -*-> node', 0],
  ])('%s', (text, expected) => {
    const graph = graphOf(
      pod('web') + pod('agent', '', ', securityContext: {privileged: true}') + bound('ClusterRoleBinding', EXEC, 'web'),
    );
    const pattern = parsePattern(text, ids);
    if ('message' in pattern) throw new Error(pattern.message);

    expect(matchesOf(graph, pattern, 100)).toHaveLength(expected);
  });

  it.each([
    ['', 'a vertex is missing at the end'],
    ['pod => node', 'neither a vertex nor a step'],
    ['pod ->', 'a vertex is missing at the end'],
    ['-> pod', 'a vertex is missing before this step'],
    ['pod -[fly]-> node', 'no step is called fly'],
    ['pod -[]-> node', 'no step is called nothing'],
    ['dog -> node', 'no vertex is of kind dog'],
    ['pod{color=red} -> node', 'color=red is no condition'],
    ['pod node', 'a step is missing before this vertex'],
  ])('%s is refused', (text, message) => {
    expect(parsePattern(text, ids)).toMatchObject({ message: expect.stringContaining(message) as string });
  });
});
