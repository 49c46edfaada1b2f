import { type AddressRange, isIpv6, rangeText, within } from './address.ts';
import type { Row } from './compressed.ts';
import { type Annotations, annotationsOf } from './annotations.ts';
import type { Network } from './engine.ts';
import { matrixRows } from './matrix.ts';
import { NOTHING, type PortSet } from './ports.ts';
import type { Entry } from './routes.ts';

/** One line of the answer: who may talk to whom, on which ports. */
export interface Connection {
  readonly src: string;
  readonly dst: string;
  readonly conns: string;
  /** Undefined for the network of all pods. */
  readonly network?: string;
  /** What is asked beyond ports: `only HTTP GET /public (CiliumNetworkPolicy shop/web)`. */
  readonly notes?: readonly string[];
}

/** The peer that stands for what routes requests from outside: nobody knows its pod. */
export const CONTROLLER = '{ingress-controller}';

/** What may go between a workload and a column of the outside (an atom, a stand). */
export function withColumn(network: Network, node: number, column: number, direction: 'in' | 'out'): PortSet {
  const sets = network.columnsOf[node]!.map((own) =>
    direction === 'out' ? network.allowed(own, column) : network.allowed(column, own),
  );
  return sets.reduce((a, b) => network.ports.union(a, b), NOTHING);
}

/** A part of the outside that a workload's policies treat alike. */
export interface Outside {
  readonly range: AddressRange;
  readonly ports: PortSet;
}

/** The outside as ranges of equal ports, neighbours joined, families apart; or each atom alone. */
export function outsideOf(network: Network, node: number, direction: 'in' | 'out', atoms = false): Outside[] {
  const { atoms: parts, firstAtom, columnsOf, ports } = network;
  const rows = columnsOf[node]!.map((own) => network.row(own, direction === 'out' ? 'egress' : 'ingress'));
  const setsAt = rows.map((row) => setsFrom(row, firstAtom));
  // IPv6 lies right behind IPv4 on the line, and is still another family.
  const border = parts.length > 0 && isIpv6(parts.at(-1)!) ? parts.findIndex(isIpv6) : 0;
  const out: Outside[] = [];
  let start = 0;
  let open: PortSet = NOTHING;
  const close = (end: number) => {
    if (open !== NOTHING) out.push({ range: { from: parts[start]!.from, to: parts[end - 1]!.to }, ports: open });
  };
  for (let i = 0; i < parts.length; i++) {
    let set: PortSet = NOTHING;
    for (const setAt of setsAt) set = ports.union(set, setAt(firstAtom + i));
    if (!atoms && set === open && i !== border) continue;
    close(i);
    start = i;
    open = set;
  }
  close(parts.length);
  return out;
}

/** The sets of a row for columns that are asked in order, from the first one on. */
function setsFrom({ ground, columns, sets }: Row, first: number): (column: number) => PortSet {
  let next = columns.findIndex((column) => column >= first);
  return (column) => (columns[next] === column ? sets[next++]! : ground);
}

export interface ListWish {
  /** Whether the outside belongs to this network. */
  readonly external: boolean;
  readonly entries: readonly Entry[];
  /** Which workloads are asked about, by position; all where undefined. */
  readonly from?: (node: number) => boolean;
  readonly to?: (node: number) => boolean;
  /** Tells the outside in atoms, not in joined ranges. */
  readonly atoms?: boolean;
}

/** Every permitted connection, one after the other, so that nobody needs to hold them all. */
export function* connectionsOf(network: Network, wish: ListWish): Generator<Connection> {
  const { nodes, ports } = network;
  const everybody = [...nodes.keys()];
  const sources = wish.from ? everybody.filter(wish.from) : everybody;
  const targets = wish.to ? everybody.filter(wish.to) : everybody;
  const annotations = annotationsOf(network);
  if (wish.external) yield* outsideConnections(network, wish, { sources, targets, annotations });
  for (const { from, sets, hits, count } of matrixRows(network, sources, targets)) {
    const src = nodes[from]!.label;
    for (const i of hits.subarray(0, count).sort()) {
      const to = targets[i]!;
      if (from === to) continue;
      yield noted({ src, dst: nodes[to]!.label, conns: ports.text(sets[i]!) }, annotations.between(from, to));
    }
  }
  for (const [node, set] of enteredNodes(network, wish.entries)) {
    if (wish.to && !wish.to(node)) continue;
    const notes = annotations.beyond(node, () => [network.firstStand], 'ingress');
    yield noted({ src: CONTROLLER, dst: nodes[node]!.label, conns: ports.text(set) }, notes);
  }
}

function noted(connection: Connection, notes: readonly string[]): Connection {
  return notes.length > 0 ? { ...connection, notes } : connection;
}

interface Ends {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
  readonly annotations: Annotations;
}

/** A part of the outside as it is told. */
interface ToldOutside {
  readonly range: string;
  readonly conns: string;
  readonly notes: readonly string[];
}

/** Workloads whose policies treat the outside alike share the texts of its ranges. */
function* outsideConnections(network: Network, { atoms }: ListWish, ends: Ends): Generator<Connection> {
  const { sources, targets, annotations } = ends;
  const told = new Map<Row, readonly ToldOutside[]>();
  const rangesOf = (node: number, way: 'in' | 'out') => {
    const [column, ...more] = network.columnsOf[node]!;
    const direction = way === 'out' ? 'egress' : 'ingress';
    const row = network.row(column!, direction);
    let ranges = more.length === 0 ? told.get(row) : undefined;
    if (!ranges) {
      ranges = outsideOf(network, node, way, atoms).map(({ range, ports }) => ({
        range: rangeText(range),
        conns: network.ports.text(ports),
        notes: annotations.beyond(node, () => columnsIn(network, range), direction),
      }));
      if (more.length === 0) told.set(row, ranges);
    }
    return ranges;
  };
  for (const node of targets) {
    const dst = network.nodes[node]!.label;
    for (const { range, conns, notes } of rangesOf(node, 'in')) yield noted({ src: range, dst, conns }, notes);
  }
  for (const node of sources) {
    const src = network.nodes[node]!.label;
    for (const { range, conns, notes } of rangesOf(node, 'out')) yield noted({ src, dst: range, conns }, notes);
    yield* namedConnections(network, node);
  }
}

function columnsIn({ atoms, firstAtom }: Network, range: AddressRange): number[] {
  return [...atoms.keys()].filter((i) => within(atoms[i]!, range)).map((i) => firstAtom + i);
}

/** What is allowed by name only: nobody knows the addresses (`toFQDNs`). */
function* namedConnections(network: Network, node: number): Generator<Connection> {
  const { nodes, columnsOf, ports } = network;
  const sets = new Map<string, PortSet>();
  for (const column of columnsOf[node]!) {
    for (const { egress = [] } of network.policiesOf(column, 'egress')) {
      for (const rule of egress) {
        for (const name of rule.names ?? []) {
          const set = network.portsOf(rule, column, network.firstAtom, 'egress');
          sets.set(name, ports.union(sets.get(name) ?? NOTHING, set));
        }
      }
    }
  }
  for (const [name, set] of sets) yield { src: nodes[node]!.label, dst: `{${name}}`, conns: ports.text(set) };
}

/** What routes lead to and policies let in. */
export function enteredNodes(network: Network, entries: readonly Entry[]): Map<number, PortSet> {
  const { ports, firstStand } = network;
  const led = new Map<number, PortSet>();
  for (const { node, ports: ranges } of entries) {
    led.set(node, ports.union(led.get(node) ?? NOTHING, ports.of(ranges)));
  }
  for (const [node, set] of led) {
    const letIn = ports.intersect(set, withColumn(network, node, firstStand, 'in'));
    if (letIn === NOTHING) led.delete(node);
    else led.set(node, letIn);
  }
  return new Map([...led].sort(([a], [b]) => a - b));
}
