import { type AddressRange, rangeText } from './address.ts';
import type { Network } from './engine.ts';
import { NOTHING, type PortSet } from './ports.ts';
import type { Entry } from './routes.ts';

/** One line of the answer: who may talk to whom, on which ports. */
export interface Connection {
  readonly src: string;
  readonly dst: string;
  readonly conns: string;
  /** Undefined for the network of all pods. */
  readonly network?: string;
}

/** The peer that stands for what routes requests from outside: nobody knows its pod. */
export const CONTROLLER = '{ingress-controller}';

/** What may go between two workloads: the union over their pods, where those differ. */
export function between(network: Network, from: number, to: number): PortSet {
  const { columnsOf, ports } = network;
  const sources = columnsOf[from]!;
  const targets = columnsOf[to]!;
  if (sources.length === 1 && targets.length === 1) return network.allowed(sources[0]!, targets[0]!);
  let all: PortSet = NOTHING;
  for (const source of sources) for (const target of targets) all = ports.union(all, network.allowed(source, target));
  return all;
}

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
  /** Columns of its atoms. */
  readonly atoms: readonly number[];
}

/** The outside as ranges of equal ports, neighbours joined, families apart. */
export function outsideOf(network: Network, node: number, direction: 'in' | 'out', atoms = false): Outside[] {
  const out: { range: AddressRange; ports: PortSet; atoms: number[] }[] = [];
  network.atoms.forEach((atom, i) => {
    const column = network.firstAtom + i;
    const ports = withColumn(network, node, column, direction);
    const last = out.at(-1);
    // IPv6 lies right behind IPv4 on the line, and is still another family.
    if (!atoms && last && last.ports === ports && atom.from !== 1n << 32n) {
      last.range = { from: last.range.from, to: atom.to };
      last.atoms.push(column);
    } else out.push({ range: atom, ports, atoms: [column] });
  });
  return out.filter(({ ports }) => ports !== NOTHING);
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
  const asked = { from: wish.from ?? (() => true), to: wish.to ?? (() => true) };
  for (let i = 0; i < nodes.length; i++) {
    const src = nodes[i]!.label;
    if (wish.external && asked.to(i)) {
      for (const { range, ports: set } of outsideOf(network, i, 'in', wish.atoms)) {
        yield { src: rangeText(range), dst: src, conns: ports.text(set) };
      }
    }
    if (!asked.from(i)) continue;
    if (wish.external) {
      for (const { range, ports: set } of outsideOf(network, i, 'out', wish.atoms)) {
        yield { src, dst: rangeText(range), conns: ports.text(set) };
      }
    }
    for (let j = 0; j < nodes.length; j++) {
      if (i === j || !asked.to(j)) continue;
      const set = between(network, i, j);
      if (set !== NOTHING) yield { src, dst: nodes[j]!.label, conns: ports.text(set) };
    }
  }
  for (const [node, set] of enteredNodes(network, wish.entries)) {
    if (asked.to(node)) yield { src: CONTROLLER, dst: nodes[node]!.label, conns: ports.text(set) };
  }
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
