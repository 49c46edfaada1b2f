import fc from 'fast-check';
import { BLOCKS, KEYS, labels, made, NAMESPACES, one, PORT_NAMES, PORTS, VALUES } from './shared.ts';

/* Random policies of Calico. */

const quoted = one(VALUES).map((value) => `'${value}'`);
const leaf = (keys: readonly string[]) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(one(keys), one(['==', '!=', 'contains', 'starts with', 'ends with']), quoted)
        .map((parts) => parts.join(' ')),
    },
    one(keys).map((name) => `has(${name})`),
    fc
      .tuple(one(keys), one(['in', 'not in']), quoted)
      .map(([name, operator, value]) => `${name} ${operator} {${value}, 'z'}`),
    fc.constant('all()'),
  );
const expression = (keys: readonly string[]) => {
  const plain = leaf(keys);
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    plain.map((text) => `!${text.startsWith('has') || text === 'all()' ? text : `(${text})`}`),
    fc.tuple(plain, one(['&&', '||']), plain).map((parts) => parts.join(' ')),
    fc.tuple(plain, plain, plain).map(([a, b, c]) => `!(${a} && ${b}) || ${c}`),
  );
};
const name = (key: string) => one(NAMESPACES).map((namespace) => `${key} == '${namespace}'`);
const selector = fc.oneof({ weight: 5, arbitrary: expression(KEYS) }, name('projectcalico.org/namespace'));
const namespaceSelector = fc.oneof(
  expression(KEYS),
  name('projectcalico.org/name'),
  fc.constant('all()'),
  fc.constant('global()'),
);
const accounts = fc.record({ names: fc.constant(['web']), selector: expression(KEYS) }, { requiredKeys: [] });

const port = fc.oneof(
  one(PORTS),
  fc.tuple(one(PORTS), fc.nat(10)).map(([from, more]) => `${from}:${from + more}`),
  one(PORT_NAMES),
);
const ports = fc.array(port, { minLength: 1, maxLength: 2 });
const nets = fc.array(one(BLOCKS), { minLength: 1, maxLength: 2 });
const criteria = {
  selector,
  notSelector: selector,
  namespaceSelector,
  serviceAccounts: accounts,
  nets,
  notNets: nets,
};

/** A few criteria of an entity, so that some rules match. */
function entity(more: Record<string, fc.Arbitrary<unknown>> = {}) {
  const all: Record<string, fc.Arbitrary<unknown>> = { ...criteria, ...more };
  return fc.subarray(Object.keys(all), { maxLength: 3 }).chain((keys) => {
    return fc.record(Object.fromEntries(keys.map((key) => [key, all[key]!])));
  });
}

const service = fc.record({ services: fc.record({ name: fc.constant('x'), namespace: one(NAMESPACES) }) });
const protocol = one(['TCP', 'UDP', 'SCTP', 6, 17, 132, 'ICMP']);

function rule(direction: 'ingress' | 'egress') {
  const destination = fc.oneof(
    { weight: 5, arbitrary: entity({ ports, notPorts: ports }) },
    ...(direction === 'egress' ? [service] : []),
  );
  return fc
    .record(
      {
        action: one(['Allow', 'Allow', 'Deny', 'Pass', 'Log']),
        protocol,
        notProtocol: protocol,
        ipVersion: one([4, 6]),
        source: direction === 'ingress' ? fc.oneof({ weight: 5, arbitrary: entity() }, service) : entity(),
        destination,
      },
      { requiredKeys: ['action'] },
    )
    .map((made): Record<string, unknown> => {
      const to = (made.destination ?? {}) as Record<string, unknown>;
      // Ports ask for a protocol that has some.
      const bare = ('ports' in to || 'notPorts' in to) && made.protocol === undefined;
      return bare ? { ...made, protocol: 'TCP' } : made;
    });
}

const policy = fc.record({
  namespace: one([...NAMESPACES, undefined]),
  spec: fc.record(
    {
      selector,
      serviceAccountSelector: expression(KEYS),
      namespaceSelector: expression(KEYS),
      tier: one(['default', 'early', 'late', 'last']),
      order: one([1, 500, 1000, 2000]),
      types: fc.uniqueArray(one(['Ingress', 'Egress']), { maxLength: 2 }),
      ingress: fc.array(rule('ingress'), { maxLength: 3 }),
      egress: fc.array(rule('egress'), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
});
const tiers = fc.tuple(...['early', 'late', 'last'].map(() => fc.option(one(['Deny', 'Pass']), { nil: undefined })));
const ORDERS = [100, 2_000_000, undefined];
const V3 = 'projectcalico.org/v3';

export const calico = fc
  .record({
    tiers,
    sets: fc.array(fc.record({ namespace: one([...NAMESPACES, undefined]), labels, nets }), { maxLength: 2 }),
    policies: fc.array(policy, { minLength: 1, maxLength: 4 }),
  })
  .map(({ tiers: actions, sets, policies }) => [
    ...actions.map((defaultAction, i) =>
      made(
        V3,
        'Tier',
        { name: ['early', 'late', 'last'][i]! },
        {
          ...(ORDERS[i] !== undefined && { order: ORDERS[i] }),
          ...(defaultAction && { defaultAction }),
        },
      ),
    ),
    ...sets.map(({ namespace, labels: own, nets: blocks }, i) =>
      namespace === undefined
        ? made(V3, 'GlobalNetworkSet', { name: `set${i}`, labels: own }, { nets: blocks })
        : made(V3, 'NetworkSet', { name: `set${i}`, namespace, labels: own }, { nets: blocks }),
    ),
    ...policies.map(({ namespace, spec: { namespaceSelector: scope, ...spec } }, i) =>
      namespace === undefined
        ? made(V3, 'GlobalNetworkPolicy', { name: `gnp${i}` }, { ...spec, ...(scope && { namespaceSelector: scope }) })
        : made(V3, 'NetworkPolicy', { name: `np${i}`, namespace }, spec),
    ),
  ]);
