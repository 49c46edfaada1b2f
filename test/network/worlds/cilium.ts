import fc from 'fast-check';
import { block, BLOCKS, made, NAMESPACES, one, PORT_NAMES, PORTS, selector } from './shared.ts';

/* Random policies of Cilium. */

const key = (name: string) => one([name, `k8s:${name}`, `any:${name}`]);
const sourced = selector.chain(({ matchLabels = {}, matchExpressions = [] }) =>
  fc.record({
    matchLabels: fc
      .tuple(...Object.entries(matchLabels).map(([name, value]) => fc.tuple(key(name), fc.constant(value))))
      .map((pairs) => Object.fromEntries(pairs)),
    matchExpressions: fc.tuple(
      ...matchExpressions.map((expression) => key(expression.key).map((name) => ({ ...expression, key: name }))),
    ),
  }),
);
const extra = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  one(NAMESPACES).map((name) => ({ 'k8s:io.kubernetes.pod.namespace': name })),
  fc.constant({ 'io.cilium.k8s.policy.serviceaccount': 'web' }),
  one(['x', 'y']).map((value) => ({ 'k8s:io.cilium.k8s.namespace.labels.app': value })),
);
const somewhere = one([
  [],
  [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }],
  [{ key: 'io.kubernetes.pod.namespace', operator: 'NotIn', values: ['a'] }],
]);
const endpoint = fc.tuple(sourced, extra, somewhere).map(([{ matchLabels, matchExpressions }, more, where]) => ({
  matchLabels: { ...matchLabels, ...more },
  matchExpressions: [...matchExpressions, ...where],
}));
const reserved = one(['reserved:host', 'reserved:world']).map((name) => ({ matchLabels: { [name]: '' } }));
const entity = one(['all', 'world', 'world-ipv4', 'world-ipv6', 'cluster', 'host', 'remote-node', 'none', 'health']);

const number = fc
  .tuple(one(PORTS), fc.option(fc.nat(10), { nil: undefined }))
  .map(([from, more]) => ({ port: String(from), ...(more !== undefined && { endPort: from + more }) }));
const port = fc
  .tuple(
    fc.oneof(
      number,
      one(PORT_NAMES).map((name) => ({ port: name })),
      fc.constant({ port: '0' }),
    ),
    one([undefined, 'ANY', 'TCP', 'UDP', 'SCTP']),
  )
  .map(([which, protocol]) => ({ ...which, ...(protocol && { protocol }) }));
const toPorts = fc.array(fc.record({ ports: fc.array(port, { maxLength: 2 }) }), { maxLength: 2 });

const few = <T>(item: fc.Arbitrary<T>) => fc.array(item, { maxLength: 2 });
const service = fc.oneof(
  fc.record({ k8sService: fc.record({ serviceName: fc.constant('x'), namespace: one(NAMESPACES) }) }),
  fc.record({ k8sServiceSelector: fc.record({ selector, namespace: one(NAMESPACES) }) }),
);

/** At most one member of layer 3 each, as the agent wants it. */
function rule(side: 'from' | 'to') {
  const member = fc.oneof(
    fc.constant({}),
    few(fc.oneof({ weight: 5, arbitrary: endpoint }, reserved)).map((value) => ({ [`${side}Endpoints`]: value })),
    few(entity).map((value) => ({ [`${side}Entities`]: value })),
    few(one(BLOCKS)).map((value) => ({ [`${side}CIDR`]: value })),
    few(block).map((value) => ({ [`${side}CIDRSet`]: value })),
    few(sourced).map((value) => ({ [`${side}Nodes`]: value })),
    ...(side === 'to' ? [few(service).map((value) => ({ toServices: value }))] : []),
  );
  return fc
    .tuple(member, fc.option(toPorts, { nil: undefined }))
    .map(([l3, l4]) => ({ ...l3, ...(l4 && { toPorts: l4 }) }));
}

const spec = fc.record(
  {
    endpointSelector: sourced,
    ingress: few(rule('from')),
    ingressDeny: few(rule('from')),
    egress: few(rule('to')),
    egressDeny: few(rule('to')),
    enableDefaultDeny: fc.record({ ingress: fc.boolean(), egress: fc.boolean() }, { requiredKeys: [] }),
  },
  { requiredKeys: ['endpointSelector'] },
);

const body = fc.oneof(
  spec.map((one) => ({ spec: one })),
  fc.array(spec, { minLength: 1, maxLength: 2 }).map((specs) => ({ specs })),
);

export const cilium = fc
  .array(fc.tuple(one([...NAMESPACES, undefined]), body), { minLength: 1, maxLength: 4 })
  .map((all) =>
    all.map(([namespace, parts], i) =>
      namespace === undefined
        ? made('cilium.io/v2', 'CiliumClusterwideNetworkPolicy', { name: `ccnp${i}` }, undefined, parts)
        : made('cilium.io/v2', 'CiliumNetworkPolicy', { name: `cnp${i}`, namespace }, undefined, parts),
    ),
  );
