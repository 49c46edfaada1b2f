import { describe, expect, it } from 'vitest';
import { workloadOf } from '../kubernetes/workload.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import { resourcesOf } from '../../test/resources.ts';
import { calicoSelector } from './calico.ts';
import { isolationOf, policiesFor } from './policies.ts';
import { backendsOf, deadBackends, workloadsBehind } from './services.ts';

function inventoryOf(...objects: JsonObject[]) {
  return createInventory(resourcesOf(objects));
}

const pod = (name: string, namespace: string, labels: Record<string, string>): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: { containers: [] },
});

const policy = (namespace: string, spec: JsonObject): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'policy', namespace },
  spec,
});

it('reads the directions of a policy as the API defaults them', () => {
  const silent = policy('a', { podSelector: {}, egress: [{ ports: [{ port: 53 }] }] });
  const stated = policy('a', { podSelector: {}, policyTypes: ['Egress'] });
  const inventory = inventoryOf(pod('web', 'a', { app: 'web' }), silent, stated);
  const web = workloadOf(inventory.resources[0]!)!;

  const directions = policiesFor(inventory, web).map(({ ingress, egress }) => ({ ingress, egress }));

  expect(directions).toEqual([
    { ingress: true, egress: true },
    { ingress: false, egress: true },
  ]);
});

it('keeps policies to their namespace, where none means default', () => {
  const inventory = inventoryOf(
    pod('one', '', { app: 'web' }),
    pod('two', 'other', { app: 'web' }),
    policy('default', { podSelector: { matchLabels: { app: 'web' } } }),
  );

  const open = ['default', 'other'].map((namespace) => isolationOf(inventory, namespace).open.length);

  expect(open).toEqual([0, 1]);
});

it('translates the selectors of Cilium and Calico', () => {
  const cilium = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'data' },
    specs: [{ endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'data' } }, ingress: [{}] }],
  };
  const inventory = inventoryOf(pod('db', 'data', {}), pod('web', 'shop', {}), cilium);

  const open = ['data', 'shop'].map((namespace) => isolationOf(inventory, namespace).open.length);

  expect(open).toEqual([0, 1]);
  expect(
    calicoSelector(`app == 'web' && has(tier) && stage not in {'a', "b"} && !has(old) && name contains 'x'`),
  ).toEqual({
    matchExpressions: [
      { key: 'app', operator: 'In', values: ['web'] },
      { key: 'tier', operator: 'Exists', values: [] },
      { key: 'stage', operator: 'NotIn', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist', values: [] },
    ],
  });
  expect(calicoSelector(`app == 'web' || all()`)).toEqual({});
  expect(calicoSelector(`projectcalico.org/orchestrator == 'k8s'`)).toEqual({ matchExpressions: [] });
});

describe('policies of administrators', () => {
  const everybody = { namespaces: {} };
  const rule = (action: string, from: JsonObject[]): JsonObject => ({ action, from });
  const admin = (kind: string, spec: JsonObject, version = 'v1alpha1'): JsonObject => ({
    apiVersion: `policy.networking.k8s.io/${version}`,
    kind,
    metadata: { name: 'default' },
    spec: { subject: everybody, ...spec },
  });
  const anp = (priority: number, ...ingress: JsonObject[]) => admin('AdminNetworkPolicy', { priority, ingress });
  const deny = rule('Deny', [everybody]);
  const allow = rule('Allow', [everybody]);
  const pass = rule('Pass', [everybody]);
  const later = (one: JsonObject): JsonObject => ({ ...one, metadata: { name: 'later' } });
  const baseline = admin('BaselineAdminNetworkPolicy', { ingress: [deny] });
  const openToAll = policy('a', { podSelector: {}, ingress: [{}] });
  const closed = policy('a', { podSelector: {} });
  const ofNamespaces = (matchLabels: JsonObject) =>
    admin('BaselineAdminNetworkPolicy', { subject: { namespaces: { matchLabels } }, ingress: [deny] });
  const ofPods = (app: string) =>
    admin('BaselineAdminNetworkPolicy', {
      subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app } } } },
      ingress: [deny],
    });

  it.each<[string, number, JsonObject[]]>([
    ['a baseline that denies all shields', 0, [baseline]],
    [
      'exceptions before it change nothing',
      0,
      [anp(1, rule('Allow', [{ namespaces: { matchLabels: { x: 'y' } } }]), deny)],
    ],
    ['a rule about some ports shields from nothing', 1, [anp(1, { ...deny, ports: [{ portNumber: { port: 80 } }] })]],
    ['a rule about some namespaces neither', 1, [anp(1, rule('Deny', [{ namespaces: { matchLabels: { x: 'y' } } }]))]],
    ['a rule that lets all in before one that denies', 1, [anp(1, allow, deny)]],
    ['what passes everybody on first', 1, [anp(1, rule('Pass', [everybody]), deny)]],
    ['what an earlier policy passes on', 1, [anp(1, pass), later(anp(2, deny))]],
    ['what is passed on to a network policy that closes', 0, [anp(1, pass), later(anp(2, allow)), closed]],
    ['the priority decides', 0, [anp(7, allow), { ...anp(3, deny), metadata: { name: 'first' } }]],
    ['a network policy comes before the baseline', 1, [baseline, openToAll]],
    ['an admin policy before the network policy', 0, [anp(1, deny), openToAll]],
    ['an admin policy that lets all in before one that closes', 1, [anp(1, allow), closed]],
    ['of two network policies the open one wins', 1, [closed, openToAll]],
    [
      'rules for a direction that is not meant',
      0,
      [closed, policy('a', { policyTypes: ['Egress'], ingress: [{}], podSelector: {} })],
    ],
    ['the namespace by its name', 0, [ofNamespaces({ 'kubernetes.io/metadata.name': 'a' })]],
    ['another namespace', 1, [ofNamespaces({ 'kubernetes.io/metadata.name': 'b' })]],
    [
      'labels of the namespace',
      0,
      [
        ofNamespaces({ team: 'shop' }),
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { team: 'shop' } } },
      ],
    ],
    ['labels of the pods', 0, [ofPods('web')]],
    ['labels of other pods', 1, [ofPods('db')]],
    ['what an API server refuses', 1, [{ ...baseline, metadata: { name: 'other' } }]],
    [
      'a cluster policy',
      0,
      [admin('ClusterNetworkPolicy', { tier: 'Baseline', priority: 1, ingress: [deny] }, 'v1alpha2')],
    ],
  ])('%s', (_, open, policies) => {
    const inventory = inventoryOf(pod('web', 'a', { app: 'web' }), ...policies);

    expect(isolationOf(inventory, 'a').open).toHaveLength(open);
  });
});

const service = (name: string, spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec,
});

it('follows Services to workloads', () => {
  const inventory = inventoryOf(
    pod('web', '', { app: 'web' }),
    service('web', { selector: { app: 'web' } }),
    service('none', { selector: {} }),
    service('outside', { type: 'ExternalName', selector: { app: 'web' } }),
  );

  const counts = inventory.ofType('Service').map((found) => workloadsBehind(inventory, found).length);

  expect(counts).toEqual([1, 0, 0]);
});

it('reads the backends of Istio routes that lie in the cluster', () => {
  const hosts = ['web', 'web.shop.svc.cluster.local', 'web.shop', '*.example.com'];
  const route = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'web', namespace: 'edge' },
    spec: { http: [{ route: hosts.map((host) => ({ destination: { host } })) }] },
  };
  const inventory = inventoryOf(route);

  const backends = backendsOf(inventory.resources[0]!).map(({ service: name, namespace }) => `${namespace}/${name}`);

  expect(backends).toEqual(['edge/web', 'shop/web']);
  expect(deadBackends(inventory, inventory.resources[0]!)).toHaveLength(2);
});
