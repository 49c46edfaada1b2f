import { findEffective, namespaceOf, podsIn } from '../kubernetes/namespaces.ts';
import type { Workload } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asNumber, asObject, asString, at, entryOf, isObject, show } from '../std/value.ts';

type Given = (value: Json | undefined, owner: string) => boolean;

const anyValue: Given = () => true;
const nameOfJob: Given = (value, owner) => value === owner;

/** Labels that controllers give to pods beyond those of the template, and which pods of an owner have a value. */
const GIVEN: ReadonlyMap<string, Given> = new Map([
  ['apps.kubernetes.io/pod-index', anyValue],
  ['batch.kubernetes.io/job-completion-index', anyValue],
  ['batch.kubernetes.io/job-name', nameOfJob],
  ['controller-revision-hash', anyValue],
  ['job-name', nameOfJob],
  ['pod-template-hash', anyValue],
  ['statefulset.kubernetes.io/pod-name', (value, owner) => asString(value)?.replace(/-\d+$/, '') === owner],
]);

/** Workloads whose pods a Service sends traffic to; none for one without selector or that only names a host. */
export function workloadsBehind(inventory: Inventory, service: Resource): readonly Workload[] {
  if (!selectsPods(service)) return [];
  const selector = asObject(at(service.object, 'spec', 'selector'));
  const pods = podsIn(inventory, namespaceOf(service));
  const pairs = Object.entries(selector);
  const given = pairs.filter(([key]) => GIVEN.has(key));
  if (given.length === 0) return pods.select({ matchLabels: selector });
  const matchLabels = Object.fromEntries(pairs.filter(([key]) => !GIVEN.has(key)));
  const selected = pods.select({ matchLabels });
  return selected.filter((workload) => given.every(([key, value]) => hasGiven(workload, key, value)));
}

function hasGiven({ labels, resource }: Workload, key: string, value: Json | undefined): boolean {
  return labels[key] === value || GIVEN.get(key)?.(value, resource.name) === true;
}

/** Whether a Service finds its endpoints by labels. */
export function selectsPods(service: Resource): boolean {
  const spec = asObject(service.object['spec']);
  return spec['type'] !== 'ExternalName' && Object.keys(asObject(spec['selector'])).length > 0;
}

/** A reference from something that routes requests to a Service. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  /** Number or name as the route says it; undefined where it says none. */
  readonly port: number | string | undefined;
  /** Path of the entry that names the service. */
  readonly path: Path;
  readonly portPath: Path;
}

type BackendReader = (route: Resource) => readonly Backend[];

const READERS: Readonly<Record<string, BackendReader>> = {
  Ingress: ingressBackends,
  'HTTPRoute.gateway.networking.k8s.io': gatewayBackends,
  'GRPCRoute.gateway.networking.k8s.io': gatewayBackends,
  'TLSRoute.gateway.networking.k8s.io': gatewayBackends,
  'TCPRoute.gateway.networking.k8s.io': gatewayBackends,
  'UDPRoute.gateway.networking.k8s.io': gatewayBackends,
  'VirtualService.networking.istio.io': istioBackends,
  'Route.route.openshift.io': openshiftBackends,
  'IngressRoute.traefik.io': traefikBackends,
  'IngressRoute.traefik.containo.us': traefikBackends,
};

/** Types of objects that route requests from outside to Services. */
export const ROUTE_TYPES: readonly string[] = Object.keys(READERS);

/** The Services that an Ingress or another route names, in the order of the text. */
export function backendsOf(route: Resource): readonly Backend[] {
  return entryOf(READERS, route.type)?.(route) ?? [];
}

export function serviceOf(inventory: Inventory, backend: Backend): Resource | undefined {
  return findEffective(inventory, 'Service', backend.namespace, backend.service);
}

/** Whether a Service has a port of that number or name; one that only names a host need not list its ports. */
export function hasPort(service: Resource, port: number | string): boolean {
  const ports = asList(at(service.object, 'spec', 'ports'));
  if (ports.length === 0 && at(service.object, 'spec', 'type') === 'ExternalName') return true;
  return ports.some((entry) => at(entry, 'name') === port || show(at(entry, 'port')) === String(port));
}

function ingressBackends(ingress: Resource): readonly Backend[] {
  const found: Backend[] = [];
  const add = (path: Path) => {
    const backend = ingressBackend(ingress, path);
    if (backend) found.push(backend);
  };
  add(['spec', 'defaultBackend']);
  add(['spec', 'backend']);
  asList(at(ingress.object, 'spec', 'rules')).forEach((rule, i) => {
    asList(at(rule, 'http', 'paths')).forEach((_, j) => add(['spec', 'rules', i, 'http', 'paths', j, 'backend']));
  });
  return found;
}

/** `service.name` of networking.k8s.io/v1, `serviceName` of the versions before it. */
function ingressBackend(ingress: Resource, path: Path): Backend | undefined {
  const backend = asObject(at(ingress.object, ...path));
  const namespace = namespaceOf(ingress);
  const name = asString(at(backend, 'service', 'name'));
  if (name !== undefined) {
    const port = portOf(at(backend, 'service', 'port', 'name')) ?? portOf(at(backend, 'service', 'port', 'number'));
    const portPath = [...path, 'service', 'port'];
    return { namespace, service: name, port, path: [...path, 'service', 'name'], portPath };
  }
  const old = asString(backend['serviceName']);
  if (old === undefined) return undefined;
  const port = portOf(backend['servicePort']);
  return { namespace, service: old, port, path: [...path, 'serviceName'], portPath: [...path, 'servicePort'] };
}

function gatewayBackends(route: Resource): readonly Backend[] {
  return asList(at(route.object, 'spec', 'rules')).flatMap((rule, i) =>
    asList(at(rule, 'backendRefs')).flatMap((ref, j) => {
      const service = asString(at(ref, 'name'));
      const kind = at(ref, 'kind') ?? 'Service';
      if (service === undefined || kind !== 'Service' || at(ref, 'group')) return [];
      const path = ['spec', 'rules', i, 'backendRefs', j];
      const namespace = asString(at(ref, 'namespace')) ?? namespaceOf(route);
      const port = portOf(at(ref, 'port'));
      return [{ namespace, service, port, path: [...path, 'name'], portPath: [...path, 'port'] }];
    }),
  );
}

/** Destinations are short names or `name.namespace.svc…`; other hosts lie outside the cluster. */
const ISTIO_HOST = /^([a-z0-9-]+)(?:\.([a-z0-9-]+)\.svc(?:\.[a-z0-9.-]+)?)?$/;

function istioBackends(route: Resource): readonly Backend[] {
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    asList(at(route.object, 'spec', protocol)).flatMap((rule, i) =>
      asList(at(rule, 'route')).flatMap((entry, j) => {
        const [, service, namespace] = ISTIO_HOST.exec(asString(at(entry, 'destination', 'host')) ?? '') ?? [];
        if (!service) return [];
        const path = ['spec', protocol, i, 'route', j, 'destination'];
        const port = asNumber(at(entry, 'destination', 'port', 'number'));
        const where = { path: [...path, 'host'], portPath: [...path, 'port'] };
        return [{ namespace: namespace ?? namespaceOf(route), service, port, ...where }];
      }),
    ),
  );
}

function openshiftBackends(route: Resource): readonly Backend[] {
  const service = asString(at(route.object, 'spec', 'to', 'name'));
  if (service === undefined) return [];
  const portPath = ['spec', 'port', 'targetPort'];
  return [{ namespace: namespaceOf(route), service, port: undefined, path: ['spec', 'to', 'name'], portPath }];
}

function traefikBackends(route: Resource): readonly Backend[] {
  return asList(at(route.object, 'spec', 'routes')).flatMap((rule, i) =>
    asList(at(rule, 'services')).flatMap((entry, j) => {
      const service = asString(at(entry, 'name'));
      if (service === undefined || !isObject(entry) || (entry['kind'] ?? 'Service') !== 'Service') return [];
      const path = ['spec', 'routes', i, 'services', j];
      const namespace = asString(entry['namespace']) ?? namespaceOf(route);
      const port = portOf(entry['port']);
      return [{ namespace, service, port, path: [...path, 'name'], portPath: [...path, 'port'] }];
    }),
  );
}

function portOf(value: Json | undefined): number | string | undefined {
  return asNumber(value) ?? (asString(value) || undefined);
}

/** A backend that leads nowhere, and why. */
export interface DeadBackend {
  readonly path: Path;
  readonly message: string;
}

/** Backends whose Service, or the port of it, is not among the objects. */
export function deadBackends(inventory: Inventory, route: Resource): DeadBackend[] {
  return backendsOf(route).flatMap((backend) => {
    // `use-annotation` sends the AWS controller to an action, which is no Service.
    if (backend.port === 'use-annotation') return [];
    const service = serviceOf(inventory, backend);
    const where = `in namespace ${backend.namespace}`;
    if (!service) return [{ path: backend.path, message: `there is no Service ${backend.service} ${where}` }];
    if (backend.port === undefined || hasPort(service, backend.port)) return [];
    return [{ path: backend.portPath, message: `the Service ${backend.service} has no port ${backend.port}` }];
  });
}
