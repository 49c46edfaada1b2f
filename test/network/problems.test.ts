import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/network/engine/analysis.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

/** Message and line of each problem. */
function problemsIn(text: string): string[] {
  const { resources } = readManifestText('p.yaml', text);
  const { problems } = analyse(resources, { settings: PROFILES.default, multiNetwork: true });
  return problems.map(({ resource, path, message }) => `${resource.origin.locate(path).line}: ${message}`);
}

const np = (rule: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: np}
spec:
  podSelector: {}
  ingress:
  - ${rule}
`;
const anp = (spec: string, name = 'anp', kind = 'AdminNetworkPolicy') => `apiVersion: policy.networking.k8s.io/v1alpha1
kind: ${kind}
metadata: {name: ${name}}
spec:
  subject: {namespaces: {}}
${spec}
`;
const rule = (text: string) => `  priority: 5\n  egress:\n  - ${text}`;
const deny = 'action: Deny, to: [{namespaces: {}}]';

describe('what an API server would refuse', () => {
  it.each([
    [np('from: [{ipBlock: {cidr: 10.0.0.1}}]'), '7: 10.0.0.1 is no CIDR'],
    [np('from: [{ipBlock: {cidr: 10.0.0.0/33}}]'), '7: 10.0.0.0/33 is no CIDR'],
    [
      np('from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/8]}}]'),
      '7: the exception 11.0.0.0/8 is not a part of 10.0.0.0/8',
    ],
    [
      np('from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]'),
      '7: the exception 10.0.0.0/8 is not a part of 10.0.0.0/8',
    ],
    [np('from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]'), '7: a peer is either an ipBlock or selectors'],
    [np('from: [{}]'), '7: a peer must have an ipBlock, a podSelector or a namespaceSelector'],
    [np('ports: [{port: 10, endPort: 1}]'), '7: the range 10-1 holds no port'],
    [np('ports: [{port: web, endPort: 90}]'), '7: endPort stands with a named port'],
    [np('ports: [{endPort: 90}]'), '7: endPort stands without port'],
    [np('ports: [{port: 0}]'), '7: 0 is no port'],
    [np('ports: [{port: Web}]'), '7: "Web" is no name of a port'],
    [np('ports: [{port: 80, protocol: ICMP}]'), '7: there is no protocol ICMP'],
    [
      np('from: [{podSelector: {matchExpressions: [{key: a, operator: in, values: [b]}]}}]'),
      '7: there is no operator in in the selector',
    ],
    [
      np('from: [{podSelector: {matchExpressions: [{key: a, operator: In}]}}]'),
      '7: operator In stands without values in the selector',
    ],
    [np('from: {podSelector: {}}'), '7: {"podSelector":{}} is no list'],
    [np('ports: {port: 80}'), '7: {"port":80} is no list'],
    [np('web'), '7: web is no object'],
    [np('ports: [{port: 80.5}]'), '7: 80.5 is no port'],
    [np('ports: [{endPort: "90"}]'), '7: endPort stands without port'],
    [np('ports: [{port: 80, endPort: "90"}]'), '7: the range 80-90 holds no port'],
    [np('from: [{ipBlock: {cidr: 10.0.0.0/8, except: 10.1.0.0/16}}]'), '7: 10.1.0.0/16 is no list'],
    [
      np('from: [{ipBlock: {cidr: 10.0.0.0/8, except: ["fd00::/8"]}}]'),
      '7: the exception fd00::/8 is not a part of 10.0.0.0/8',
    ],
    [np('from: [{ipBlock: {}}]'), '7: nothing is no CIDR'],
    [np('{}').replace('podSelector: {}', 'podSelector: []'), '5: [] is no selector in the selector'],
    [np('{}').replace('podSelector: {}', 'policyTypes: Ingress'), '5: Ingress is no list'],
    [np('{}').replace('podSelector: {}', 'policyTypes: [ingress]'), '5: there is no policy type ingress'],
    [
      np('{}').replace('podSelector: {}', 'policyTypes: [Ingress, Egress, Ingress]'),
      '5: there are more than two policy types',
    ],
    [np('{}').replace('ingress:\n  - {}', 'egress: {to: []}'), '6: {"to":[]} is no list'],
    [
      np('from: [{podSelector: {matchExpressions: [{operator: Exists}]}}]'),
      '7: an expression stands without a key in the selector',
    ],
    [anp('  priority: 5\n  egress: {action: Deny}'), '7: {"action":"Deny"} is no list'],
    [anp('  priority: 5\n  ingress: all'), '7: all is no list'],
    [anp(rule(`{${deny}, name: 7}`)), '8: 7 is no name of a rule'],
    [anp(rule(`{${deny}, name: ${'n'.repeat(101)}}`)), '8: the name of a rule is longer than 100 characters'],
    [anp(rule('{action: Deny, to: [{pods: web}]}')), '8: web is no object'],
    [anp(rule(`{${deny}}`).replace('5', '1.5')), '6: the priority 1.5 is not one of 0 to 1000'],
    [anp(rule(`{${deny}}`).replace('5', '-1')), '6: the priority -1 is not one of 0 to 1000'],
    [anp(rule(`{${deny}}`).replace('  priority: 5', '')), '4: the priority nothing is not one of 0 to 1000'],
    [anp(rule('{action: Deny, to: [{}]}')), '8: a peer must have exactly one of namespaces and pods'],
    [anp(rule('{action: Deny, to: [{services: {}}]}')), "8: a peer can't be services"],
    [anp(rule('{action: Deny, to: [{networks: []}]}')), '8: networks must hold a CIDR'],
    [anp(rule('{to: [{namespaces: {}}]}')), '8: there is no action nothing'],
    [anp(rule(`{${deny}, ports: [{}]}`)), '8: a port must have exactly one of portNumber, portRange and namedPort'],
    [
      anp(rule(`{${deny}, ports: [{port: 80}]}`)),
      '8: a port must have exactly one of portNumber, portRange and namedPort',
    ],
    [anp(rule(`{${deny}, ports: [{portNumber: {protocol: TCP}}]}`)), '8: nothing is no port'],
    [anp(rule(`{${deny}, ports: [{portNumber: {protocol: ICMP, port: 1}}]}`)), '8: there is no protocol ICMP'],
    [anp(rule(`{${deny}, ports: [{portNumber: {port: 65536}}]}`)), '8: 65536 is no port'],
    [anp(rule(`{${deny}, ports: [{namedPort: Not_A_Name}]}`)), '8: Not_A_Name is no name of a port'],
    [
      anp('  priority: 5\n  ingress:\n  - {action: Deny, from: [{networks: [10.0.0.0/8]}]}'),
      "8: a peer can't be networks",
    ],
    [anp('  priority: 5\n  ingress:\n  - {action: Deny, from: [{nodes: {}}]}'), "8: a peer can't be nodes"],
    [
      anp('  egress:\n  - {action: Pass, to: [{namespaces: {}}]}', 'default', 'BaselineAdminNetworkPolicy'),
      '7: there is no action Pass',
    ],
    [np('from: [{podSelector: {matchLabels: {a b: c}}}]'), '7: "a b" is no label key'],
    [`${np('{}')}---\n${np('{}')}`, '11: there are two objects NetworkPolicy default/np'],
    [anp(rule(`{${deny}}`).replace('5', '1001')), '6: the priority 1001 is not one of 0 to 1000'],
    [anp(rule(`{${deny.replace('Deny', 'Accept')}}`)), '8: there is no action Accept'],
    [anp(rule('{action: Deny}')), '8: rule 1 of egress must say to whom'],
    [anp(rule('{action: Deny, to: []}')), '8: rule 1 of egress must say to whom'],
    [
      anp(rule('{action: Deny, to: [{pods: {}, namespaces: {}}]}')),
      '8: a peer must have exactly one of namespaces and pods',
    ],
    [anp(rule('{action: Deny, to: [{networks: [x]}]}')), '8: x is no CIDR'],
    [anp(rule(`{${deny}, ports: [{portRange: {protocol: TCP, start: 9, end: 8}}]}`)), '8: the range 9-8 holds no port'],
    [
      anp('  egress: []', 'other', 'BaselineAdminNetworkPolicy'),
      '3: a BaselineAdminNetworkPolicy must be named default',
    ],
    [
      anp('  egress: []', 'default', 'BaselineAdminNetworkPolicy').replace('{namespaces: {}}', '{}'),
      '5: the subject must have exactly one of namespaces and pods',
    ],
    [
      `${anp(rule(`{${deny}}`), 'a')}---\n${anp(rule(`{${deny}}`), 'b')}`,
      '15: AdminNetworkPolicy b and AdminNetworkPolicy a have the priority 5: which one decides is not defined',
    ],
  ])('%s', (text, expected) => {
    expect(problemsIn(text)).toContain(expected);
  });

  it('passes what an API server takes', () => {
    expect(problemsIn(np('from: [{ipBlock: {cidr: "fd00::/8", except: ["fd00:1::/32"]}}]'))).toEqual([]);
    expect(problemsIn(anp(rule(`{${deny}, ports: [{namedPort: web}]}`)))).toEqual([]);
    expect(problemsIn(np('ports: [null]'))).toEqual([]);
  });
});

describe('what an API server would refuse of user-defined networks', () => {
  const network = (kind: string, spec: string, namespace = 'a') => `apiVersion: k8s.ovn.org/v1
kind: ${kind}
metadata: {name: blue${kind === 'UserDefinedNetwork' ? `, namespace: ${namespace}` : ''}}
spec: ${spec}
`;
  const layer2 = '{topology: Layer2, layer2: {role: Primary, subnets: [10.0.0.0/16]}}';

  it.each([
    [network('UserDefinedNetwork', '{topology: Layer4}'), '4: there is no topology Layer4'],
    [network('UserDefinedNetwork', '{topology: Layer2}'), '4: the topology Layer2 stands without layer2'],
    [network('UserDefinedNetwork', '{topology: Layer2, layer2: {subnets: []}}'), '4: there is no role nothing'],
    [network('UserDefinedNetwork', '{topology: Layer2, layer2: {role: First}}'), '4: there is no role First'],
    [
      network('UserDefinedNetwork', '{topology: Layer2, layer2: {role: Primary}, layer3: {role: Primary}}'),
      '4: the topology Layer2 stands with layer3',
    ],
    [
      network('UserDefinedNetwork', '{topology: Localnet, localnet: {role: Secondary}}'),
      '4: the topology Localnet stands in a namespaced network',
    ],
    [
      network('UserDefinedNetwork', layer2, 'kube-system'),
      "4: a network can't be defined in the namespace kube-system",
    ],
    [network('ClusterUserDefinedNetwork', `{network: ${layer2}}`), '4: namespaceSelector is missing'],
  ])('%s', (text, expected) => {
    expect(problemsIn(text)).toContain(expected);
  });
});
