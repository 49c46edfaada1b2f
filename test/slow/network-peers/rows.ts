/** Who may talk to whom, as analysers print it: `src`, `dst` and the ports. */
export interface Row {
  readonly src: string;
  readonly dst: string;
  readonly conns: string;
}

/** What two lists say otherwise, with addresses cut wherever one of them, or of `also`, cuts them. */
export function compareRows(theirs: readonly Row[], ours: readonly Row[], also: readonly Row[] = []): string[] {
  const cuts = cutsOf([...theirs, ...ours, ...also]);
  const [expected, actual] = [factsOf(theirs, cuts), factsOf(ours, cuts)];
  return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((pair) => {
    const [wanted, got] = [textOf(expected.get(pair)), textOf(actual.get(pair))];
    return wanted === got ? [] : [`${pair}: ${wanted}, we say ${got}`];
  });
}

type Range = readonly [from: number, to: number];
type Conns = ReadonlyMap<string, readonly Range[]>;

function factsOf(rows: readonly Row[], cuts: readonly number[]): Map<string, Conns> {
  const facts = new Map<string, Conns>();
  for (const { src, dst, conns } of rows) {
    for (const from of spotsOf(src, cuts)) {
      for (const to of spotsOf(dst, cuts)) {
        const pair = `${from} => ${to}`;
        if (from !== to) facts.set(pair, union(facts.get(pair), connsOf(conns)));
      }
    }
  }
  return facts;
}

const ADDRESSES = /^(\d+(?:\.\d+){3})(?:-(\d+(?:\.\d+){3}))?$/;

function rangeOf(peer: string): Range | undefined {
  const found = ADDRESSES.exec(peer);
  return found ? [numberOf(found[1]!), numberOf(found[2] ?? found[1]!)] : undefined;
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function cutsOf(rows: readonly Row[]): number[] {
  const ranges = rows.flatMap(({ src, dst }) => [rangeOf(src), rangeOf(dst)]).filter((range) => range !== undefined);
  return [...new Set(ranges.flatMap(([from, to]) => [from, to + 1]))].sort((a, b) => a - b);
}

function spotsOf(peer: string, cuts: readonly number[]): string[] {
  const range = rangeOf(peer);
  if (!range) return [peer];
  return cuts.filter((cut) => cut >= range[0] && cut <= range[1]).map((cut) => `address ${cut}`);
}

const EVERY: Range = [1, 65535];

/** Reads `All Connections`, `TCP 80,90-99;UDP 53` and `UDP`. */
function connsOf(text: string): Conns {
  if (/^all connections$/i.test(text)) return new Map(['SCTP', 'TCP', 'UDP'].map((name) => [name, [EVERY]]));
  return new Map(
    text.split(';').map((part) => {
      const [protocol = '', ranges] = part.trim().split(' ');
      const list = ranges?.split(',').map((one): Range => {
        const [from = 0, to = from] = one.split('-').map(Number);
        return [from, to];
      });
      return [protocol, list ?? [EVERY]];
    }),
  );
}

function union(a: Conns | undefined, b: Conns): Conns {
  const names = new Set([...(a?.keys() ?? []), ...b.keys()]);
  return new Map([...names].map((name) => [name, merged([...(a?.get(name) ?? []), ...(b.get(name) ?? [])])]));
}

function merged(ranges: readonly Range[]): Range[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

function textOf(conns: Conns | undefined): string {
  if (!conns) return 'nothing';
  return [...conns]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([protocol, ranges]) =>
        `${protocol} ${merged(ranges)
          .map(([from, to]) => `${from}-${to}`)
          .join()}`,
    )
    .join('; ');
}
