import { type Row, setAt, spread } from './compressed.ts';
import type { Network } from './engine.ts';
import { NOTHING, type PortSet } from './ports.ts';

/** What one workload may send to each of the asked ones, in their order. Overwritten by the next row. */
export interface MatrixRow {
  readonly from: number;
  readonly sets: Uint16Array;
  /** Positions of those that it may send anything to, in no order; the first `count` of them. */
  readonly hits: Uint32Array;
  readonly count: number;
}

/**
 * The matrix between workloads, row after row. Most workloads let in few others: so it is turned around once who lets whom
 * in, by ingress profile, and of a source only those are asked that let it in.
 */
export function* matrixRows(
  network: Network,
  sources: readonly number[],
  targets: readonly number[],
): Generator<MatrixRow> {
  const { columnsOf } = network;
  const simple = (node: number) => columnsOf[node]!.length === 1;
  if (!targets.every(simple)) {
    yield* unionRows(network, sources, targets);
    return;
  }
  const columns = Uint32Array.from(targets, (node) => columnsOf[node]![0]!);
  const profiles = profilesOf(network, columns);
  const letIn = letInOf(profiles, network.classes.length);
  const asked: Asked = { network, columns, profiles, letIn, out: new Uint16Array(network.index.size) };
  const row = { sets: new Uint16Array(targets.length), hits: new Uint32Array(targets.length), count: 0 };
  for (const from of sources) {
    if (!simple(from)) yield* unionRows(network, [from], targets);
    else {
      fill(asked, columnsOf[from]![0]!, row);
      yield { from, ...row };
    }
  }
}

interface Asked {
  readonly network: Network;
  readonly columns: Uint32Array;
  readonly profiles: readonly Profile[];
  readonly letIn: LetIn;
  /** What the source may send, by column: room for one source after the other. */
  readonly out: Uint16Array;
}

interface Profile {
  readonly row: Row;
  /** Positions of the targets that have it. */
  readonly members: Uint32Array;
}

/** The different ingress rows of the targets. */
function profilesOf(network: Network, columns: Uint32Array): readonly Profile[] {
  const members = new Map<Row, number[]>();
  columns.forEach((column, position) => {
    const row = network.row(column, 'ingress');
    const list = members.get(row);
    if (list) list.push(position);
    else members.set(row, [position]);
  });
  return [...members].map(([row, list]) => ({ row, members: Uint32Array.from(list) }));
}

/** For each class, the profiles that let it in, and what: those from `starts[i]` to `starts[i + 1]`. */
interface LetIn {
  readonly starts: Uint32Array;
  readonly who: Uint32Array;
  readonly what: Uint16Array;
  /** Profiles that let in most classes are asked one by one. */
  readonly open: readonly Profile[];
}

function letInOf(profiles: readonly Profile[], size: number): LetIn {
  const starts = new Uint32Array(size + 1);
  eachGuarded(profiles, size, (_, column) => starts[column + 1]!++);
  for (let i = 0; i < size; i++) starts[i + 1]! += starts[i]!;
  const next = starts.slice();
  const who = new Uint32Array(starts[size]!);
  const what = new Uint16Array(who.length);
  eachGuarded(profiles, size, (profile, column, set) => {
    who[next[column]!] = profile;
    what[next[column]!++] = set;
  });
  return { starts, who, what, open: profiles.filter(({ row }) => row.ground !== NOTHING) };
}

/** What profiles let in that let in few. */
function eachGuarded(
  profiles: readonly Profile[],
  size: number,
  visit: (profile: number, column: number, set: PortSet) => void,
): void {
  profiles.forEach(({ row: { ground, columns, sets } }, profile) => {
    if (ground !== NOTHING) return;
    for (let k = 0; k < columns.length && columns[k]! < size; k++) {
      if (sets[k] !== NOTHING) visit(profile, columns[k]!, sets[k]!);
    }
  });
}

/** The row that is being filled. */
interface Filling {
  readonly sets: Uint16Array;
  readonly hits: Uint32Array;
  count: number;
}

function fill(asked: Asked, column: number, row: Filling): void {
  const { network, profiles, letIn, out } = asked;
  spread(network.row(column, 'egress'), out);
  row.sets.fill(NOTHING);
  row.count = 0;
  for (const profile of letIn.open) add(asked, setAt(profile.row, column), profile, row);
  const end = letIn.starts[column + 1]!;
  for (let k = letIn.starts[column]!; k < end; k++) add(asked, letIn.what[k]!, profiles[letIn.who[k]!]!, row);
}

/** What of a profile's targets the source may send, where the profile lets in `taken`. */
function add({ network, columns, out }: Asked, taken: PortSet, { members }: Profile, row: Filling): void {
  if (taken === NOTHING) return;
  const { sets, hits } = row;
  for (let m = 0; m < members.length; m++) {
    const position = members[m]!;
    const sent = out[columns[position]!]!;
    if (sent === NOTHING) continue;
    const both = sent === taken ? sent : network.ports.intersect(sent, taken);
    if (both === NOTHING) continue;
    sets[position] = both;
    hits[row.count++] = position;
  }
}

/** Rows where some workload's pods differ. */
function* unionRows(network: Network, sources: readonly number[], targets: readonly number[]): Generator<MatrixRow> {
  const row = { sets: new Uint16Array(targets.length), hits: new Uint32Array(targets.length) };
  for (const from of sources) {
    let count = 0;
    for (let j = 0; j < targets.length; j++) {
      row.sets[j] = between(network, from, targets[j]!);
      if (row.sets[j] !== NOTHING) row.hits[count++] = j;
    }
    yield { from, ...row, count };
  }
}

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
