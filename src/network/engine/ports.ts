/** A set of ports of all protocols, as a small number of its `PortTable`. Equal sets have equal numbers. */
export type PortSet = number;

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** No port at all, in every table. */
export const NOTHING: PortSet = 0;
/** Every port of every protocol, in every table. */
export const EVERYTHING: PortSet = 1;

/**
 * Each protocol's ports 1 to 65535 lie on one line, protocol after protocol. Names that stand for no number yet lie behind, in a
 * zone for each protocol, whose last point is never given to a name.
 */
const SPAN = 65536;
const NAMES = (PROTOCOLS.length + 1) * SPAN;
const END = NAMES + PROTOCOLS.length * SPAN - 1;
/** Rows hold sets as 16 bits. */
const MOST_SETS = 65536;

/** Ranges on the line: `[from, to, from, to, ...]`, ascending, both ends inclusive, never touching. */
type Ranges = readonly number[];

export interface PortRange {
  readonly protocol: Protocol;
  readonly from: number;
  readonly to: number;
}

export interface PortTable {
  /** The set that holds exactly these ports. */
  of(ranges: readonly PortRange[]): PortSet;
  /** The set of a named port that nobody resolves: it is told by its name. */
  named(protocol: Protocol, name: string): PortSet;
  union(a: PortSet, b: PortSet): PortSet;
  intersect(a: PortSet, b: PortSet): PortSet;
  subtract(a: PortSet, b: PortSet): PortSet;
  /** `All Connections`, `No Connections` or `TCP 80,443;UDP 53`. */
  text(set: PortSet): string;
  has(set: PortSet, protocol: Protocol, port: number): boolean;
  /** How many different sets there are. */
  size(): number;
}

/** A table of port sets: every set is kept once, and what two sets make together is computed once. */
export function createPortTable(): PortTable {
  const sets: Ranges[] = [];
  const ids = new Map<string, PortSet>();
  const names = new Map<number, string>();
  const points = new Map<string, number>();
  const texts: string[] = [];

  const intern = (found: Ranges): PortSet => {
    const ranges = normal(found);
    const key = ranges.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    if (sets.length >= MOST_SETS) throw new RangeError(`more than ${MOST_SETS} different sets of ports`);
    ids.set(key, sets.length);
    return sets.push(ranges) - 1;
  };
  const line: Ranges = PROTOCOLS.flatMap((_, i) => [i * SPAN + 1, i * SPAN + SPAN - 1]);
  intern([]);
  intern([...line, ...PROTOCOLS.flatMap((_, i) => [NAMES + i * SPAN, NAMES + i * SPAN + SPAN - 1])]);

  const union = memo((a, b) => intern(join(sets[a]!, sets[b]!)), true);
  const intersect = memo((a, b) => intern(cut(sets[a]!, sets[b]!)), true);
  const subtract = memo((a, b) => intern(cut(sets[a]!, complement(sets[b]!))), false);
  return {
    of: (ranges) => intern(merge(ranges.filter((r) => r.from <= r.to).map(toLine))),
    named(protocol, name) {
      const key = `${protocol} ${name}`;
      let point = points.get(key);
      if (point === undefined) {
        point = NAMES + PROTOCOLS.indexOf(protocol) * SPAN + names.size;
        points.set(key, point);
        names.set(point, name);
      }
      return intern([point, point]);
    },
    union: (a, b) => (a === b || b === NOTHING ? a : a === NOTHING ? b : union(a, b)),
    intersect: (a, b) => (a === b || b === EVERYTHING ? a : a === EVERYTHING ? b : intersect(a, b)),
    subtract: (a, b) => (b === NOTHING ? a : subtract(a, b)),
    text: (set) => (texts[set] ??= textOf(sets[set]!, names)),
    has: (set, protocol, port) => contains(sets[set]!, PROTOCOLS.indexOf(protocol) * SPAN + port),
    size: () => sets.length,
  };
}

/** Most networks know few sets: what those make together is looked up in a table, the rest in a map. */
const FEW = 256;

function memo(compute: (a: PortSet, b: PortSet) => PortSet, symmetric: boolean) {
  const known = new Map<number, PortSet>();
  const table = new Uint32Array(FEW * FEW);
  return (a: PortSet, b: PortSet): PortSet => {
    if (a < FEW && b < FEW) return (table[a * FEW + b] ||= compute(a, b) + 1) - 1;
    const key = symmetric && a > b ? b * MOST_SETS + a : a * MOST_SETS + b;
    let result = known.get(key);
    if (result === undefined) known.set(key, (result = compute(a, b)));
    return result;
  };
}

/**
 * A protocol of which every number is meant is meant by any name too; one of which no number is left is not meant by the names
 * that nobody has given.
 */
function normal(ranges: Ranges): Ranges {
  const pairs = pairsOf(ranges);
  const out = pairs.flatMap(([from, to]) => splitZones(from, to));
  for (const i of PROTOCOLS.keys()) {
    const [first, last] = [i * SPAN + 1, i * SPAN + SPAN - 1];
    const zone: [number, number] = [NAMES + i * SPAN, NAMES + i * SPAN + SPAN - 1];
    if (pairs.some(([from, to]) => from <= first && to >= last)) out.push(zone);
    else if (!pairs.some(([from, to]) => to >= first && from <= last)) {
      const rest = out.findIndex(([from, to]) => from >= zone[0] && to === zone[1]);
      if (rest >= 0) out.splice(rest, 1);
    }
  }
  return merge(out);
}

/** Zones of different protocols lie side by side. */
function splitZones(from: number, to: number): [number, number][] {
  const pieces: [number, number][] = [];
  for (let start = from; start <= to;) {
    const end = start < NAMES ? to : Math.min(to, start - (start % SPAN) + SPAN - 1);
    pieces.push([start, end]);
    start = end + 1;
  }
  return pieces;
}

function toLine({ protocol, from, to }: PortRange): [number, number] {
  const base = PROTOCOLS.indexOf(protocol) * SPAN;
  return [base + Math.max(from, 1), base + Math.min(to, SPAN - 1)];
}

/** Sorted and joined where they overlap or touch. */
function merge(pairs: [number, number][]): Ranges {
  const out: number[] = [];
  for (const [from, to] of pairs.sort((a, b) => a[0] - b[0])) {
    const last = out.length - 1;
    if (last > 0 && from <= out[last]! + 1) out[last] = Math.max(out[last]!, to);
    else out.push(from, to);
  }
  return out;
}

function pairsOf(ranges: Ranges): [number, number][] {
  return Array.from({ length: ranges.length / 2 }, (_, i) => [ranges[2 * i]!, ranges[2 * i + 1]!]);
}

function join(a: Ranges, b: Ranges): Ranges {
  return merge([...pairsOf(a), ...pairsOf(b)]);
}

function cut(a: Ranges, b: Ranges): Ranges {
  const out: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from <= to) out.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return out;
}

function complement(ranges: Ranges): Ranges {
  const out: number[] = [];
  let next = 0;
  for (const [from, to] of pairsOf(ranges)) {
    if (from > next) out.push(next, from - 1);
    next = to + 1;
  }
  if (next <= END) out.push(next, END);
  return out;
}

function contains(ranges: Ranges, point: number): boolean {
  return pairsOf(ranges).some(([from, to]) => from <= point && point <= to);
}

const FULL = '1-65535';

function protocolAt(point: number): Protocol {
  return PROTOCOLS[Math.floor((point % NAMES) / SPAN)]!;
}

/** A protocol's names are told where not every number is meant. */
function addNames(
  names: ReadonlyMap<number, string>,
  [from, to]: readonly [number, number],
  parts: ReadonlyMap<Protocol, readonly string[]>,
  add: (protocol: Protocol, text: string) => void,
): void {
  for (const [point, name] of names) {
    const protocol = protocolAt(point);
    if (from <= point && point <= to && parts.get(protocol)?.join() !== FULL) add(protocol, name);
  }
}

function textOf(ranges: Ranges, names: ReadonlyMap<number, string>): string {
  const parts = new Map<Protocol, string[]>();
  const add = (protocol: Protocol, text: string) => parts.set(protocol, [...(parts.get(protocol) ?? []), text]);
  for (const [from, to] of pairsOf(ranges)) {
    if (from >= NAMES) addNames(names, [from, to], parts, add);
    else add(protocolAt(from), from === to ? `${from % SPAN}` : `${from % SPAN}-${to % SPAN}`);
  }
  const full = PROTOCOLS.filter((protocol) => parts.get(protocol)?.join() === FULL);
  if (full.length === PROTOCOLS.length) return 'All Connections';
  const shown = PROTOCOLS.filter((protocol) => parts.has(protocol));
  return shown.map((protocol) => `${protocol} ${parts.get(protocol)!.join(',')}`).join(';') || 'No Connections';
}
