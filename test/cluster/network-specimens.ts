import type { JsonObject } from '../../src/model/json.ts';

const selector = {
  matchLabels: { app: 'web' },
  matchExpressions: [
    { key: 'tier', operator: 'In', values: ['front', 'back'] },
    { key: 'example.com/old', operator: 'DoesNotExist' },
  ],
};

/** A valid policy that uses every field once. */
export const NETWORK_POLICY: JsonObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'specimen', namespace: 'default' },
  spec: {
    podSelector: selector,
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      {
        from: [{ podSelector: selector }, { namespaceSelector: {}, podSelector: { matchLabels: { app: 'x' } } }],
        ports: [{ port: 80, endPort: 90, protocol: 'TCP' }, { port: 'web' }],
      },
    ],
    egress: [
      {
        to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] } }],
        ports: [{ protocol: 'SCTP' }],
      },
    ],
  },
};

/** The same, with types that are not said: the server fills them in. */
const { policyTypes: _, ...untypedSpec } = NETWORK_POLICY['spec'] as JsonObject;
export const UNTYPED_POLICY: JsonObject = { ...NETWORK_POLICY, spec: untypedSpec };
