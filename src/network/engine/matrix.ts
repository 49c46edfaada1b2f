import type { Network } from './engine.ts';
import { NOTHING, type PortSet } from './ports.ts';

/** What one workload may send to each of the asked ones, in their order. Overwritten by the next row. */
export interface MatrixRow {
  readonly from: number;
  readonly sets: Uint16Array;
}

/** Sources whose columns of the ingress rows are laid out side by side at once. */
const TILE = 128;

/**
 * The matrix between workloads, row after row. An ingress row lies by source, but a row of the matrix asks every ingress row
 * for one source: so a tile of sources is turned around first, one entry per ingress profile, and read in order after that.
 */
export function* matrixRows(
  network: Network,
  sources: readonly number[],
  targets: readonly number[],
): Generator<MatrixRow> {
  const { columnsOf, ports } = network;
  const simple = (node: number) => columnsOf[node]!.length === 1;
  const columns = Uint32Array.from(targets, (node) => columnsOf[node]![0]!);
  const { profiles, of } = profilesOf(network, columns);
  const turned = new Uint16Array(TILE * profiles.length);
  const sets = new Uint16Array(targets.length);
  const allSimple = targets.every(simple);
  for (let start = 0; start < sources.length; start += TILE) {
    const tile = sources.slice(start, start + TILE);
    turn(
      profiles,
      tile.map((node) => columnsOf[node]![0]!),
      turned,
    );
    for (const [i, from] of tile.entries()) {
      if (!allSimple || !simple(from)) {
        targets.forEach((to, j) => (sets[j] = between(network, from, to)));
      } else {
        const out = network.row(columnsOf[from]![0]!, 'egress');
        const base = i * profiles.length;
        for (let j = 0; j < columns.length; j++) {
          const sent = out[columns[j]!]!;
          const taken = sent === NOTHING ? NOTHING : turned[base + of[j]!]!;
          sets[j] = taken === NOTHING ? NOTHING : ports.intersect(sent, taken);
        }
      }
      yield { from, sets };
    }
  }
}

/** The different ingress rows of the targets, and which is whose. */
function profilesOf(network: Network, columns: Uint32Array) {
  const numbers = new Map<Uint16Array, number>();
  const of = columns.map((column) => {
    const row = network.row(column, 'ingress');
    const number = numbers.get(row) ?? numbers.size;
    numbers.set(row, number);
    return number;
  });
  return { profiles: [...numbers.keys()], of };
}

function turn(profiles: readonly Uint16Array[], columns: readonly number[], turned: Uint16Array): void {
  const width = profiles.length;
  for (let p = 0; p < width; p++) {
    const row = profiles[p]!;
    for (let i = 0; i < columns.length; i++) turned[i * width + p] = row[columns[i]!]!;
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
