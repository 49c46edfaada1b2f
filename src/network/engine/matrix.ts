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
  const out: Sent = { sets: new Uint16Array(network.index.size), row: undefined };
  const asked: Asked = { network, profiles, letIn, out };
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
  readonly profiles: Profiles;
  readonly letIn: LetIn;
  readonly out: Sent;
}

/** What a source may send, by column: room for one source after the other, and the row that is written there. */
interface Sent {
  readonly sets: Uint16Array;
  row: Row | undefined;
}

/** The different ingress rows of the targets, and who has them: members from `starts[i]` to `starts[i + 1]`. */
interface Profiles {
  readonly rows: readonly Row[];
  readonly starts: Uint32Array;
  /** Position of each member among the targets, and its column. */
  readonly positions: Uint32Array;
  readonly columns: Uint32Array;
}

function profilesOf(network: Network, columns: Uint32Array): Profiles {
  const numbers = new Map<Row, number>();
  const profileOf = columns.map((column) => numberOf(numbers, network.row(column, 'ingress')));
  const starts = new Uint32Array(numbers.size + 1);
  for (const profile of profileOf) starts[profile + 1]!++;
  addUp(starts);
  const positions = new Uint32Array(columns.length);
  const next = starts.slice();
  profileOf.forEach((profile, position) => (positions[next[profile]!++] = position));
  return { rows: [...numbers.keys()], starts, positions, columns: positions.map((position) => columns[position]!) };
}

function numberOf(numbers: Map<Row, number>, row: Row): number {
  let number = numbers.get(row);
  if (number === undefined) numbers.set(row, (number = numbers.size));
  return number;
}

/** Makes counts, each one place further than its number, into where the entries of each number begin. */
function addUp(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
}

/** For each class, the profiles that let it in, and what: those from `starts[i]` to `starts[i + 1]`. */
interface LetIn {
  readonly starts: Uint32Array;
  readonly who: Uint32Array;
  readonly what: Uint16Array;
  /** Profiles that let in most classes are asked one by one. */
  readonly open: readonly number[];
}

function letInOf({ rows }: Profiles, size: number): LetIn {
  const starts = new Uint32Array(size + 1);
  const guarded = rows.map((row) => (row.ground === NOTHING ? row : undefined));
  for (const row of guarded) if (row) countColumns(row, starts, size);
  addUp(starts);
  const letIn = { starts, who: new Uint32Array(starts[size]!), what: new Uint16Array(starts[size]!) };
  const next = starts.slice();
  for (const [profile, row] of guarded.entries()) if (row) addLetIn(letIn, { profile, row }, next);
  const open = [...rows.keys()].filter((profile) => !guarded[profile]);
  return { ...letIn, open };
}

/** Of a row whose ground is nothing no column has nothing. */
function countColumns({ columns }: Row, counts: Uint32Array, size: number): void {
  for (let k = 0; k < columns.length && columns[k]! < size; k++) counts[columns[k]! + 1]!++;
}

function addLetIn(
  { who, what, starts }: Omit<LetIn, 'open'>,
  { profile, row }: { readonly profile: number; readonly row: Row },
  next: Uint32Array,
): void {
  const { columns, sets } = row;
  const size = starts.length - 1;
  for (let k = 0; k < columns.length && columns[k]! < size; k++) {
    const place = next[columns[k]!]!++;
    who[place] = profile;
    what[place] = sets[k]!;
  }
}

/** The row that is being filled. */
interface Filling {
  readonly sets: Uint16Array;
  readonly hits: Uint32Array;
  count: number;
}

function fill(asked: Asked, column: number, row: Filling): void {
  const { network, profiles, letIn, out } = asked;
  const { starts, who, what, open } = letIn;
  send(out, network.row(column, 'egress'));
  for (let k = 0; k < row.count; k++) row.sets[row.hits[k]!] = NOTHING;
  row.count = 0;
  for (const profile of open) add(asked, setAt(profiles.rows[profile]!, column), profile, row);
  for (let k = starts[column]!; k < starts[column + 1]!; k++) add(asked, what[k]!, who[k]!, row);
}

/** Writes out what a row sends; of the row before only what differs from the ground is written over. */
function send(out: Sent, row: Row): void {
  const { sets, row: before } = out;
  if (before === row) return;
  if (before?.ground !== row.ground) spread(row, sets);
  else {
    for (let k = 0; k < before.columns.length; k++) sets[before.columns[k]!] = row.ground;
    for (let k = 0; k < row.columns.length; k++) sets[row.columns[k]!] = row.sets[k]!;
  }
  out.row = row;
}

/** What the source may send to a profile's members, where the profile lets in `taken`. */
function add({ network, profiles, out }: Asked, taken: PortSet, profile: number, row: Filling): void {
  if (taken === NOTHING) return;
  const { starts, positions, columns } = profiles;
  const { sets, hits } = row;
  let asked = taken;
  let both = taken;
  for (let m = starts[profile]!; m < starts[profile + 1]!; m++) {
    const sent = out.sets[columns[m]!]!;
    if (sent === NOTHING) continue;
    if (sent !== asked) {
      both = network.ports.intersect(sent, taken);
      asked = sent;
    }
    if (both === NOTHING) continue;
    const position = positions[m]!;
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
