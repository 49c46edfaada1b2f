import { describe, expect, it } from 'vitest';
import { edges } from '../edges/index.generated.ts';
import { createWorld } from '../edges/world.ts';
import { createInventory } from '../model/inventory.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { asObject, at } from '../std/value.ts';
import { applyControls } from './apply.ts';
import { relevantSteps } from './chokes.ts';
import type { Addition } from './controls.ts';
import { createFencer } from './fence-policy.ts';
import { type Fence, fencesOf } from './fences.ts';
import { crownJewels } from './goals.ts';
import { buildGraph, type Graph } from './graph.ts';
import { routesOf } from './routes.ts';

/** An entry in `shop` that everybody reaches, and an administrator in `ops`. */
function cluster(...more: string[]): string {
  return [
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}',
    workload('web', 'shop', 8080),
    workload('agent', 'ops', 9100, 'serviceAccountName: agent'),
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: agent}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}\nsubjects: [{kind: ServiceAccount, name: agent, namespace: ops}]',
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: all}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]",
    ...more,
  ].join('\n---\n');
}

function workload(name: string, namespace: string, port = 0, spec = 'automountServiceAccountToken: false'): string {
  const ports = port > 0 ? `, ports: [{containerPort: ${port}}]` : '';
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${spec}
      containers: [{name: ${name}, image: 'x:1'${ports}}]`;
}

function graphOf(text: string): Graph {
  return buildGraph(
    createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor: 36 }),
    edges,
  );
}

function fences(graph: Graph, flows?: readonly SeenFlow[]): Fence[] {
  const goals = crownJewels(graph.world);
  const relevant = relevantSteps(graph, [graph.world.internet.id], goals);
  return fencesOf(graph, relevant, { along: new Set(), flows });
}

function specs(list: readonly Fence[]) {
  return list.map(({ control }) => [
    control.title.split(' ').at(-1),
    asObject(at((control.change as Addition).object, 'spec')),
  ]);
}

function flow(from: string, to: string): SeenFlow {
  const end = (text: string) => ({ text, namespace: text.split('/')[0]!, workload: { name: text.split('/')[1]! } });
  return { from: end(from), to: end(to), protocol: 'TCP', port: 9100, file: 'flows.csv', line: 2, count: 3 };
}

describe('a fence', () => {
  it('lets in the neighbours of the namespace, and the ways are gone when everything is analysed anew', () => {
    const graph = graphOf(cluster(workload('worker', 'ops')));

    const found = fences(graph);

    expect(specs(found)).toEqual([
      [
        'ops/agent',
        {
          podSelector: { matchLabels: { app: 'agent' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: [{ podSelector: {} }] }],
        },
      ],
    ]);
    expect(found[0]!.control.price).toBe('no longer reached by shop/web');
    const resources = applyControls(graph.world.inventory.resources, [found[0]!.control]);
    const after = buildGraph(createWorld(createInventory(resources), { minor: 36 }), edges);
    const ways = (one: Graph) => routesOf(one, { sources: [one.world.internet.id], goals: crownJewels(one.world) });
    expect([ways(graph).length > 0, ways(after)]).toEqual([true, []]);
  });

  it('is one for each of two workloads of one name', () => {
    const twin = workload('agent', 'ops', 9200, 'serviceAccountName: agent')
      .replace('kind: Deployment', 'kind: StatefulSet')
      .replace('app: agent', 'app: agent-store');

    const found = fences(graphOf(cluster(twin)));

    const names = found.map(({ control }) => at((control.change as Addition).object, 'metadata', 'name'));
    expect(names.toSorted()).toEqual(['allow-to-agent', 'allow-to-agent-2']);
    expect(new Set(found.map(({ control }) => control.key)).size).toBe(2);
  });

  it('names the neighbours where an attacker comes to one of them', () => {
    const door =
      'apiVersion: v1\nkind: Service\nmetadata: {name: edge, namespace: ops}\nspec: {type: LoadBalancer, selector: {app: edge}, ports: [{port: 443}]}';

    const found = fences(graphOf(cluster(workload('worker', 'ops'), workload('edge', 'ops', 443), door)));

    expect(specs(found)).toEqual([
      [
        'ops/agent',
        expect.objectContaining({ ingress: [{ from: [{ podSelector: { matchLabels: { app: 'worker' } } }] }] }),
      ],
    ]);
  });

  it('keeps other ports open that are meant for the outside', () => {
    const text = cluster(
      'apiVersion: v1\nkind: Service\nmetadata: {name: agent, namespace: ops}\nspec: {type: LoadBalancer, selector: {app: agent}, ports: [{port: 9999}]}',
    );
    const graph = graphOf(text);
    const agent = graph.world.places.groups.findIndex(({ name }) => name === 'agent');

    const policy = createFencer(graph.world, undefined).policyFor(agent, new Set());

    expect(at(policy?.object, 'spec', 'ingress')).toEqual([
      { ports: [{ protocol: 'TCP', port: 9999 }] },
      { from: [{ podSelector: {} }] },
    ]);
  });

  it('lets in what was seen, port by port', () => {
    const found = fences(graphOf(cluster(workload('worker', 'ops'))), [flow('ops/worker', 'ops/agent')]);

    expect(specs(found)).toEqual([
      [
        'ops/agent',
        expect.objectContaining({
          ingress: [
            { from: [{ podSelector: { matchLabels: { app: 'worker' } } }], ports: [{ protocol: 'TCP', port: 9100 }] },
          ],
        }),
      ],
    ]);
    expect(found[0]!.control.weight).toBeLessThan(2);
  });

  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: open, namespace: ops}
spec: {podSelector: {}, ingress: [{}]}`;
  const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: checks}
webhooks: [{name: a.example.com, clientConfig: {service: {name: agent, namespace: ops}}}]
---
apiVersion: v1
kind: Service
metadata: {name: agent, namespace: ops}
spec: {selector: {app: agent}, ports: [{port: 9100}]}`;
  const exposed =
    'apiVersion: v1\nkind: Service\nmetadata: {name: agent, namespace: ops}\nspec: {type: NodePort, selector: {app: agent}, ports: [{port: 9100}]}';

  it.each([
    ['where another policy lets everybody in', cluster(policy), undefined],
    ['where the API server calls', cluster(webhook), undefined],
    ['in front of a port that is meant for the outside', cluster(exposed), undefined],
    ['where no label tells the pods apart', cluster().replace('{labels: {app: agent}}', '{}'), undefined],
    ['in kube-system', cluster().replaceAll('namespace: ops', 'namespace: kube-system'), undefined],
    [
      'on the network of the node',
      cluster().replace('serviceAccountName', 'hostNetwork: true\n      serviceAccountName'),
      undefined,
    ],
    ['where what was seen is the way of the attacker', cluster(), [flow('shop/web', 'ops/agent')]],
  ] as const)('is none %s', (_, text, flows) => {
    const graph = graphOf(text);

    expect(routesOf(graph, { sources: [graph.world.internet.id], goals: crownJewels(graph.world) })).not.toEqual([]);
    expect(specs(fences(graph, flows))).toEqual([]);
  });
});
