import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { rangeText } from '../engine/address.ts';
import type { Analysis, AnalysedNetwork } from '../engine/analysis.ts';
import { outsideOf } from '../engine/connections.ts';
import { matrixRows } from '../engine/matrix.ts';
import type { Network } from '../engine/engine.ts';
import { createPortTable, EVERYTHING, NOTHING, type PortSet, type PortTable } from '../engine/ports.ts';
import { rangesOf } from '../render/ports.ts';
import { trace } from '../engine/trace.ts';
import type { Segments } from './segments.ts';

/** A connection that policies allow and the segments do not. */
export interface Breach {
  readonly src: string;
  readonly dst: string;
  /** Names of segments; empty for what is in none. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly conns: string;
  /** The workload that is reached; where the target is outside, the one that reaches it. */
  readonly resource: Resource;
  readonly where: AnalysedNetwork;
  /** Columns of both ends, to ask why. */
  readonly columns: readonly [number, number];
}

/** What one segment may do with another, as policies allow it. */
export interface SegmentCell {
  readonly from: string;
  readonly to: string;
  readonly conns: string;
  /** Connections of members; and those of them that the segments do not allow. */
  readonly connections: number;
  readonly breaches: number;
}

/** How what is in no segment is called. */
export const NO_SEGMENT = '(none)';

interface Member {
  readonly label: string;
  readonly segments: readonly string[];
}

interface Judged {
  readonly from: Member;
  readonly to: Member;
  readonly set: PortSet;
  /** What of it the segments do not permit. */
  readonly beyond: PortSet;
  readonly network: Network;
  readonly breach: () => Breach;
}

/** Every allowed connection, and what the segments say of it. */
function* judged({ networks }: Analysis, segments: Segments): Generator<Judged> {
  for (const where of networks) {
    const members = where.network.nodes.map((node): Member => {
      const labels = where.network.namespaces.get(node.namespace) ?? {};
      return { label: node.label, segments: segments.ofNode(node, labels) };
    });
    yield* inside(where, members, segments);
    if (where.external) yield* outside(where, members, segments);
  }
}

function* inside(where: AnalysedNetwork, members: readonly Member[], segments: Segments): Generator<Judged> {
  const { network } = where;
  const everybody = [...network.nodes.keys()];
  for (const { from, sets } of matrixRows(network, everybody, everybody)) {
    for (const to of everybody) {
      if (from === to || sets[to] === NOTHING) continue;
      const columns = [network.columnsOf[from]![0]!, network.columnsOf[to]![0]!] as const;
      const resource = network.nodes[to]!.resource;
      yield judge({ where, segments, columns, resource }, [members[from]!, members[to]!], sets[to]!);
    }
  }
}

function* outside(where: AnalysedNetwork, members: readonly Member[], segments: Segments): Generator<Judged> {
  const { network } = where;
  const atoms = new Map(
    network.atoms.map((range, i) => {
      const peer: Member = { label: rangeText(range), segments: segments.ofRange(range) };
      return [range.from, { peer, column: network.firstAtom + i }];
    }),
  );
  for (const [i, { resource }] of network.nodes.entries()) {
    const own = network.columnsOf[i]![0]!;
    for (const direction of ['in', 'out'] as const) {
      for (const { range, ports } of outsideOf(network, i, direction, true)) {
        const { peer, column } = atoms.get(range.from)!;
        const ends: readonly [Member, Member] = direction === 'in' ? [peer, members[i]!] : [members[i]!, peer];
        const columns = direction === 'in' ? ([column, own] as const) : ([own, column] as const);
        yield judge({ where, segments, columns, resource }, ends, ports);
      }
    }
  }
}

type Ends = Pick<Breach, 'where' | 'columns' | 'resource'> & { readonly segments: Segments };

function judge({ segments, ...ends }: Ends, [from, to]: readonly [Member, Member], set: PortSet): Judged {
  const { network } = ends.where;
  const permitted = segments.permitted(from.segments, to.segments, network.ports);
  const beyond = permitted === undefined ? NOTHING : network.ports.subtract(set, permitted);
  const told = { src: from.label, dst: to.label, from: from.segments, to: to.segments };
  return { from, to, set, beyond, network, breach: () => ({ ...told, conns: network.ports.text(beyond), ...ends }) };
}

/** The connections that break the segments. */
export function breachesOf(analysis: Analysis, segments: Segments): Breach[] {
  const found: Breach[] = [];
  for (const { beyond, breach } of judged(analysis, segments)) if (beyond !== NOTHING) found.push(breach());
  return found;
}

/** A rule that lets a connection through, and where it stands. */
export interface Decider {
  readonly resource: Resource;
  readonly path: Path;
  readonly note: string;
}

/** The rules of both sides that allow the connection; none where no policy restricts it. */
export function decidersOf({ where: { network }, columns: [from, to] }: Breach): Decider[] {
  const reasons = [...trace(network, from, to, 'egress'), ...trace(network, to, from, 'ingress')];
  return reasons.flatMap(({ verdict, policy, rule, ports }) => {
    if (verdict !== 'allowed' || !policy || !rule) return [];
    return [
      {
        resource: policy.resource,
        path: rule.path,
        note: `rule ${rule.name} lets ${network.ports.text(ports)} through`,
      },
    ];
  });
}

/** A row for each two segments between which something is allowed. */
export function segmentTable(analysis: Analysis, segments: Segments): SegmentCell[] {
  const ports = createPortTable();
  const own = translated(ports);
  const cells = new Map<string, { from: string; to: string; set: PortSet; connections: number; breaches: number }>();
  for (const { from, to, set, beyond, network } of judged(analysis, segments)) {
    for (const [a, b] of pairsOf(from.segments, to.segments)) {
      const cell = cells.get(`${a}\n${b}`) ?? { from: a, to: b, set: NOTHING, connections: 0, breaches: 0 };
      cell.set = ports.union(cell.set, own(network, set));
      cell.connections++;
      if (beyond !== NOTHING) cell.breaches++;
      cells.set(`${a}\n${b}`, cell);
    }
  }
  return [...cells.values()].map(({ set, ...cell }) => ({ ...cell, conns: ports.text(set) }));
}

/** Each network numbers its sets of ports for itself. */
function translated(ports: PortTable): (network: Network, set: PortSet) => PortSet {
  const known = new Map<Network, Map<PortSet, PortSet>>();
  return (network, set) => {
    let sets = known.get(network);
    if (!sets) known.set(network, (sets = new Map([[EVERYTHING, EVERYTHING]])));
    let own = sets.get(set);
    if (own === undefined) sets.set(set, (own = ports.of(rangesOf(network.ports.text(set)))));
    return own;
  };
}

function pairsOf(from: readonly string[], to: readonly string[]): (readonly [string, string])[] {
  const named = (list: readonly string[]) => (list.length > 0 ? list : [NO_SEGMENT]);
  const pairs = named(from).flatMap((a) => named(to).map((b) => [a, b] as const));
  return pairs.filter(([a, b]) => a !== b);
}
