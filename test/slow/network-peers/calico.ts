import fc from 'fast-check';
import type { JsonObject } from '../../../src/model/json.ts';
import { KEYS, NAMESPACES, one, PORTS, VALUES } from '../../network/worlds/shared.ts';
import { CLUSTERS } from './worlds.ts';

/* Random clusters with policies of Calico: what the analyser and we both read. */

const value = one(VALUES).map((text) => `'${text}'`);
const leaf = fc.oneof(
  fc.tuple(one(KEYS), one(['==', '!=']), value).map((parts) => parts.join(' ')),
  one(KEYS).map((key) => `has(${key})`),
  fc.tuple(one(KEYS), value).map(([key, text]) => `${key} in {${text}, 'z'}`),
  fc.constant('all()'),
);
const selector = fc.oneof(
  leaf,
  fc.tuple(leaf, one(['&&', '||']), leaf).map((parts) => parts.join(' ')),
);
const port = fc.oneof(
  one(PORTS),
  fc.tuple(one(PORTS), fc.nat(10)).map(([from, more]) => `${from}:${from + more}`),
);
const nets = fc.uniqueArray(one(['10.0.0.0/8', '10.1.0.0/16', '11.0.0.0/8', '0.0.0.0/1']), {
  minLength: 1,
  maxLength: 2,
});
/** Nets of the whole world also hold pods, for us; the analyser takes nets for addresses outside. */
const entity = fc.oneof(
  fc.record({ selector }),
  fc.record({ selector, namespaceSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ nets }),
  fc.record({ nets: fc.constant(['0.0.0.0/1']), notNets: nets }),
  fc.constant({}),
);

const rule = (direction: 'ingress' | 'egress') =>
  fc
    .record({
      action: one(['Allow', 'Allow', 'Deny']),
      peer: entity,
      protocol: one(['TCP', 'UDP', 'SCTP', undefined]),
      ports: fc.array(port, { maxLength: 2 }),
    })
    .map(({ action, peer, protocol, ports }) => {
      const asked = protocol && ports.length > 0 ? { ports } : {};
      const to = direction === 'egress' ? { ...peer, ...asked } : asked;
      return {
        action,
        ...(protocol && { protocol }),
        ...(direction === 'ingress' && Object.keys(peer).length > 0 && { source: peer }),
        ...(Object.keys(to).length > 0 && { destination: to }),
      };
    });

const policy = fc.oneof(
  fc.record({ types: fc.constant(['Ingress']), ingress: fc.array(rule('ingress'), { maxLength: 3 }) }),
  fc.record({ types: fc.constant(['Egress']), egress: fc.array(rule('egress'), { maxLength: 3 }) }),
  fc.record({
    types: fc.constant(['Ingress', 'Egress']),
    ingress: fc.array(rule('ingress'), { maxLength: 3 }),
    egress: fc.array(rule('egress'), { maxLength: 3 }),
  }),
);
const placed = fc.record({ namespace: one([...NAMESPACES, undefined]), selector, spec: policy });
const LEFT_OUT: ReadonlySet<string> = new Set(['NetworkPolicy', 'Service', 'Ingress']);

export const CALICO: fc.Arbitrary<readonly JsonObject[]> = fc
  .tuple(CLUSTERS, fc.array(placed, { minLength: 1, maxLength: 4 }))
  .map(([{ before }, policies]) => [
    ...before.filter(({ kind }) => typeof kind === 'string' && !LEFT_OUT.has(kind)),
    ...policies.map(
      ({ namespace, selector: subject, spec }, i) =>
        ({
          apiVersion: 'projectcalico.org/v3',
          kind: namespace ? 'NetworkPolicy' : 'GlobalNetworkPolicy',
          metadata: { name: `p${i}`, ...(namespace && { namespace }) },
          spec: { order: i + 1, selector: subject, ...spec },
        }) as JsonObject,
    ),
  ]);
