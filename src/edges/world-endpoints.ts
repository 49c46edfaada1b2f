import { namespaceOf } from '../kubernetes/namespaces.ts';
import { holds, type Requirement, requirementsOf } from '../kubernetes/selector.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Entry } from '../network/engine/routes.ts';
import type { Node as PodGroup } from '../network/engine/workloads.ts';
import { isExternalLoadBalancer } from '../network/load-balancers.ts';
import { selectsPods } from '../network/services.ts';
import { asList, asNumber, asString, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import type { Vertex } from './vertices.ts';
import { type Container, type Pod, portsOf } from './world-pods.ts';
import type { WorldBase } from './world.ts';

/** A TCP port that the pods of one workload listen on, as far as manifests tell. */
export interface Endpoint extends Vertex {
  /** Position of the workload among the groups of the world. */
  readonly group: number;
  readonly port: number;
  /** Containers that declare the port; all of the pods where a Service names a port that none declares. */
  readonly containers: readonly Container[];
  /** What leads to it from outside of the cluster, before policies are asked. */
  readonly doors: readonly Door[];
}

/** A way from outside of the cluster to an endpoint. */
export interface Door {
  /** `load-balancer` and `route` are meant for everybody, `node-port` for whoever reaches the nodes. */
  readonly kind: 'load-balancer' | 'route' | 'node-port';
  readonly fact: Fact;
}

export interface EndpointsInput extends WorldBase {
  readonly groups: readonly PodGroup[];
  readonly pods: readonly Pod[];
  readonly routes: readonly Entry[];
}

/** The endpoints of all workloads, by group. */
export function readEndpoints(input: EndpointsInput): readonly (readonly Endpoint[])[] {
  const byGroup = Map.groupBy(input.pods, ({ group }) => group);
  const served = servicePorts(input);
  const routed = Map.groupBy(input.routes, ({ node }) => node);
  const names = new Set<string>();
  return input.groups.map((group, index) => {
    const containers = (byGroup.get(index) ?? []).flatMap(({ containers: all }) => all);
    const ports = new Map<number, Container[]>();
    for (const container of containers) {
      for (const port of portsOf(container)) {
        const listeners = ports.get(port);
        if (listeners) listeners.push(container);
        else ports.set(port, [container]);
      }
    }
    const doors = [...(served.get(index) ?? []), ...(routed.get(index) ?? []).flatMap(routeDoors)];
    for (const { port } of doors) if (!ports.has(port) && containers.length > 0) ports.set(port, containers);
    return [...ports].map(([port, listeners]) => {
      const own = doors.filter((door) => door.port === port).flatMap(({ door }) => door ?? []);
      const name = endpointName(names, group, port);
      const more = { group: index, port, containers: listeners, doors: own };
      return input.vertices.make('endpoint', name, group.namespace, more);
    });
  });
}

function endpointName(names: Set<string>, { namespace, name, kind }: PodGroup, port: number): string {
  const plain = `endpoint/${namespace}/${name}:${port}`;
  const own = names.has(plain) ? `endpoint/${namespace}/${kind.toLowerCase()}:${name}:${port}` : plain;
  names.add(own);
  return own;
}

interface PortDoor {
  readonly port: number;
  readonly door?: Door;
}

function routeDoors({ route, service, ports }: Entry): PortDoor[] {
  const note = `${route.kind} ${route.name} leads from outside to Service ${service.name}`;
  const fact = { resource: route, path: ['spec'], note };
  return ports
    .filter(({ protocol }) => protocol === 'TCP')
    .map(({ from }) => ({ port: from, door: { kind: 'route', fact } as const }));
}

/** Ports that Services lead to, by group, with the doors that they open. */
function servicePorts({ inventory, groups }: EndpointsInput): ReadonlyMap<number, PortDoor[]> {
  const labelled = groupsByLabel(groups);
  const found = new Map<number, PortDoor[]>();
  for (const service of inventory.ofType('Service').filter(selectsPods)) {
    const selector = requirementsOf({ matchLabels: at(service.object, 'spec', 'selector') ?? {} }) ?? [];
    for (const index of labelled(namespaceOf(service), selector)) {
      const pod = groups[index]!.pods.find(({ labels }) => selector.every((one) => holds(one, labels)));
      if (!pod) continue;
      const doors = asList(at(service.object, 'spec', 'ports')).flatMap((entry, i): PortDoor[] => {
        if ((at(entry, 'protocol') ?? 'TCP') !== 'TCP') return [];
        const target = at(entry, 'targetPort') ?? at(entry, 'port');
        const port = asNumber(target) ?? pod.ports.find(({ name }) => name === asString(target))?.port;
        const door = doorOf(service, ['spec', 'ports', i], asNumber(at(entry, 'nodePort')));
        return port === undefined ? [] : [{ port, ...(door && { door }) }];
      });
      if (doors.length > 0) found.set(index, [...(found.get(index) ?? []), ...doors]);
    }
  }
  return found;
}

/** Positions of the groups in a namespace that may have a pod that a map selector takes: those that carry its first label. */
function groupsByLabel(groups: readonly PodGroup[]) {
  const byNamespace = Map.groupBy(groups.keys(), (i) => groups[i]!.namespace);
  const indexes = new Map<string, ReadonlyMap<string, readonly number[]>>();
  return (namespace: string, selector: readonly Requirement[]): readonly number[] => {
    const own = byNamespace.get(namespace) ?? [];
    const [first] = selector;
    if (!first) return own;
    const place = `${namespace}\0${first.key}`;
    let index = indexes.get(place);
    if (!index) indexes.set(place, (index = indexOfLabel(groups, own, first.key)));
    return index.get(first.values[0]!) ?? [];
  };
}

function indexOfLabel(groups: readonly PodGroup[], own: readonly number[], key: string): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const position of own) {
    for (const { labels } of groups[position]!.pods) {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      if (value === undefined) continue;
      const list = index.get(value);
      if (!list) index.set(value, [position]);
      else if (list.at(-1) !== position) list.push(position);
    }
  }
  return index;
}

function doorOf(service: Resource, path: Path, nodePort: number | undefined): Door | undefined {
  if (isExternalLoadBalancer(service)) {
    return {
      kind: 'load-balancer',
      fact: {
        resource: service,
        path: ['spec', 'type'],
        note: `Service ${service.name} is a load balancer for everybody`,
      },
    };
  }
  const [address] = asList(at(service.object, 'spec', 'externalIPs'));
  if (asString(address)) {
    return {
      kind: 'load-balancer',
      fact: {
        resource: service,
        path: ['spec', 'externalIPs'],
        note: `Service ${service.name} takes traffic to ${asString(address)}`,
      },
    };
  }
  if (at(service.object, 'spec', 'type') !== 'NodePort') return undefined;
  const port = nodePort === undefined ? 'a port' : `port ${nodePort}`;
  return {
    kind: 'node-port',
    fact: { resource: service, path, note: `Service ${service.name} opens ${port} of every node` },
  };
}
