import { defineCheck } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';

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
  remedy: 'Set the mode STRICT in PeerAuthentication and ISTIO_MUTUAL in DestinationRule.',
  references: [
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
    'https://istio.io/latest/docs/ops/best-practices/security/',
  ],
  types: ['PeerAuthentication.security.istio.io', 'DestinationRule.networking.istio.io'],
  *find(resource) {
    const accepts = resource.type === 'PeerAuthentication.security.istio.io';
    for (const { path, mode } of accepts ? serverModes(resource) : clientModes(resource)) {
      if (mode === 'DISABLE' || (accepts && mode === 'PERMISSIVE')) yield { path, message: `the TLS mode is ${mode}` };
    }
  },
});

function* serverModes({ object }: Resource): Iterable<Mode> {
  yield { path: ['spec', 'mtls', 'mode'], mode: asString(at(object, 'spec', 'mtls', 'mode')) };
  for (const [port, value] of Object.entries(asObject(at(object, 'spec', 'portLevelMtls')))) {
    yield { path: ['spec', 'portLevelMtls', port, 'mode'], mode: asString(at(value, 'mode')) };
  }
}

function* clientModes({ object }: Resource): Iterable<Mode> {
  yield* inPolicy(at(object, 'spec', 'trafficPolicy'), ['spec', 'trafficPolicy']);
  for (const [i, subset] of asList(at(object, 'spec', 'subsets')).entries()) {
    yield* inPolicy(at(subset, 'trafficPolicy'), ['spec', 'subsets', i, 'trafficPolicy']);
  }
}

function* inPolicy(policy: Json | undefined, path: Path): Iterable<Mode> {
  yield { path: [...path, 'tls', 'mode'], mode: asString(at(policy, 'tls', 'mode')) };
  for (const [i, port] of asList(at(policy, 'portLevelSettings')).entries()) {
    yield { path: [...path, 'portLevelSettings', i, 'tls', 'mode'], mode: asString(at(port, 'tls', 'mode')) };
  }
}
