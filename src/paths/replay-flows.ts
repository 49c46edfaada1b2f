import type { Endpoint } from '../edges/world-endpoints.ts';
import type { World } from '../edges/world.ts';
import type { Resource } from '../model/resource.ts';
import { analyse, type AnalysedNetwork } from '../network/engine/analysis.ts';
import { PROFILES } from '../network/engine/settings.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { ROUTE_TYPES } from '../network/services.ts';
import { createDirectory, type Directory } from '../network/suggest/directory.ts';
import type { Need, Unresolved } from '../network/suggest/need.ts';
import { brokenNeeds } from '../network/suggest/prove.ts';
import { resolveFlows } from '../network/suggest/resolve.ts';
import { cutsOf } from '../network/suggest/suggest.ts';
import { applyControls } from './apply.ts';
import type { Control } from './controls.ts';
import type { Part } from './replay.ts';

export interface FlowReplay {
  /** Undefined where none of the changes is about the network. */
  of(controls: readonly Control[]): Part<Need> | undefined;
  /** The same of any change, by the world after it. */
  after(world: World): Part<Need>;
  readonly known: number;
  readonly unresolved: readonly Unresolved[];
}

/** Asks the network engine about every connection that was seen, before changes and with them made. */
export function createFlowReplay(world: World, flows: readonly SeenFlow[]): FlowReplay {
  const { resources } = world.inventory;
  const resolved = resolvedIn(world, flows);
  const { needs, unresolved } = resolved;
  const before = failing(resources, resolved);
  const working = needs.filter((need) => !before.has(keyOf(need)));
  const lostTo = (shut: readonly Shut[], isCut: (need: Need) => boolean): Part<Need> => {
    const cut = working.filter((need) => isCut(need) || shut.some((one) => isFromOutside(need, one)));
    const routed = working.filter((need) => shut.some((one) => isRouted(world, need, one)));
    const lost = [...new Set([...cut, ...routed])];
    return { verdict: cut.length > 0 ? 'breaks' : lost.length > 0 ? 'may-break' : 'safe', lost };
  };
  return {
    known: working.length,
    unresolved,
    of(controls) {
      const policies = controls.filter(({ change }) => typeof change === 'object' && change.op === 'create');
      const doors = controls.filter(({ resource }) => isDoor(resource));
      if (policies.length === 0 && doors.length === 0) return undefined;
      const after = policies.length > 0 ? failing(applyControls(resources, policies), resolved) : before;
      return lostTo(shutDoors(world, doors), (need) => after.has(keyOf(need)));
    },
    after(other) {
      const works = stillWorking(other, flows);
      const left = new Set(other.places.groups.map(({ label }) => label));
      const isGone = ({ from }: Need) => from.kind === 'workload' && !left.has(world.places.groups[from.node]!.label);
      return lostTo(doorsClosed(world, other), (need) => !isGone(need) && !works.has(seenAs(need)));
    },
  };
}

interface ResolvedFlows {
  readonly needs: readonly Need[];
  readonly unresolved: readonly Unresolved[];
  readonly hosts: Directory['hosts'];
}

function resolvedIn({ inventory, places }: World, flows: readonly SeenFlow[]): ResolvedFlows {
  const directory = createDirectory(inventory.resources, places.groups);
  const { needs, unresolved } = resolveFlows(flows, directory, []);
  return { needs, unresolved, hosts: directory.hosts };
}

/** Connections that do not work, by key. The objects must have the workloads that the connections were resolved with. */
function failing(objects: readonly Resource[], { needs, hosts }: ResolvedFlows): ReadonlySet<string> {
  const settings = { settings: PROFILES.default, cuts: cutsOf(needs, hosts) };
  const where: AnalysedNetwork = analyse(objects, settings).networks[0]!;
  return new Set(brokenNeeds({ where, needs, hosts }).map(keyOf));
}

/** Connections that work in a world with other workloads, as the log has them: to none of their ends they may fail. */
function stillWorking(world: World, flows: readonly SeenFlow[]): ReadonlySet<string> {
  const resolved = resolvedIn(world, flows);
  const broken = failing(world.inventory.resources, resolved);
  const seen = new Set(resolved.needs.map(seenAs));
  for (const need of resolved.needs) if (broken.has(keyOf(need))) seen.delete(seenAs(need));
  return seen;
}

/** The same line of the log: behind a Service the port that it leads to may be another after a change. */
function seenAs({ text, protocol, file, line }: Need): string {
  return `${file}:${line} ${protocol} ${text}`;
}

/** Endpoints that had doors of one kind and have none after a change. */
function doorsClosed({ network }: World, after: World): Shut[] {
  const left = new Map(after.network.endpoints.map((endpoint) => [endpoint.name, endpoint]));
  return network.endpoints.flatMap((endpoint) =>
    [true, false].flatMap((route): Shut[] => {
      const has = ({ doors }: Endpoint) => doors.some(({ kind }) => (kind === 'route') === route);
      const other = left.get(endpoint.name);
      return has(endpoint) && !(other && has(other)) ? [{ endpoint, route }] : [];
    }),
  );
}

function keyOf({ from, to, protocol, port }: Need): string {
  return JSON.stringify([from, to, protocol, port], (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

function isDoor({ type }: Resource): boolean {
  return type === 'Service' || ROUTE_TYPES.includes(type);
}

interface Shut {
  readonly endpoint: Endpoint;
  /** What is taken away is a route: its traffic comes from a controller. */
  readonly route: boolean;
}

/** Endpoints all of whose doors of one kind changes take away. */
function shutDoors({ network }: World, controls: readonly Control[]): Shut[] {
  const gone = new Set(controls.map(({ resource }) => resource));
  return network.endpoints.flatMap((endpoint) =>
    [true, false].flatMap((route): Shut[] => {
      const doors = endpoint.doors.filter(({ kind }) => (kind === 'route') === route);
      const shut = doors.length > 0 && doors.every(({ fact }) => gone.has(fact.resource));
      return shut ? [{ endpoint, route }] : [];
    }),
  );
}

function leadsTo({ to, port }: Need, endpoint: Endpoint): boolean {
  return to.kind === 'workload' && to.node === endpoint.group && (port === undefined || port === endpoint.port);
}

function isFromOutside(need: Need, { endpoint, route }: Shut): boolean {
  return !route && need.from.kind !== 'workload' && leadsTo(need, endpoint);
}

/** What comes from a workload that is itself open to the outside may have come by the route. */
function isRouted({ network }: World, need: Need, { endpoint, route }: Shut): boolean {
  const { from } = need;
  if (!route || !leadsTo(need, endpoint)) return false;
  if (from.kind !== 'workload') return true;
  return network.endpoints.some(({ group, doors }) => group === from.node && doors.length > 0);
}
