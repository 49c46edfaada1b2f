import { expect, it } from 'vitest';
import { allConnections, analyse } from '../../src/network/engine/analysis.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
`;
const route = (namespace: string, kind = 'HTTPRoute') => `---
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: r, namespace: ${namespace}}
spec:
  parentRefs: [{name: g, namespace: edge}]
  rules: [{backendRefs: [{name: web, namespace: shop, port: 80}]}]
`;
const gateway = (allowed: string) => `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: g, namespace: edge}
spec: {listeners: [{name: l, port: 80, protocol: HTTP, allowedRoutes: ${allowed}}]}
`;
const GRANT = `---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: g, namespace: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge}]
  to: [{group: "", kind: Service}]
`;
const LABELLED = '---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {open: "yes"}}\n';

function entered(text: string): string[] {
  const analysis = analyse(readManifestText('a.yaml', text).resources, { settings: PROFILES.default });
  return [...allConnections(analysis)].filter(({ src }) => src.startsWith('{')).map(({ conns }) => conns);
}

it.each([
  ['a gateway that is not there', route('shop'), true],
  ['a listener for all namespaces', route('shop') + gateway('{namespaces: {from: All}}'), true],
  ['a listener for its own namespace', route('shop') + gateway('{}'), false],
  [
    'a listener that selects the namespace',
    LABELLED + route('shop') + gateway('{namespaces: {from: Selector, selector: {matchLabels: {open: "yes"}}}}'),
    true,
  ],
  [
    'a listener that selects another',
    route('shop') + gateway('{namespaces: {from: Selector, selector: {matchLabels: {open: "no"}}}}'),
    false,
  ],
  [
    'a listener for another kind',
    route('shop') + gateway('{namespaces: {from: All}, kinds: [{kind: GRPCRoute}]}'),
    false,
  ],
  ['a route to another namespace', route('edge') + gateway('{}'), false],
  ['a route to another namespace that grants it', route('edge') + gateway('{}') + GRANT, true],
  ['a grant for another kind', route('edge', 'TCPRoute') + gateway('{}') + GRANT, false],
])('leads from outside or not: %s', (_, text, expected) => {
  expect(entered(POD + text)).toEqual(expected ? ['TCP 8080'] : []);
});

it.each([
  ['8080', 'TCP 8080'],
  ['9090', 'TCP 9090'],
  ['http', 'TCP 8080'],
  ['metrics', undefined],
])('needs no declaration of a port that is a number: targetPort %s', (target, expected) => {
  const text = (POD + route('shop', 'HTTPRoute'))
    .replace('{containerPort: 8080}', '{name: http, containerPort: 8080}')
    .replace('targetPort: 8080', `targetPort: ${target}`);

  expect(entered(text)).toEqual(expected ? [expected] : []);
});

it('knows Services that are reached from outside by themselves', () => {
  const kinds = ['{type: LoadBalancer}', '{type: NodePort}', '{externalIPs: [192.0.2.1]}', '{type: ClusterIP}'];
  const services = kinds.map(
    (spec, i) => `---
apiVersion: v1
kind: Service
metadata: {name: s${i}, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}], ${spec.slice(1)}
`,
  );
  const { resources } = readManifestText('a.yaml', POD + services.join(''));

  const { published, network } = analyse(resources, { settings: PROFILES.default }).networks[0]!;

  expect(published.map(({ service, by, node, ports }) => [service.name, by, network.nodes[node]!.name, ports])).toEqual(
    [
      ['s0', 'LoadBalancer', 'web', [{ protocol: 'TCP', from: 8080, to: 8080 }]],
      ['s1', 'NodePort', 'web', [{ protocol: 'TCP', from: 8080, to: 8080 }]],
      ['s2', 'externalIPs', 'web', [{ protocol: 'TCP', from: 8080, to: 8080 }]],
    ],
  );
});
