import { WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import { append } from '../../std/append.ts';

/** Modes that let plain text through. PERMISSIVE is no mode of clients. */
const PLAIN: ReadonlySet<string> = new Set(['DISABLE', 'PERMISSIVE', 'all-unauthenticated']);

const READERS: Readonly<Record<string, (resource: Resource) => Iterable<Mode>>> = {
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
    const found: Violation[] = [];
    for (const { path, mode } of read(resource)) {
      if (mode !== undefined && PLAIN.has(mode)) found.push({ path, message: `the mode is ${mode}` });
    }
    return found;
  },
});

function serverModes({ object }: Resource): Mode[] {
  const all: Mode[] = [];
  all.push({ path: ['spec', 'mtls', 'mode'], mode: asString(at(object, 'spec', 'mtls', 'mode')) });
  for (const [port, value] of Object.entries(asObject(at(object, 'spec', 'portLevelMtls')))) {
    all.push({ path: ['spec', 'portLevelMtls', port, 'mode'], mode: asString(at(value, 'mode')) });
  }
  return all;
}

function clientModes({ object }: Resource): Mode[] {
  const all: Mode[] = [];
  append(all, inPolicy(at(object, 'spec', 'trafficPolicy'), ['spec', 'trafficPolicy']));
  for (const [i, subset] of asList(at(object, 'spec', 'subsets')).entries()) {
    append(all, inPolicy(at(subset, 'trafficPolicy'), ['spec', 'subsets', i, 'trafficPolicy']));
  }
  return all;
}

function inPolicy(policy: Json | undefined, path: Path): Mode[] {
  const all: Mode[] = [];
  all.push({ path: [...path, 'tls', 'mode'], mode: asString(at(policy, 'tls', 'mode')) });
  for (const [i, port] of asList(at(policy, 'portLevelSettings')).entries()) {
    all.push({ path: [...path, 'portLevelSettings', i, 'tls', 'mode'], mode: asString(at(port, 'tls', 'mode')) });
  }
  return all;
}

function linkerdServer({ object }: Resource): Mode[] {
  return [{ path: ['spec', 'accessPolicy'], mode: asString(at(object, 'spec', 'accessPolicy')) }];
}

function linkerdModes(resource: Resource): Mode[] {
  const holder = workloadOf(resource)?.metadataPath ?? ['metadata'];
  const path = [...holder, 'annotations', LINKERD];
  return [{ path, mode: asString(at(resource.object, ...path)) }];
}
