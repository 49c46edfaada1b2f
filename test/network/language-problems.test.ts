import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/network/engine/analysis.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

/** Message and line of each problem, and of each note. */
function toldOf(text: string) {
  const { problems, notes } = analyse(readManifestText('p.yaml', text).resources, { settings: PROFILES.default });
  const lines = (list: typeof problems) =>
    list.map(({ resource, path, message }) => `${resource.origin.locate(path).line}: ${message}`);
  return { problems: lines(problems), notes: lines(notes) };
}

const object = (apiVersion: string, kind: string, spec: string) => `apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: x, namespace: a}
spec:
  ${spec}
`;
const cilium = (rule: string) =>
  object('cilium.io/v2', 'CiliumNetworkPolicy', `endpointSelector: {}\n  ingress:\n  - ${rule}`);
const calico = (rule: string) => object('projectcalico.org/v3', 'NetworkPolicy', `ingress:\n  - ${rule}`);
const istio = (rule: string) => object('security.istio.io/v1', 'AuthorizationPolicy', `rules:\n  - ${rule}`);

describe('what the languages of networks and meshes refuse', () => {
  it.each([
    [cilium('fromCIDR: [10.0.0.0/33]'), '7: 10.0.0.0/33 is no CIDR'],
    [
      cilium('fromCIDRSet: [{cidr: 10.0.0.0/8, except: [11.0.0.0/8]}]'),
      '7: the exception 11.0.0.0/8 is not a part of 10.0.0.0/8',
    ],
    [cilium('fromEntities: [moon]'), '7: there is no entity moon'],
    [cilium('toPorts: [{ports: [{port: 80}]}]'), '7: the port 80 must be text: "80"'],
    [cilium('toPorts: [{ports: [{port: "90", endPort: 80}]}]'), '7: the range 90-80 holds no port'],
    [cilium('toPorts: [{ports: [{port: "80", protocol: XTP}]}]'), '7: there is no protocol XTP'],
    [
      cilium('fromEndpoints: [{matchExpressions: [{key: a, operator: like}]}]'),
      '7: there is no operator like in the selector',
    ],
    [
      object('cilium.io/v2', 'CiliumNetworkPolicy', 'ingress: [{}]'),
      '4: a rule must have exactly one of endpointSelector and nodeSelector',
    ],
    [calico('{action: Accept}'), '6: there is no action Accept'],
    [calico('{action: Allow, source: {nets: [10.0.0.0/40]}}'), '6: 10.0.0.0/40 is no CIDR'],
    [
      calico('{action: Allow, source: {selector: "a = \'b\'"}}'),
      "6: the selector a = 'b' can't be read: \"= 'b'\" can't be read",
    ],
    [
      calico('{action: Allow, source: {selector: "a like"}}'),
      "6: the selector a like can't be read: there is no operator like",
    ],
    [calico('{action: Allow, protocol: TCP, destination: {ports: ["90:80"]}}'), '6: the range 90:80 holds no port'],
    [calico('{action: Allow, destination: {ports: [80]}}'), '6: ports stand without a protocol'],
    [calico('{action: Allow, protocol: XTP}'), '6: there is no protocol XTP'],
    [object('projectcalico.org/v3', 'NetworkPolicy', 'types: [Both]'), '5: there is no type Both'],
    [istio('{from: [{source: {ipBlocks: [x]}}]}'), '6: x is no CIDR'],
    [istio('{to: [{operation: {ports: ["x"]}}]}'), '6: x is no port'],
    [object('security.istio.io/v1', 'AuthorizationPolicy', 'action: MAYBE'), '5: there is no action MAYBE'],
    [object('security.istio.io/v1', 'PeerAuthentication', 'mtls: {mode: MAYBE}'), '5: there is no mode MAYBE'],
    [
      `${calico('{action: Allow}')}---\n${calico('{action: Allow}')}`,
      '10: there are two objects Calico NetworkPolicy a/x',
    ],
  ])('%s', (text, expected) => {
    expect(toldOf(text).problems).toContain(expected);
  });

  it.each([
    [cilium('fromRequires: [{}]'), '7: fromRequires narrows other rules, and is not taken into account'],
    [object('projectcalico.org/v3', 'NetworkPolicy', 'tier: late'), 'the tier late is not there'],
    [
      object('security.istio.io/v1', 'AuthorizationPolicy', 'targetRefs: [{kind: Gateway, name: g}]'),
      'a policy of the gateway g, which is not among the objects is not taken into account',
    ],
    [
      object('security.istio.io/v1', 'AuthorizationPolicy', 'targetRefs: [{kind: ServiceEntry, name: g}]'),
      'a policy of ServiceEntry g is not taken into account',
    ],
    [
      object('policy.linkerd.io/v1alpha1', 'AuthorizationPolicy', 'targetRef: {kind: Server, name: s}'),
      'the Server s that it speaks of is not among the objects: it lets nobody in',
    ],
    [
      object('k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', 'podSelector: {}'),
      'MultiNetworkPolicy x filters attached networks, which is told with --networks alone',
    ],
    [
      object('k8s.ovn.org/v1', 'UserDefinedNetwork', '{topology: Layer2, layer2: {role: Primary}}').replace(
        'spec:',
        'spec: ',
      ),
      'UserDefinedNetwork x keeps its namespaces apart from others',
    ],
  ])('tells what it leaves out: %s', (text, expected) => {
    const { problems, notes } = toldOf(text);

    expect(problems).toEqual([]);
    expect(notes.join()).toContain(expected);
  });

  it('bounds the selectors that it reads', () => {
    const deep = `${'!'.repeat(200)}has(a)`;
    const long = `a == '${'x'.repeat(100_001)}'`;

    for (const selector of [deep, long]) {
      const text = calico(`{action: Allow, source: {selector: "${selector}"}}`);
      expect(toldOf(text).problems.join()).toContain("can't be read");
    }
  });
});
