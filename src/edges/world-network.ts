import { parseImage } from '../kubernetes/image.ts';
import type { Gap } from '../model/gap.ts';
import { analyse, type Analysis } from '../network/engine/analysis.ts';
import { withColumn } from '../network/engine/connections.ts';
import type { Network } from '../network/engine/engine.ts';
import { standsOf } from '../network/engine/exposure.ts';
import type { Direction, PodPick } from '../network/engine/policy.ts';
import { NOTHING } from '../network/engine/ports.ts';
import { PROFILES } from '../network/engine/settings.ts';
import { trace } from '../network/engine/trace.ts';
import { asString } from '../std/value.ts';
import type { Fact, Guard } from './edge.ts';
import { type Door, type Endpoint, readEndpoints } from './world-endpoints.ts';
import type { Pod, WorldPlaces } from './world-pods.ts';
import type { WorldBase } from './world.ts';
import { readZones, type Zones } from './world-zones.ts';

export interface WorldNetwork {
  readonly endpoints: readonly Endpoint[];
  endpointsOf(pod: Pod): readonly Endpoint[];
  /** Whether policies let a door's traffic in; else the guard that stops it. */
  openTo(endpoint: Endpoint, door: Door): Guard | undefined;
  /** Whether a pod may send to an endpoint. */
  reaches(pod: Pod, endpoint: Endpoint): boolean;
  /** Whether a pod may send to an address outside of the cluster, `169.254.169.254` and other addresses of the node's link among them. */
  reachesAddress(pod: Pod, address: bigint, port: number): boolean;
  /** Why the pods of a group may send to an endpoint: the rules of policies, or that there are none. */
  reachFacts(group: number, endpoint: Endpoint): readonly Fact[];
  /** Pods that reach the same endpoints share a zone; zones lead to classes of endpoints. Nothing is quadratic. */
  readonly zones: Zones;
  /** Policies that an API server would refuse, and kinds that are not read. */
  readonly gaps: readonly Gap[];
}

export function createNetworkView(base: WorldBase & { readonly places: WorldPlaces }): WorldNetwork {
  const { inventory, places } = base;
  const analysis = analyse(inventory.resources, { settings: PROFILES.default, stands: standsOf });
  const { network, entries } = analysis.networks[0]!;
  const byGroup = readEndpoints({ ...base, groups: places.groups, pods: places.pods, routes: entries });
  const endpoints = byGroup.flat();
  const controllers = controllerColumns(network, places);
  const allows = (endpoint: Endpoint, column: number) =>
    network.ports.has(withColumn(network, endpoint.group, column, 'in'), 'TCP', endpoint.port);
  let zones: Zones | undefined;
  return {
    endpoints,
    endpointsOf: (pod) => byGroup[pod.group]!.filter(({ containers }) => containers.some((one) => one.pod === pod)),
    openTo(endpoint, { kind }) {
      const columns = kind === 'route' ? controllers : atomColumns(network);
      if (columns.some((column) => allows(endpoint, column))) return undefined;
      return guardOf(network, endpoint, columns);
    },
    reaches: (pod, endpoint) => groupReaches(network, pod.group, endpoint),
    reachesAddress(pod, address, port) {
      const atom = network.atoms.findIndex(({ from, to }) => from <= address && address <= to);
      if (atom < 0) return true;
      return network.ports.has(withColumn(network, pod.group, network.firstAtom + atom, 'out'), 'TCP', port);
    },
    reachFacts: (group, endpoint) => reachFacts(network, group, endpoint),
    get zones() {
      return (zones ??= readZones({ ...base, network, byGroup }));
    },
    gaps: gapsOf(analysis),
  };
}

function groupReaches(network: Network, group: number, endpoint: Endpoint): boolean {
  const { columnsOf, ports } = network;
  return columnsOf[group]!.some((from) =>
    columnsOf[endpoint.group]!.some((to) => ports.has(network.allowed(from, to), 'TCP', endpoint.port)),
  );
}

function atomColumns({ atoms, firstAtom }: Network): number[] {
  return [...atoms.keys()].map((i) => firstAtom + i);
}

/** What routes requests into clusters, by names that people give it. */
const CONTROLLER = /ingress|gateway|traefik|nginx|contour|envoy|istio|haproxy|kong|edge/i;
const CONTROLLER_IMAGE =
  /(?:^|\/)(?:ingress-nginx\/controller|nginx-ingress|traefik|haproxy-ingress|kubernetes-ingress|contour|envoy|proxyv2|kong)$/i;

/** Columns from which a route's traffic may come: a pod of which nothing is known, known controllers, and those that policies speak of. */
function controllerColumns(network: Network, { pods }: WorldPlaces): number[] {
  const known = pods.filter(({ view }) =>
    view.containers.some(({ spec }) =>
      CONTROLLER_IMAGE.test(parseImage(asString(spec['image']) ?? '')?.repository ?? ''),
    ),
  );
  const stands = network.stands.flatMap((stand, i) => (i === 0 || isController(stand) ? [network.firstStand + i] : []));
  return [...new Set([...stands, ...known.flatMap(({ group }) => network.columnsOf[group]!)])];
}

function isController({ namespaces, pods }: PodPick): boolean {
  const where = 'name' in namespaces ? [namespaces.name] : namespaces.selector.flatMap(({ values }) => values);
  return [...where, ...pods.flatMap(({ values }) => values)].some((value) => CONTROLLER.test(value));
}

function guardOf(network: Network, endpoint: Endpoint, columns: readonly number[]): Guard {
  const facts = columns.flatMap((from) =>
    network.columnsOf[endpoint.group]!.flatMap((to) => factsOf(network, to, from, 'ingress', 'denied')),
  );
  const names = [...new Set(facts.map(({ resource }) => `${resource.kind} ${resource.name}`))];
  return { name: names.slice(0, 3).join(', ') || 'network policies', proof: facts.slice(0, 5) };
}

function reachFacts(network: Network, group: number, endpoint: Endpoint): Fact[] {
  const [from, to] = [network.columnsOf[group]![0]!, network.columnsOf[endpoint.group]![0]!];
  const out = factsOf(network, from, to, 'egress', 'allowed');
  const into = factsOf(network, to, from, 'ingress', 'allowed');
  return [
    ...(out.length > 0 ? out : [openFact(network, group, 'what it sends')]),
    ...(into.length > 0 ? into : [openFact(network, endpoint.group, 'what it takes')]),
  ];
}

function openFact({ nodes }: Network, group: number, what: string): Fact {
  const { resource, namespace, name } = nodes[group]!;
  return { resource, path: ['metadata', 'name'], note: `no network policy restricts ${what}: ${namespace}/${name}` };
}

function factsOf(
  network: Network,
  column: number,
  other: number,
  direction: Direction,
  verdict: 'allowed' | 'denied',
): Fact[] {
  return trace(network, column, other, direction)
    .filter((reason) => reason.verdict === verdict && reason.ports !== NOTHING)
    .flatMap(({ policy, rule }) => {
      if (!policy) return [];
      const note = rule
        ? `${policy.label} ${verdict === 'allowed' ? 'allows' : 'denies'} it`
        : `${policy.label} isolates the pods and has no rule that allows it`;
      return [{ resource: policy.resource, path: rule?.path ?? ['spec'], note }];
    });
}

function gapsOf({ problems, unread }: Analysis): Gap[] {
  return [
    ...problems.map(({ resource, path, message }): Gap => ({
      code: 'unsupported',
      file: resource.origin.file,
      place: resource.origin.locate(path),
      message: `${resource.kind} ${resource.name}: ${message}; paths are told as if it were not there.`,
    })),
    ...unread.map(({ kind, name, origin }): Gap => ({
      code: 'unsupported',
      file: origin.file,
      place: origin.locate([]),
      message: `The ${kind} ${name} also decides who may talk to whom, and is not read yet.`,
    })),
  ];
}
