import { type AddressRange, rangeText } from '../engine/address.ts';
import type { AnalysedNetwork } from '../engine/analysis.ts';
import { outsideOf } from '../engine/connections.ts';
import { matrixRows } from '../engine/matrix.ts';
import { NOTHING, type PortRange, type PortSet } from '../engine/ports.ts';
import { trace } from '../engine/trace.ts';
import type { DnsServer } from './plan.ts';
import type { Need, Peer } from './need.ts';
import { PRIVATE } from './resolve.ts';

/** What the engine says of the cluster with the suggested policies. */
export interface Proof {
  /** Needs that would not work, with the policies that stand in the way. */
  readonly broken: readonly (Need & { readonly because: readonly string[] })[];
  /** What is still allowed beyond the needs, with an end in a namespace that gets policies. */
  readonly extra: readonly Extra[];
}

export interface Extra {
  readonly src: string;
  readonly dst: string;
  readonly conns: string;
}

export interface ProofInput {
  readonly where: AnalysedNetwork;
  readonly needs: readonly Need[];
  readonly namespaces: ReadonlySet<string>;
  readonly hosts: readonly AddressRange[];
  readonly dns: DnsServer;
}

/** The network must be the one after the change, with the same nodes in the same order, cut at the needs' addresses. */
export function prove(input: ProofInput): Proof {
  return { broken: brokenNeeds(input), extra: [...pairs(input), ...outside(input)] };
}

type Ends = Pick<ProofInput, 'where' | 'needs' | 'hosts'>;

/** The needs that do not work in a network, which must be cut at their addresses. */
export function brokenNeeds(input: Ends): Proof['broken'] {
  return input.needs.flatMap((need) => {
    const pair = failing(need, input);
    return pair ? [{ ...need, because: inTheWay(pair, need, input) }] : [];
  });
}

type Pair = readonly [number, number];

/** A pod of one side that may not reach a pod, or address, of the other; undefined where all may. */
function failing({ from, to, protocol, port }: Need, input: Ends): Pair | undefined {
  const { network } = input.where;
  const targets = columnsOf(to, input);
  const open = (set: PortSet) =>
    port === undefined
      ? network.ports.subtract(network.ports.of([{ protocol, from: 1, to: 65535 }]), set) === NOTHING
      : network.ports.has(set, protocol, port);
  for (const source of columnsOf(from, input)) {
    const target = targets.find((one) => !open(network.allowed(source, one)));
    if (target !== undefined) return [source, target];
  }
  return undefined;
}

/** The policies of the side that does not let it through. */
function inTheWay([source, target]: Pair, { protocol, port }: Need, { where: { network } }: Ends): string[] {
  const sides = [trace(network, source, target, 'egress'), trace(network, target, source, 'ingress')];
  const hits = (set: PortSet) => port === undefined || network.ports.has(set, protocol, port);
  const closed = sides.filter((side) => !side.some(({ verdict, ports }) => verdict === 'allowed' && hits(ports)));
  const denied = closed.flat().filter(({ verdict, ports }) => verdict === 'denied' && hits(ports));
  return [...new Set(denied.flatMap(({ policy }) => policy?.label ?? []))];
}

function columnsOf(peer: Peer, { where, hosts }: Ends): readonly number[] {
  const { network } = where;
  if (peer.kind === 'workload') return network.columnsOf[peer.node]!;
  const ranges = rangesOf(peer, hosts);
  return [...network.atoms.keys()]
    .filter((i) => ranges.some(({ from, to }) => network.atoms[i]!.from <= to && from <= network.atoms[i]!.to))
    .filter(
      (i) =>
        peer.kind !== 'internet' ||
        !PRIVATE.some(({ from, to }) => network.atoms[i]!.from <= to && from <= network.atoms[i]!.to),
    )
    .map((i) => network.firstAtom + i);
}

function rangesOf(peer: Peer, hosts: readonly AddressRange[]): readonly AddressRange[] {
  if (peer.kind === 'addresses') return [peer.range];
  return peer.kind === 'hosts' ? hosts : [{ from: 0n, to: 0xffffffffn }];
}

function* pairs({ where, needs, namespaces, dns }: ProofInput): Generator<Extra> {
  const { network } = where;
  const { ports, nodes } = network;
  const wanted = new Map<string, PortRange[]>();
  for (const need of needs) {
    if (need.from.kind !== 'workload' || need.to.kind !== 'workload') continue;
    const key = `${need.from.node} ${need.to.node}`;
    wanted.set(key, [...(wanted.get(key) ?? []), rangeOf(need)]);
  }
  const everybody = [...nodes.keys()];
  const governed = (i: number) => namespaces.has(nodes[i]!.namespace);
  for (const { from, sets } of matrixRows(network, everybody, everybody)) {
    for (const to of everybody) {
      const set = sets[to]!;
      if (from === to || set === NOTHING || !(governed(from) || governed(to))) continue;
      const naming = to === dns.node ? [dnsRange('TCP', dns.port), dnsRange('UDP', dns.port)] : [];
      const rest = ports.subtract(set, ports.of([...(wanted.get(`${from} ${to}`) ?? []), ...naming]));
      if (rest !== NOTHING) yield { src: nodes[from]!.label, dst: nodes[to]!.label, conns: ports.text(rest) };
    }
  }
}

function dnsRange(protocol: PortRange['protocol'], port: number): PortRange {
  return { protocol, from: port, to: port };
}

function rangeOf({ protocol, port }: Need): PortRange {
  return { protocol, from: port ?? 1, to: port ?? 65535 };
}

/** Ranges of the outside, in which the needs are cut out. */
function* outside(input: ProofInput): Generator<Extra> {
  const { network } = input.where;
  const { ports, nodes } = network;
  for (const [node, { label, namespace }] of nodes.entries()) {
    if (!input.namespaces.has(namespace)) continue;
    for (const direction of ['in', 'out'] as const) {
      const own = outsideNeeds(input, node, direction);
      let open: { range: AddressRange; set: PortSet } | undefined;
      const rows: { range: AddressRange; set: PortSet }[] = [];
      for (const { range, ports: set } of outsideOf(network, node, direction, true)) {
        const needed = own.filter((need) => need.ranges.some((one) => one.from <= range.from && range.to <= one.to));
        const rest = ports.subtract(set, ports.of(needed.map(({ ports: one }) => one)));
        if (rest === NOTHING) continue;
        if (open && open.set === rest && open.range.to + 1n === range.from)
          open.range = { from: open.range.from, to: range.to };
        else rows.push((open = { range, set: rest }));
      }
      for (const { range, set } of rows) {
        const [src, dst] = direction === 'in' ? [rangeText(range), label] : [label, rangeText(range)];
        yield { src, dst, conns: ports.text(set) };
      }
    }
  }
}

function outsideNeeds({ needs, hosts }: ProofInput, node: number, direction: 'in' | 'out') {
  return needs.flatMap((need) => {
    const [own, other] = direction === 'in' ? [need.to, need.from] : [need.from, need.to];
    if (own.kind !== 'workload' || own.node !== node || other.kind === 'workload') return [];
    return [{ ranges: rangesOf(other, hosts), ports: rangeOf(need) }];
  });
}
