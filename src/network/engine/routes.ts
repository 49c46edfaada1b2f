import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asNumber, asObject, asString, at } from '../../std/value.ts';
import { isExternalLoadBalancer } from '../load-balancers.ts';
import { type Backend, backendsOf, ROUTE_TYPES, selectsPods } from '../services.ts';
import { gatewaysOf } from './gateway.ts';
import { matchesMap } from '../../kubernetes/selector.ts';
import { type PortRange, PROTOCOLS } from './ports.ts';
import type { Settings } from './settings.ts';
import type { Node, PodView } from './workloads.ts';

/** A way into the cluster: a route that leads over a Service to a workload's ports. */
export interface Entry {
  readonly route: Resource;
  readonly service: Resource;
  /** Position of the workload among the nodes. */
  readonly node: number;
  readonly ports: readonly PortRange[];
}

const ROUTES: ReadonlySet<string> = new Set(ROUTE_TYPES);

/** Where Ingresses, Routes and the routes of gateways lead. */
export function entriesOf(
  resources: readonly Resource[],
  nodes: readonly Node[],
  reach: Settings['servicesReach'] = 'any port',
): readonly Entry[] {
  const ways = resources.filter(({ type }) => ROUTES.has(type));
  if (ways.length === 0) return [];
  const services = resources.filter(({ type }) => type === 'Service').filter(selectsPods);
  const byName = new Map(services.map((service) => [`${namespaceOf(service)}/${service.name}`, service]));
  const byNamespace = Map.groupBy(nodes.keys(), (i) => nodes[i]!.namespace);
  const gateways = gatewaysOf(resources);
  const routes = ways.filter((route) => gateways.attaches(route));
  return routes.flatMap((route) =>
    allBackends(route).flatMap((backend) => {
      const service = byName.get(`${backend.namespace}/${backend.service}`);
      if (!service || !gateways.mayLeadTo(route, backend.namespace, backend.service)) return [];
      const ports = servicePorts(service, backend.port);
      return (byNamespace.get(backend.namespace) ?? []).flatMap((node): Entry[] => {
        const reached = nodes[node]!.pods.flatMap((pod) => reachedPorts(pod, service, ports, reach));
        return reached.length > 0 ? [{ route, service, node, ports: reached }] : [];
      });
    }),
  );
}

/** How a Service is reached from outside by itself (kubernetes.io, "Service": types, external IPs). */
export interface Published extends Omit<Entry, 'route'> {
  readonly by: 'LoadBalancer' | 'NodePort' | 'externalIPs';
  /** A load balancer with an address inside of the private network alone. */
  readonly internal: boolean;
}

/** Services that lead to pods from outside, whatever policies say: a load balancer has node ports too, unless it says not. */
export function publishedServices(resources: readonly Resource[], nodes: readonly Node[]): readonly Published[] {
  const services = resources.filter(({ type }) => type === 'Service').filter(selectsPods);
  const published = services.flatMap((service) => {
    const by = publishedBy(service);
    return by ? [{ service, by }] : [];
  });
  if (published.length === 0) return [];
  const byNamespace = Map.groupBy(nodes.keys(), (i) => nodes[i]!.namespace);
  return published.flatMap(({ service, by }) => {
    const ports = asList(at(service.object, 'spec', 'ports'));
    const internal = by === 'LoadBalancer' && !isExternalLoadBalancer(service);
    return (byNamespace.get(namespaceOf(service)) ?? []).flatMap((node): Published[] => {
      const reached = nodes[node]!.pods.flatMap((pod) => reachedPorts(pod, service, ports, 'any port'));
      return reached.length > 0 ? [{ service, node, ports: reached, by, internal }] : [];
    });
  });
}

function publishedBy({ object }: Resource): Published['by'] | undefined {
  const type = at(object, 'spec', 'type');
  if (type === 'LoadBalancer' || type === 'NodePort') return type;
  return asList(at(object, 'spec', 'externalIPs')).length > 0 ? 'externalIPs' : undefined;
}

/** A Route may split its traffic over several Services, and names the port once for all of them. */
function allBackends(route: Resource): readonly Pick<Backend, 'namespace' | 'service' | 'port'>[] {
  if (route.type !== 'Route.route.openshift.io') return backendsOf(route);
  const spec = asObject(route.object['spec']);
  const port = asNumber(at(spec, 'port', 'targetPort')) ?? asString(at(spec, 'port', 'targetPort'));
  const names = [spec['to'], ...asList(spec['alternateBackends'])].map((one) => asString(at(one, 'name')));
  const namespace = namespaceOf(route);
  return names.filter((name) => name !== undefined).map((service) => ({ namespace, service, port }));
}

/** The ports of a Service that a backend means: by number, name or target; all of them where it says none. */
function servicePorts(service: Resource, wanted: Backend['port']): readonly Json[] {
  const ports = asList(at(service.object, 'spec', 'ports'));
  if (wanted === undefined) return ports;
  const direct = ports.filter((port) => at(port, 'port') === wanted || at(port, 'name') === wanted);
  return direct.length > 0 ? direct : ports.filter((port) => at(port, 'targetPort') === wanted);
}

/** Where the ports lead in a pod. Ports need no declaration, names do (`Container.ports` and `ServicePort.targetPort`, core/v1). */
function reachedPorts(
  pod: PodView,
  service: Resource,
  ports: readonly Json[],
  reach: Settings['servicesReach'],
): PortRange[] {
  if (!matchesMap(at(service.object, 'spec', 'selector'), pod.labels)) return [];
  return ports.flatMap((port) => {
    const protocol = PROTOCOLS.find((one) => one === (at(port, 'protocol') ?? 'TCP'));
    const target = at(port, 'targetPort') ?? at(port, 'port');
    const declared = pod.ports.filter(
      (one) => one.protocol === protocol && (one.port === target || one.name === target),
    );
    if (declared.length > 0) return declared.map((one) => ({ protocol: one.protocol, from: one.port, to: one.port }));
    if (!protocol || typeof target !== 'number' || reach === 'declared ports') return [];
    return [{ protocol, from: target, to: target }];
  });
}

/** Names of networks in an annotation of Multus: `a, ns/b@eth1` or a JSON list of `{name, namespace}`. */
export function attachments(value: string, namespace: string): string[] {
  const text = value.trim();
  if (!text.startsWith('[')) {
    const names = text.split(',').map((part) => part.trim().split('@')[0]!);
    return names.filter((name) => name !== '').map((name) => (name.includes('/') ? name : `${namespace}/${name}`));
  }
  try {
    const list = asList(JSON.parse(text) as Json);
    const names = list.filter((one) => typeof one === 'string');
    const full = (one: Json) => `${asString(at(one, 'namespace')) ?? namespace}/${asString(at(one, 'name')) ?? ''}`;
    return [...names.map((name) => `${namespace}/${name}`), ...list.filter((one) => typeof one !== 'string').map(full)];
  } catch {
    return [];
  }
}
