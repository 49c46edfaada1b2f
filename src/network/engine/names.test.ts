import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { resourcesOf } from '../../../test/resources.ts';
import { analyse } from './analysis.ts';
import { PROFILES } from './settings.ts';

const metadata = { name: 'x', namespace: 'shop' };

/** Every object of JavaScript has properties of these names. */
const names = Object.getOwnPropertyNames(Object.prototype);

const named = (name: string): JsonObject[] => [
  { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels: { [name]: name } }, spec: { containers: [] } },
  { apiVersion: 'v1', kind: name, metadata, spec: {} },
  { apiVersion: `${name}/v1`, kind: name, metadata, spec: {} },
  {
    apiVersion: 'policy.linkerd.io/v1alpha1',
    kind: 'AuthorizationPolicy',
    metadata,
    spec: { targetRef: { kind: name } },
  },
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata,
    spec: { targetRefs: [{ kind: name, name }] },
  },
  { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec: { mtls: { mode: name } } },
  { apiVersion: 'k8s.ovn.org/v1', kind: 'UserDefinedNetwork', metadata, spec: { topology: name, [name]: {} } },
  {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata,
    spec: { selector: 'all()', types: [name], ingress: [{ action: name, protocol: name }] },
  },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata,
    spec: {
      endpointSelector: {},
      ingress: [
        {
          fromEntities: [name],
          toPorts: [{ ports: [{ port: '1', protocol: name }] }],
          icmps: [{ fields: [{ type: name }] }],
        },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: { podSelector: {}, policyTypes: [name], ingress: [{ ports: [{ port: name, protocol: name }] }] },
  },
  {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata,
    spec: {
      tier: name,
      priority: 1,
      subject: { [name]: {} },
      ingress: [{ action: name, from: [{ [name]: {} }], protocols: [{ [name]: {} }] }],
    },
  },
];

it.each(names)('takes %s for a name like others', (name) => {
  const resources = resourcesOf(named(name));

  const analyses = [false, true].map((multiNetwork) =>
    analyse(resources, { settings: PROFILES.default, multiNetwork }),
  );

  for (const { networks } of analyses)
    expect(networks[0]!.network.nodes.map(({ label }) => label)).toEqual(['shop/x[Pod]']);
});
