import { describe, expect, it } from 'vitest';
import { edges } from '../edges/index.generated.ts';
import { createWorld, type World } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { planCut } from './cut.ts';
import { crownJewels, goalsNamed } from './goals.ts';
import { buildGraph } from './graph.ts';
import { routesOf, tellingOnes } from './routes.ts';

const bound = (account: string, namespace: string, rules: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: ${account}}
rules: ${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ${account}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${account}}
subjects: [{kind: ServiceAccount, name: ${account}, namespace: ${namespace}}]
---
`;
const pod = (name: string, namespace: string, open: boolean) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {nodeName: one, serviceAccountName: ${name}, containers: [{name: app, image: 'x:1', ports: [{containerPort: 80}, {containerPort: 443}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {type: ${open ? 'LoadBalancer' : 'ClusterIP'}, selector: {app: ${name}}, ports: [{name: a, port: 80}, {name: b, port: 443}]}
---
`;
const EVERYTHING = "[{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]";
const READS = "[{apiGroups: [''], resources: [configmaps, secrets, pods], verbs: [list, watch]}]";

function worldOf(text: string): World {
  return createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor: 36 });
}

function ask(text: string) {
  const world = worldOf(text);
  const graph = buildGraph(world, edges);
  const wish = { sources: [world.internet.id], goals: crownJewels(world) };
  return { world, graph, wish, told: () => tellingOnes(graph, routesOf(graph, { ...wish, entriesOf: 10 })) };
}

const lines = ({ told, graph }: ReturnType<typeof ask>) =>
  told().map(({ goal, steps }) => `${graph.vertices[graph.to[steps[0]!]!]!.name} ${goal.name}`);

describe('what is told of ways', () => {
  it('is one for all ports of a workload, to the secrets that nobody knows by name', () => {
    const lists = ask(pod('edge', 'in', true) + bound('edge', 'in', READS));

    expect(lines(lists)).toEqual(['endpoint/in/edge:80 secrets of kube-system']);
  });

  it('stops at rights that are as good as everything, and goes through no other entrance', () => {
    const strong = pod('edge', 'in', true) + bound('edge', 'in', EVERYTHING);

    expect(lines(ask(strong + pod('web', 'shop', true)))).toEqual(['endpoint/in/edge:80 cluster-admin']);
  });

  it('names the other nodes that replicas of one workload lead to', () => {
    const replica = (name: string, node: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: in, labels: {app: agent}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: agent, uid: u, controller: true}]}
spec: {nodeName: ${node}, containers: [{name: app, image: 'x:1', securityContext: {privileged: true}, ports: [{containerPort: 80}]}]}
---
`;
    const service = `apiVersion: v1
kind: Service
metadata: {name: agent, namespace: in}
spec: {type: LoadBalancer, selector: {app: agent}, ports: [{port: 80}]}
`;

    const told = ask(replica('a', 'one') + replica('b', 'two') + service).told();

    expect(told.map(({ goal, alike }) => [goal, ...alike].map(({ name }) => name))).toEqual([['node/one', 'node/two']]);
  });

  it('has every entrance, also of a goal that is worth less than ten others', () => {
    const many = Array.from({ length: 12 }, (_, i) => `secret/kube-system/s${i}`);
    const objects = many.map(
      (name) => `apiVersion: v1
kind: Secret
metadata: {name: ${name.split('/')[2]!}, namespace: kube-system}
---
`,
    );
    const rule = (names: string) =>
      `[{apiGroups: [''], resources: [secrets], resourceNames: [${names}], verbs: [get]}]`;
    const numbered = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`).join();
    const entrances = (names: string) => {
      const edge = pod('edge', 'in', true) + bound('edge', 'in', rule(names));
      const side = pod('side', 'in', true) + bound('side', 'in', rule('s11'));
      return new Set(lines(ask(objects.join('') + edge + side)).map((line) => line.split(' ')[0]));
    };

    const both = new Set(['endpoint/in/edge:80', 'endpoint/in/side:80']);
    expect(entrances(numbered(11))).toEqual(both);
    expect(entrances(numbered(12))).toEqual(both);
  });

  it('has a way of each that is asked about, though they hold the same role', () => {
    const { graph, world } = ask(`apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: all}
rules: ${EVERYTHING}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: staff}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}, {kind: User, name: bob, apiGroup: rbac.authorization.k8s.io}]
`);
    const sources = ['ann', 'bob'].map((name) => world.access.user(name).id);

    const found = tellingOnes(graph, routesOf(graph, { sources, goals: crownJewels(world), entriesOf: 10 }));

    expect(new Set(found.map(({ steps }) => graph.from[steps[0]!]))).toEqual(new Set(sources));
  });

  it('is the way through cluster-admin where something else is asked for', () => {
    const { graph, world } = ask(
      pod('edge', 'in', true) +
        bound(
          'edge',
          'in',
          '[{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles, clusterrolebindings], verbs: [bind, create]}]',
        ),
    );
    const goals = goalsNamed(world, 'node/one');

    expect(routesOf(graph, { sources: [world.internet.id], goals })).toHaveLength(1);
  });
});

describe('a cut', () => {
  const cutOf = (text: string) => {
    const { graph, wish } = ask(text);
    return planCut(graph, wish).all?.map(({ title }) => title);
  };

  it('takes one resource out of a rule about several', () => {
    expect(cutOf(pod('edge', 'in', true) + bound('edge', 'in', READS))).toEqual([
      'take secrets out of rule 1 of ClusterRole edge',
    ]);
  });

  it('takes one verb out of a rule about one resource', () => {
    const rule = "[{apiGroups: [''], resources: [pods], verbs: [get, list, create]}]";

    expect(cutOf(pod('edge', 'in', true) + bound('edge', 'in', rule))).toEqual([
      'take the verb create out of rule 1 of ClusterRole edge',
    ]);
  });

  it('leaves a controller its rights where a network policy will do', () => {
    const controller = 'argocd-application-controller';
    const text = pod('web', 'shop', true) + pod(controller, 'argocd', false) + bound(controller, 'argocd', EVERYTHING);

    expect(cutOf(text)).toEqual([`put a NetworkPolicy in front of argocd/${controller}`]);
  });
});
