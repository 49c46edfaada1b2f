import { WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';

/** Modes that let plain text through. PERMISSIVE is no mode of clients. */
const PLAIN: ReadonlySet<string> = new Set(['DISABLE', 'PERMISSIVE', 'all-unauthenticated']);

const READERS: Readonly<Record<string, (resource: Resource) => readonly Mode[]>> = {
  'PeerAuthentication.security.istio.io': serverModes,
  'DestinationRule.networking.istio.io': clientModes,
  'Server.policy.linkerd.io': linkerdServer,
};

/** What pods of Linkerd accept where no policy of theirs says otherwise. */
const LINKERD = 'config.linkerd.io/default-inbound-policy';

interface Mode {
  readonly path: Path;
  readonly mode: string | undefined;
}

export default defineCheck({
  id: 'mesh-mtls-disabled',
  title: 'Service mesh accepts or sends plain text',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Without strict mutual TLS any pod can talk to the workload under no name at all, and authorization by identity does not hold.',
  remedy:
    'In Istio set STRICT in PeerAuthentication and ISTIO_MUTUAL in DestinationRule; in Linkerd use all-authenticated.',
  references: [
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    'https://linkerd.io/2/reference/authorization-policy/',
  ],
  types: [...Object.keys(READERS), 'Namespace', ...WORKLOAD_TYPES],
  needs: () => [['mode', 'accessPolicy', LINKERD]],
  find(resource) {
    const read = READERS[resource.type] ?? linkerdModes;
    const plain = read(resource).filter(({ mode }) => mode !== undefined && PLAIN.has(mode));
    return plain.map(({ path, mode }) => ({ path, message: `the mode is ${mode}` }));
  },
});

function serverModes({ object }: Resource): Mode[] {
  const ports = Object.entries(asObject(at(object, 'spec', 'portLevelMtls')));
  return [
    { path: ['spec', 'mtls', 'mode'], mode: asString(at(object, 'spec', 'mtls', 'mode')) },
    ...ports.map(([port, value]) => ({
      path: ['spec', 'portLevelMtls', port, 'mode'],
      mode: asString(at(value, 'mode')),
    })),
  ];
}

function clientModes({ object }: Resource): Mode[] {
  const subsets = asList(at(object, 'spec', 'subsets'));
  return [
    ...inPolicy(at(object, 'spec', 'trafficPolicy'), ['spec', 'trafficPolicy']),
    ...subsets.flatMap((one, i) => inPolicy(at(one, 'trafficPolicy'), ['spec', 'subsets', i, 'trafficPolicy'])),
  ];
}

function inPolicy(policy: Json | undefined, path: Path): Mode[] {
  return [
    { path: [...path, 'tls', 'mode'], mode: asString(at(policy, 'tls', 'mode')) },
    ...asList(at(policy, 'portLevelSettings')).map((port, i) => ({
      path: [...path, 'portLevelSettings', i, 'tls', 'mode'],
      mode: asString(at(port, 'tls', 'mode')),
    })),
  ];
}

function linkerdServer({ object }: Resource): Mode[] {
  return [{ path: ['spec', 'accessPolicy'], mode: asString(at(object, 'spec', 'accessPolicy')) }];
}

function linkerdModes(resource: Resource): Mode[] {
  const holder = workloadOf(resource)?.metadataPath ?? ['metadata'];
  const path = [...holder, 'annotations', LINKERD];
  return [{ path, mode: asString(at(resource.object, ...path)) }];
}
