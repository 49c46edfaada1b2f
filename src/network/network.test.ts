import { expect, it } from 'vitest';
import { toResource } from '../kubernetes/resource.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Origin } from '../model/resource.ts';
import { calicoSelector } from './calico.ts';
import { isolationOf, policiesFor } from './policies.ts';
import { backendsOf, deadBackends, workloadsBehind } from './services.ts';

const place = { file: 'all.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const origin: Origin = { file: 'all.yaml', editable: false, locate: () => place };

function inventoryOf(...objects: JsonObject[]) {
  return createInventory(objects.flatMap((object) => toResource(object, origin) ?? []));
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
