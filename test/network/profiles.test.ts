import { expect, it } from 'vitest';
import { analyse } from '../../src/network/engine/analysis.ts';
import { PROFILES, type ProfileName } from '../../src/network/engine/settings.ts';
import { whyOf } from '../../src/network/engine/why.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

const text = `apiVersion: v1
kind: Pod
metadata: {name: bare, namespace: a, labels: {app: bare}}
spec: {containers: [{name: c}]}
---
apiVersion: v1
kind: Pod
metadata: {name: owned-1, namespace: a, labels: {app: owned}, ownerReferences: [{kind: ReplicaSet, name: owned, uid: u}]}
spec: {containers: [{name: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: a}
spec:
  podSelector: {}
  ingress: [{ports: [{protocol: SCTP, port: 7}]}]
`;

function analysed(profile: ProfileName) {
  return analyse(readManifestText('p.yaml', text).resources, { settings: PROFILES[profile] });
}

it.each<[ProfileName, string]>([
  ['default', ''],
  ['calico', ''],
  ['cilium', 'rule #1 names SCTP, which counts only where the network has it enabled'],
  ['kube-router', 'rule #1 names SCTP, which this network does not look at'],
  ['aws-vpc', 'rule #1 names SCTP, of which the documentation of this network says nothing'],
])('%s says what it makes of SCTP', (profile, expected) => {
  expect(
    analysed(profile)
      .notes.map(({ message }) => message)
      .join(),
  ).toBe(expected);
});

it.each<[ProfileName, string]>([
  ['default', 'depends on the network'],
  ['calico', 'seen as its node'],
  ['antrea', 'and through a Service'],
  ['kube-router', 'the address of the Service'],
])('%s says how a pod reaches itself', (profile, expected) => {
  const where = analysed(profile).networks[0]!;
  const end = { label: 'a/bare[Pod]', columns: where.network.columnsOf[0]!, node: 0 };

  expect(whyOf(where, end, end)[0]!.itself).toContain(expected);
});

it('the network of AWS filters pods that have an owner alone', () => {
  const entering = (profile: ProfileName) => {
    const { network } = analysed(profile).networks[0]!;
    return network.columnsOf.map(([column]) => network.ports.text(network.allowed(network.firstAtom, column!)));
  };

  expect(entering('default')).toEqual(['SCTP 7', 'SCTP 7']);
  expect(entering('aws-vpc')).toEqual(['All Connections', 'SCTP 7']);
});
