import { expect, it } from 'vitest';
import { workloadOf } from '../kubernetes/workload.ts';
import { createInventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import { resourcesOf } from '../../test/resources.ts';
import { wayToApiServer } from './api-server.ts';

const web: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'a' }, spec: {} };
const egress = (...rules: JsonObject[]): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'out', namespace: 'a' },
  spec: { podSelector: {}, policyTypes: ['Egress'], egress: rules },
});
const node: JsonObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'a', labels: { 'node-role.kubernetes.io/control-plane': '' } },
  status: { addresses: [{ type: 'InternalIP', address: '10.9.0.1' }] },
};
const master: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'kube-apiserver-a', namespace: 'kube-system', labels: { component: 'kube-apiserver' } },
  spec: {
    containers: [{ name: 'c', command: ['kube-apiserver', '--advertise-address=10.9.0.1', '--secure-port=8443'] }],
  },
};
const admin: JsonObject = {
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  kind: 'AdminNetworkPolicy',
  metadata: { name: 'deny' },
  spec: {},
};
const to = (cidr: string, ...ports: number[]): JsonObject => ({
  to: [{ ipBlock: { cidr } }],
  ...(ports.length > 0 && { ports: ports.map((port) => ({ port })) }),
});

function way(...objects: JsonObject[]): string {
  const inventory = createInventory(resourcesOf([web, ...objects]));
  const found = wayToApiServer(inventory, workloadOf(inventory.resources[0]!)!);
  if (found === undefined || found === 'unknown') return found ?? 'none';
  return found.rule ? found.rule.path.join('.') : 'free';
}

it.each<[string, string, JsonObject[]]>([
  ['nothing restricts it', 'free', []],
  ['nothing is allowed', 'none', [egress()]],
  ['selectors mean pods alone', 'none', [egress({ to: [{ namespaceSelector: {} }, { podSelector: {} }] })]],
  ['a rule about everybody', 'spec.egress.0', [egress({})]],
  ['a rule about everybody, of other ports', 'none', [egress({ ports: [{ port: 5432 }] })]],
  ['all addresses', 'spec.egress.0.to.0', [egress(to('0.0.0.0/0'))]],
  ['all addresses, one of the usual ports', 'none', [egress(to('0.0.0.0/0', 8443))]],
  ['some addresses, where it may be', 'unknown', [egress(to('10.0.0.0/8'))]],
  ['its node is known', 'spec.egress.0.to.0', [egress(to('10.0.0.0/8', 6443)), node]],
  ['its node is elsewhere', 'none', [egress(to('10.0.0.0/16', 6443)), node]],
  ['its port is another', 'none', [egress(to('10.0.0.0/8', 443)), master]],
  ['flags of its pod', 'spec.egress.0.to.0', [egress(to('10.9.0.0/16', 8443)), master]],
  ['admin policies may say otherwise', 'unknown', [admin]],
])('%s: %s', (_, expected, objects) => {
  expect(way(...objects)).toBe(expected);
});
