import type { Endpoint } from '../edges/world-endpoints.ts';
import type { World } from '../edges/world.ts';
import type { Resource } from '../model/resource.ts';
import { analyse, type AnalysedNetwork } from '../network/engine/analysis.ts';
import { PROFILES } from '../network/engine/settings.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { ROUTE_TYPES } from '../network/services.ts';
import { createDirectory } from '../network/suggest/directory.ts';
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
  readonly known: number;
  readonly unresolved: readonly Unresolved[];
}

/** Asks the network engine about every connection that was seen, before changes and with them made. */
export function createFlowReplay(world: World, flows: readonly SeenFlow[]): FlowReplay {
  const { resources } = world.inventory;
  const directory = createDirectory(resources, world.places.groups);
  const { needs, unresolved } = resolveFlows(flows, directory, []);
  const { hosts } = directory;
  const settings = { settings: PROFILES.default, cuts: cutsOf(needs, hosts) };
  const failing = (objects: readonly Resource[]): ReadonlySet<string> => {
    const where: AnalysedNetwork = analyse(objects, settings).networks[0]!;
    return new Set(brokenNeeds({ where, needs, hosts }).map(keyOf));
  };
  const before = failing(resources);
  const working = needs.filter((need) => !before.has(keyOf(need)));
  return {
    known: working.length,
    unresolved,
    of(controls) {
      const policies = controls.filter(({ change }) => typeof change === 'object' && change.op === 'create');
      const doors = controls.filter(({ resource }) => isDoor(resource));
      if (policies.length === 0 && doors.length === 0) return undefined;
      const after = policies.length > 0 ? failing(applyControls(resources, policies)) : before;
      const shut = shutDoors(world, doors);
      const cut = working.filter((need) => after.has(keyOf(need)) || shut.some((one) => isFromOutside(need, one)));
      const routed = working.filter((need) => shut.some((one) => isRouted(world, need, one)));
      const lost = [...new Set([...cut, ...routed])];
      return { verdict: cut.length > 0 ? 'breaks' : lost.length > 0 ? 'may-break' : 'safe', lost };
    },
  };
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
