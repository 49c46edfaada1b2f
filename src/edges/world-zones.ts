import type { Network } from '../network/engine/engine.ts';
import { matrixRows } from '../network/engine/matrix.ts';
import { NOTHING } from '../network/engine/ports.ts';
import type { Vertex } from './vertices.ts';
import type { Endpoint } from './world-endpoints.ts';
import type { WorldPlaces } from './world-pods.ts';
import type { WorldBase } from './world.ts';

/** Pods that may send to the same endpoints. */
export interface Zone extends Vertex {
  /** One workload of the zone, for what decides. */
  readonly group: number;
}

/** Endpoints that the same zones may send to. */
export interface Reached extends Vertex {
  readonly endpoints: readonly Endpoint[];
}

export interface Zones {
  /** The zone of each group of the world; undefined where it reaches no endpoint. */
  readonly of: readonly (Zone | undefined)[];
  readonly all: readonly Zone[];
  readonly reached: readonly Reached[];
  /** Every pair of a zone and a class of endpoints that it reaches. */
  pairs(): Iterable<readonly [Zone, Reached]>;
}

export interface ZonesInput extends WorldBase {
  readonly network: Network;
  readonly places: WorldPlaces;
  readonly byGroup: readonly (readonly Endpoint[])[];
}

/**
 * Factors "who may send to whom" into two layers: workloads with equal rows are one zone, endpoints with equal columns one class.
 * Costs one pass over the matrix of workloads that policies tell apart.
 */
export function readZones(input: ZonesInput): Zones {
  const { network, places, byGroup, vertices } = input;
  const alike = representatives(network, places.groups.keys());
  const targets = [...new Set(byGroup.flatMap((list, i) => (list.length > 0 ? [alike[i]!] : [])))];
  const { rowOf, rows } = distinctRows(network, [...new Set(alike)], targets);
  const reached = classesOf(input, { alike, targets, rows });
  const zones = rows.map(({ from }) => {
    const { namespace, name } = places.groups[from]!;
    return vertices.make('network', `network/from:${namespace}/${name}`, namespace, { group: from });
  });
  const of = places.groups.map((_, i) => {
    const row = rowOf.get(alike[i]!);
    return row === undefined ? undefined : zones[row];
  });
  return {
    of,
    all: zones,
    reached: reached.map(({ vertex }) => vertex),
    *pairs() {
      for (const { vertex, rows: own } of reached) for (const row of own) yield [zones[row]!, vertex];
    },
  };
}

/** For each group the first one with the same columns: policies cannot tell them apart. */
function representatives({ columnsOf }: Network, groups: Iterable<number>): number[] {
  const first = new Map<string, number>();
  return [...groups].map((group) => {
    const key = columnsOf[group]!.join();
    const known = first.get(key);
    if (known === undefined) first.set(key, group);
    return known ?? group;
  });
}

interface Row {
  readonly from: number;
  readonly sets: Uint16Array;
}

function distinctRows(network: Network, sources: readonly number[], targets: readonly number[]) {
  const rows: Row[] = [];
  const byHash = new Map<number, number[]>();
  const rowOf = new Map<number, number>();
  for (const { from, sets } of matrixRows(network, sources, targets)) {
    if (sets.every((set) => set === NOTHING)) continue;
    const hash = hashOf(sets);
    const same = byHash.get(hash)?.find((row) => rows[row]!.sets.every((set, i) => set === sets[i]));
    if (same !== undefined) {
      rowOf.set(from, same);
      continue;
    }
    byHash.set(hash, [...(byHash.get(hash) ?? []), rows.length]);
    rowOf.set(from, rows.length);
    rows.push({ from, sets: sets.slice() });
  }
  return { rowOf, rows };
}

/** FNV-1a over 16-bit units. */
function hashOf(sets: Uint16Array): number {
  let hash = 0x811c9dc5;
  for (const set of sets) hash = Math.imul(hash ^ set, 0x01000193);
  return hash >>> 0;
}

function rowsTaking(rows: readonly Row[], target: number, takes: (set: number) => boolean): number[] {
  const found: number[] = [];
  for (let row = 0; row < rows.length; row++) if (takes(rows[row]!.sets[target]!)) found.push(row);
  return found;
}

/** Whether sets of ports hold a port, each asked once: 1 for yes, 2 for no. */
function portTakers({ ports }: Network): (port: number) => (set: number) => boolean {
  const known = new Map<number, Uint8Array>();
  return (port) => {
    let answers = known.get(port);
    if (!answers) known.set(port, (answers = new Uint8Array(1 << 16)));
    return (set) => (answers[set] ||= ports.has(set, 'TCP', port) ? 1 : 2) === 1;
  };
}

interface ReachedRows {
  readonly vertex: Reached;
  readonly rows: readonly number[];
}

/** Endpoints that the same rows take in. */
interface EndpointClass {
  readonly rows: readonly number[];
  readonly endpoints: Endpoint[];
}

/** Endpoints by the list of rows whose ports take them in. */
function classesOf(
  { network, byGroup, vertices }: ZonesInput,
  { alike, targets, rows }: { alike: readonly number[]; targets: readonly number[]; rows: readonly Row[] },
): ReachedRows[] {
  const position = new Map(targets.map((target, i) => [target, i]));
  const takers = portTakers(network);
  const classes = new Map<string, EndpointClass>();
  const answers = new Map<string, EndpointClass>();
  const classOf = (target: number, port: number): EndpointClass => {
    const own = rowsTaking(rows, target, takers(port));
    const key = own.join();
    let found = classes.get(key);
    if (!found) classes.set(key, (found = { rows: own, endpoints: [] }));
    return found;
  };
  byGroup.forEach((endpoints, group) => {
    for (const endpoint of endpoints) {
      const target = position.get(alike[group]!)!;
      const question = `${target} ${endpoint.port}`;
      let answer = answers.get(question);
      if (!answer) answers.set(question, (answer = classOf(target, endpoint.port)));
      answer.endpoints.push(endpoint);
    }
  });
  const reached = [...classes.values()].filter((one) => one.rows.length > 0);
  return reached.map(({ rows: own, endpoints }) => {
    const [{ name, namespace }] = endpoints as [Endpoint];
    const to = name.slice('endpoint/'.length);
    return { rows: own, vertex: vertices.make('network', `network/to:${to}`, namespace, { endpoints }) };
  });
}
