import fc from 'fast-check';
import { block, BLOCKS, KEYS, labels, made, NAMESPACES, one, PORT_NAMES, PORTS, selector, VALUES } from './shared.ts';

/* Random policies of Istio and Linkerd. */

const few = <T>(item: fc.Arbitrary<T>, least = 0) => fc.array(item, { minLength: least, maxLength: 2 });
const matchLabels = fc.dictionary(one(KEYS), one(VALUES), { maxKeys: 1 });
const EVERYWHERE = [...NAMESPACES, 'istio-system'];

const principal = one([
  'cluster.local/ns/a/sa/web',
  'cluster.local/ns/b/sa/default',
  'cluster.local/ns/a/*',
  '*/sa/web',
  '*',
]);
const identity = one([...NAMESPACES, '*']);
const port = one(PORTS).map(String);
const source = fc.record(
  {
    principals: few(principal, 1),
    notPrincipals: few(principal, 1),
    namespaces: few(identity, 1),
    notNamespaces: few(identity, 1),
    ipBlocks: few(one(BLOCKS), 1),
    notIpBlocks: few(one(BLOCKS), 1),
  },
  { requiredKeys: [] },
);
const thin = source.chain((whole) =>
  fc
    .subarray(Object.keys(whole), { maxLength: Math.min(2, Object.keys(whole).length) })
    .map((keys) => Object.fromEntries(keys.map((key) => [key, whole[key as keyof typeof whole]]))),
);
const requests = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, fc.constant({ methods: ['GET'] }));
const operation = fc
  .tuple(fc.record({ ports: few(port, 1), notPorts: few(port, 1) }, { requiredKeys: [] }), requests)
  .map(([ports, more]) => ({ ...ports, ...more }));
const condition = fc.oneof(
  fc.record({ key: fc.constant('source.namespace'), values: few(identity, 1) }),
  fc.record({ key: fc.constant('source.principal'), notValues: few(principal, 1) }),
  fc.record({ key: fc.constant('source.ip'), values: few(one(BLOCKS), 1) }),
  fc.record({ key: fc.constant('destination.port'), values: few(port, 1), notValues: few(port, 1) }),
  fc.constant({ key: 'request.headers[x]', values: ['y'] }),
);
const rule = fc.record(
  {
    from: few(thin.map((value) => ({ source: value }))),
    to: few(operation.map((value) => ({ operation: value }))),
    when: fc.array(condition, { maxLength: 1 }),
  },
  { requiredKeys: [] },
);
const authorization = fc.record({
  namespace: one(EVERYWHERE),
  spec: fc.record(
    { selector: fc.record({ matchLabels }), action: one(['ALLOW', 'DENY', 'AUDIT', 'CUSTOM']), rules: few(rule) },
    { requiredKeys: [] },
  ),
});
const mode = one(['STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET']).map((value) => ({ mode: value }));
const authentication = fc.record({
  namespace: one(EVERYWHERE),
  spec: fc.record(
    { selector: fc.record({ matchLabels }), mtls: mode, portLevelMtls: fc.dictionary(port, mode, { maxKeys: 2 }) },
    { requiredKeys: [] },
  ),
});
const SECURITY = 'security.istio.io/v1';

export const istio = fc
  .record({
    authorizations: fc.array(authorization, { maxLength: 4 }),
    authentications: fc.array(authentication, { maxLength: 4 }),
  })
  .map(({ authorizations, authentications }) => [
    ...authorizations.map(({ namespace, spec }, i) =>
      made(SECURITY, 'AuthorizationPolicy', { name: `ap${i}`, namespace }, spec),
    ),
    ...authentications.map(({ namespace, spec }, i) =>
      made(SECURITY, 'PeerAuthentication', { name: `pa${i}`, namespace }, spec),
    ),
  ]);

const names = [
  '*',
  '*.b.serviceaccount.identity.linkerd.cluster.local',
  'web.a.serviceaccount.identity.linkerd.cluster.local',
];
const account = fc.record({ kind: fc.constant('ServiceAccount'), name: one(['web', 'default']) });
const reference = fc.oneof(
  fc.record({ kind: one(['MeshTLSAuthentication', 'NetworkAuthentication']), name: one(['x', 'y']) }),
  account,
);
const target = fc.oneof(
  fc.record({ kind: fc.constant('Server'), name: one(['s0', 's1', 's2']) }),
  fc.record({ kind: fc.constant('Namespace'), name: one(NAMESPACES) }),
);
const client = fc.oneof(
  fc.record({ unauthenticated: fc.constant(true), networks: few(block) }),
  fc.record({
    meshTLS: fc.record(
      { identities: few(one(names)), serviceAccounts: few(fc.record({ name: one(['web', 'default']) })) },
      { requiredKeys: [] },
    ),
    networks: few(block),
  }),
);
const POLICY = 'policy.linkerd.io/v1beta3';

export const linkerd = fc
  .record({
    servers: fc.array(
      fc.record({
        namespace: one(NAMESPACES),
        labels,
        spec: fc.record(
          {
            podSelector: selector,
            port: fc.oneof(one(PORTS), one(PORT_NAMES)),
            accessPolicy: one(['deny', 'all-authenticated', 'audit']),
          },
          { requiredKeys: ['podSelector', 'port'] },
        ),
      }),
      // Servers of one pod and port are refused: one in all keeps them apart.
      { minLength: 1, maxLength: 1 },
    ),
    policies: few(
      fc.record({
        namespace: one(NAMESPACES),
        spec: fc.record({ targetRef: target, requiredAuthenticationRefs: few(reference) }),
      }),
    ),
    authorizations: few(
      fc.record({
        namespace: one(NAMESPACES),
        spec: fc.record({
          server: fc.oneof(fc.constant({ name: 's0' }), fc.record({ selector })),
          client,
        }),
      }),
    ),
    mesh: few(
      fc.record({
        namespace: one(NAMESPACES),
        spec: fc.record({ identities: few(one(names)), identityRefs: few(account) }),
      }),
    ),
    networks: few(fc.record({ namespace: one(NAMESPACES), spec: fc.record({ networks: few(block, 1) }) })),
  })
  .map(({ servers, policies, authorizations, mesh, networks }) => [
    ...servers.map(({ namespace, labels: own, spec }, i) =>
      made(POLICY, 'Server', { name: `s${i}`, namespace, labels: own }, spec),
    ),
    ...policies.map(({ namespace, spec }, i) =>
      made(POLICY, 'AuthorizationPolicy', { name: `p${i}`, namespace }, spec),
    ),
    ...authorizations.map(({ namespace, spec }, i) =>
      made(POLICY, 'ServerAuthorization', { name: `a${i}`, namespace }, spec),
    ),
    ...mesh.map(({ namespace, spec }, i) =>
      made(POLICY, 'MeshTLSAuthentication', { name: ['x', 'y'][i]!, namespace }, spec),
    ),
    ...networks.map(({ namespace, spec }, i) =>
      made(POLICY, 'NetworkAuthentication', { name: ['x', 'y'][i]!, namespace }, spec),
    ),
  ]);

/** What puts pods into a mesh, for namespaces and pods alike. */
export const ISTIO_LABELS = fc.record(
  {
    'istio-injection': one(['enabled', 'disabled']),
    'sidecar.istio.io/inject': one(['true', 'false']),
    'istio.io/dataplane-mode': one(['ambient', 'none']),
  },
  { requiredKeys: [] },
);
export const LINKERD_ANNOTATIONS = fc.record(
  {
    'linkerd.io/inject': one(['enabled', 'enabled', 'disabled']),
    'config.linkerd.io/default-inbound-policy': one([
      'deny',
      'all-authenticated',
      'all-unauthenticated',
      'cluster-authenticated',
      'cluster-unauthenticated',
    ]),
  },
  { requiredKeys: [] },
);
