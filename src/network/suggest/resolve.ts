import type { Resource } from '../../model/resource.ts';
import { asList, asNumber, asString, at } from '../../std/value.ts';
import { type AddressRange, parseAddress, parseCidr, within } from '../engine/address.ts';
import type { FlowEnd, SeenFlow } from '../flows/flow.ts';
import type { Directory } from './directory.ts';
import type { Need, Peer, Unresolved } from './need.ts';

export interface Resolved {
  readonly needs: readonly Need[];
  readonly unresolved: readonly Unresolved[];
  /** Flows that no policy cuts off, or that none can speak of: `skipped` by why. */
  readonly free: ReadonlyMap<string, number>;
}

/** Private and special ranges (RFC 1918, 6598, 3927, 4193, 4291): nobody on the internet has such an address. */
export const PRIVATE: readonly AddressRange[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
].map((text) => parseCidr(text)!);

/** Names the workloads and addresses of flows. `outside` are private ranges of which the user says that no pod has them. */
export function resolveFlows(
  flows: readonly SeenFlow[],
  directory: Directory,
  outside: readonly AddressRange[],
): Resolved {
  const needs: Need[] = [];
  const unresolved: Unresolved[] = [];
  const free = new Map<string, number>();
  for (const flow of flows) {
    const { file, line, count } = flow;
    const where = { text: `${flow.from.text} -> ${flow.to.text}`, file, line, count };
    const sources = endOf(flow.from, flow, { directory, outside, target: false });
    const targets = endOf(flow.to, flow, { directory, outside, target: true });
    const bad = [sources, targets].find((one) => 'reason' in one);
    if (bad && 'reason' in bad) {
      unresolved.push({ ...where, reason: bad.reason });
      continue;
    }
    for (const from of ends(sources)) {
      for (const to of ends(targets)) {
        const why = freeReason(from.peer, to.peer, flow);
        if (why === undefined)
          needs.push({ from: from.peer, to: to.peer, protocol: flow.protocol, port: to.port ?? flow.port, ...where });
        else free.set(why, (free.get(why) ?? 0) + count);
      }
    }
  }
  return { needs: merged(needs), unresolved, free };
}

interface End {
  readonly peer: Peer;
  /** Where a Service sends it to another port. */
  readonly port?: number;
}

type Ends = readonly End[] | { readonly reason: string };

function ends(found: Ends): readonly End[] {
  return 'reason' in found ? [] : found;
}

interface World {
  readonly directory: Directory;
  readonly outside: readonly AddressRange[];
  readonly target: boolean;
}

/** The first answer counts: a name, then what has the address. */
function endOf(end: FlowEnd, flow: SeenFlow, world: World): Ends {
  const { directory, target } = world;
  if (end.internet) return [{ peer: { kind: 'internet' } }];
  const service = target ? serviceMeant(end, flow, directory) : undefined;
  if (service) return throughService(service, flow, directory);
  const node = directory.workload(end) ?? atAddress(end, (address) => directory.workloadAt(address));
  if (node !== undefined) return workloadEnd(node, directory);
  const behind = target ? atAddress(end, (address) => directory.serviceAt(address)) : undefined;
  if (behind) return throughService(behind, flow, directory);
  return machineEnd(end, directory) ?? outsideEnd(end, flow, world);
}

function atAddress<T>({ address }: FlowEnd, find: (address: string) => T): T | undefined {
  return address === undefined ? undefined : find(address);
}

/** A Service that is named, where no workload that is known better says who was called. */
function serviceMeant(end: FlowEnd, flow: SeenFlow, directory: Directory): Resource | undefined {
  const { namespace, workload, service } = end;
  const node = directory.workload(end);
  if (namespace === undefined) return undefined;
  if (node === undefined) {
    const called = atAddress(end, (address) => directory.workloadAt(address));
    const name = service ?? workload?.name;
    return called === undefined && name !== undefined ? directory.service(namespace, name) : undefined;
  }
  const namesake = flow.declared && workload ? directory.service(namespace, workload.name) : undefined;
  return namesake && hasOnlyService(namesake, node, flow, directory) ? namesake : undefined;
}

/** People name a workload and the port of the Service before it: where its pods have no such port, the Service is meant. */
function hasOnlyService(service: Resource, node: number, { port }: SeenFlow, { nodes }: Directory): boolean {
  const own = nodes[node]!.pods.flatMap((pod) => pod.ports).some((one) => one.port === port);
  return !own && asList(at(service.object, 'spec', 'ports')).some((one) => at(one, 'port') === port);
}

function machineEnd(end: FlowEnd, directory: Directory): Ends | undefined {
  const { address, host, text } = end;
  if (address !== undefined && (directory.isHost(address) || host !== undefined)) return hostEnd(address, directory);
  return host === undefined ? undefined : hostsEnd(text, directory);
}

function outsideEnd(end: FlowEnd, flow: SeenFlow, world: World): Ends {
  if (end.address !== undefined && end.pod === undefined) return addressEnd(end.address, flow, world);
  return { reason: `${end.text} is no workload, Service or address that is known` };
}

/** A pod of the host's network talks with its node's address: selectors never pick it. */
function workloadEnd(node: number, directory: Directory): Ends {
  if (!directory.isOnHost(node)) return [{ peer: { kind: 'workload', node } }];
  return hostsEnd(directory.nodes[node]!.label, directory);
}

function hostsEnd(text: string, { hosts }: Directory): Ends {
  if (hosts.length > 0) return [{ peer: { kind: 'hosts' } }];
  return { reason: `${text} has the address of a node, and those of the nodes are not known` };
}

/** An API server may run on a machine that is no node: its own address is meant then. */
function hostEnd(address: string, directory: Directory): Ends {
  const point = parseAddress(address);
  if (directory.isHost(address) || point === undefined) return hostsEnd(address, directory);
  return [{ peer: { kind: 'addresses', range: { from: point, to: point } } }];
}

function addressEnd(text: string, { declared }: SeenFlow, { directory, outside }: World): Ends {
  const point = parseAddress(text);
  const range = point === undefined ? parseCidr(text) : { from: point, to: point };
  if (!range) return { reason: `${text} is no address` };
  const inside = directory.inPodRange(range.from);
  if (declared && !inside) return [{ peer: { kind: 'addresses', range } }];
  if (inside) return { reason: `${text} is an address of a pod that is not there` };
  const known =
    outside.some((one) => within(range, one)) || !PRIVATE.some((one) => within(range, one)) || isLinkLocal(range);
  if (known) return [{ peer: { kind: 'addresses', range } }];
  return {
    reason: `${text} is a private address of nobody who is known; name its range with --outside if no pod has it`,
  };
}

const LINK_LOCAL = parseCidr('169.254.0.0/16')!;

function isLinkLocal(range: AddressRange): boolean {
  return within(range, LINK_LOCAL);
}

/** The pods behind a Service are called on its target port (Service, "Port definitions"). */
function throughService(service: Resource, { port, protocol }: SeenFlow, directory: Directory): Ends {
  const nodes = directory.behind(service);
  if (nodes.length === 0) return { reason: `the Service ${service.name} leads to no workload that is known` };
  const ports = asList(at(service.object, 'spec', 'ports'));
  const entry = ports.find((one) => at(one, 'port') === port && (at(one, 'protocol') ?? 'TCP') === protocol);
  const target = at(entry, 'targetPort') ?? at(entry, 'port');
  return nodes.map((node): End => {
    const byName = directory.nodes[node]!.pods.flatMap((pod) => pod.ports).find(
      ({ name }) => name !== undefined && name === asString(target),
    );
    const number = asNumber(target) ?? byName?.port;
    return { peer: { kind: 'workload', node }, ...(number !== undefined && { port: number }) };
  });
}

/** Why a policy need not, or can't, allow it. */
function freeReason(from: Peer, to: Peer, flow: SeenFlow): string | undefined {
  if (flow.from.host === 'local' || flow.to.host === 'local') return 'between a pod and its own node, always allowed';
  return from.kind !== 'workload' && to.kind !== 'workload' ? 'no pod that policies select takes part' : undefined;
}

/** The same need of several lines once, with all of their counts. */
function merged(needs: readonly Need[]): Need[] {
  const known = new Map<string, Need>();
  for (const need of needs) {
    const key = `${peerKey(need.from)} ${peerKey(need.to)} ${need.protocol} ${need.port ?? '*'}`;
    const before = known.get(key);
    known.set(key, before ? { ...before, count: before.count + need.count } : need);
  }
  return [...known.values()];
}

export function peerKey(peer: Peer): string {
  if (peer.kind === 'workload') return `w${peer.node}`;
  return peer.kind === 'addresses' ? `a${peer.range.from}-${peer.range.to}` : peer.kind;
}
