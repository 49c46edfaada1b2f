import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';

interface Listener {
  readonly protocol: string;
  readonly path: Path;
  /** Sends plain requests on to HTTPS and serves nothing itself. */
  readonly redirects: boolean;
  readonly certificate: boolean;
}

export default defineCheck({
  id: 'gateway-no-tls',
  title: 'Gateway serves plain HTTP',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Passwords, cookies and tokens cross the network readable, and anybody on the way can change what is served.',
  remedy: 'Add an HTTPS listener with a certificate, and leave the plain one to redirect.',
  references: [
    'https://gateway-api.sigs.k8s.io/guides/tls/',
    'https://istio.io/latest/docs/reference/config/networking/gateway/',
  ],
  types: ['Gateway.gateway.networking.k8s.io', 'Gateway.networking.istio.io'],
  find(resource) {
    const listeners = resource.type === 'Gateway.networking.istio.io' ? istioServers(resource) : apiListeners(resource);
    return [...plain(listeners), ...withoutCertificate(listeners)];
  },
});

/** A plain listener beside an encrypted one usually redirects, which routes say and not the gateway. */
function plain(listeners: readonly Listener[]): Violation[] {
  if (listeners.some(({ protocol }) => protocol !== 'HTTP')) return [];
  return listeners
    .filter(({ redirects }) => !redirects)
    .map(({ path }) => ({
      path: [...path, 'protocol'],
      message: 'a listener speaks HTTP and none of the gateway HTTPS',
    }));
}

function withoutCertificate(listeners: readonly Listener[]): Violation[] {
  return listeners
    .filter(({ protocol, certificate }) => protocol === 'HTTPS' && !certificate)
    .map(({ path }) => ({ path, message: 'an HTTPS listener has no certificate' }));
}

function apiListeners({ object }: Resource): Listener[] {
  return asList(at(object, 'spec', 'listeners')).map((listener, i) => ({
    protocol: asString(at(listener, 'protocol')) ?? '',
    path: ['spec', 'listeners', i],
    redirects: false,
    certificate: hasCertificate(at(listener, 'tls')),
  }));
}

/** `options` carry what an implementation knows besides, such as certificates of its cloud. */
function hasCertificate(tls: Json | undefined): boolean {
  const refs = asList(at(tls, 'certificateRefs'));
  return refs.length > 0 || at(tls, 'mode') === 'Passthrough' || at(tls, 'options') !== undefined;
}

function istioServers({ object }: Resource): Listener[] {
  return asList(at(object, 'spec', 'servers')).map((server, i) => ({
    protocol: asString(at(server, 'port', 'protocol'))?.toUpperCase() === 'HTTP' ? 'HTTP' : 'other',
    path: ['spec', 'servers', i, 'port'],
    redirects: at(server, 'tls', 'httpsRedirect') === true,
    certificate: true,
  }));
}
