import { strings } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, asStrings, at, isObject } from '../../std/value.ts';

/** Annotations by which controllers end TLS without `spec.tls`. */
const ELSEWHERE = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'traefik.ingress.kubernetes.io/router.tls',
  'haproxy-ingress.github.io/ssl-always-add-https',
];

/** F5's controller: a minion adds paths to its master, which alone may have TLS. */
const MERGEABLE = 'nginx.org/mergeable-ingress-type';

export default defineCheck({
  id: 'ingress-no-tls',
  title: 'Ingress serves plain HTTP',
  severity: 'medium',
  category: 'network',
  profile: 'recommended',
  why: 'Passwords, cookies and tokens cross the network readable, and anybody on the way can change what is served.',
  remedy: 'Add `spec.tls` with a secret and the hosts that it is for.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  types: ['Ingress', 'Route.route.openshift.io', 'IngressRoute.traefik.io', 'IngressRoute.traefik.containo.us'],
  find: (resource) => (resource.type === 'Ingress' ? inIngress(resource) : inRoute(resource)),
});

function inIngress(ingress: Resource): Violation[] {
  const annotations = strings(at(ingress.object, 'metadata', 'annotations'));
  if (ELSEWHERE.some((key) => annotations[key]) || annotations[MERGEABLE] === 'minion') return [];
  const tls = asList(at(ingress.object, 'spec', 'tls'));
  if (tls.length === 0) return [{ path: ['spec', 'tls'], message: `the Ingress ${ingress.name} has no TLS` }];
  const covered = tls.map((entry) => asStrings(at(entry, 'hosts')));
  if (covered.some((hosts) => hosts.length === 0)) return [];
  const found: Violation[] = [];
  for (const [i, rule] of asList(at(ingress.object, 'spec', 'rules')).entries()) {
    const host = asString(at(rule, 'host'));
    if (!host || covered.flat().some((name) => coversHost(name, host))) continue;
    found.push({ path: ['spec', 'rules', i, 'host'], message: `no entry of tls covers the host ${host}` });
  }
  return found;
}

function coversHost(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}

function inRoute(route: Resource): Violation[] {
  if (isObject(at(route.object, 'spec', 'tls'))) return [];
  const entries = asStrings(at(route.object, 'spec', 'entryPoints'));
  if (entries.some((name) => /secure|https/i.test(name))) return [];
  return [{ path: ['spec', 'tls'], message: `the ${route.kind} ${route.name} has no TLS` }];
}
