import { ALL_IPV4, ALL_IPV6, type AddressRange } from '../engine/address.ts';
import { type Connection } from '../engine/connections.ts';
import { rangeNamed } from '../engine/ends.ts';
import { createPortTable, EVERYTHING, type PortSet } from '../engine/ports.ts';
import { cidrsOf } from '../suggest/blocks.ts';
import { rangesOf } from './ports.ts';

/** Connections gathered for a picture: who talks to whom, with the outside and what is alike as one. */
export interface Gathered {
  readonly ends: readonly GatheredEnd[];
  readonly links: readonly Link[];
}

export interface GatheredEnd {
  readonly id: string;
  /** Undefined for the outside. */
  readonly namespace: string | undefined;
  /** What it stands for: workloads, or ranges of addresses. */
  readonly members: readonly string[];
  /** Its members may talk to each other as they like. */
  readonly mutual: boolean;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly conns: string;
}

interface Net {
  readonly ends: Map<string, GatheredEnd>;
  readonly links: Map<string, Link>;
}

/** Workloads by themselves; all ranges that one of them treats alike are one end. */
export function gather(connections: Iterable<Connection>): Gathered {
  const net: Net = { ends: new Map(), links: new Map() };
  const outside = new Map<string, { workload: string; isSource: boolean; conns: string; ranges: string[] }>();
  for (const { src, dst, conns, network } of connections) {
    const [from, to] = [src, dst].map((end) => (network === undefined ? end : `${end} (${network})`));
    const isOut = !isWorkload(src) && src.includes('-') && !src.startsWith('{');
    const isIn = !isWorkload(dst) && !dst.startsWith('{');
    if (!isOut && !isIn) {
      addEnd(net, from!, namespaceIn(src));
      addEnd(net, to!, namespaceIn(dst));
      addLink(net, from!, to!, conns);
      continue;
    }
    const [workload, range] = isOut ? [to!, src] : [from!, dst];
    addEnd(net, workload, namespaceIn(isOut ? dst : src));
    const key = `${isOut} ${workload} ${conns}`;
    const known = outside.get(key);
    if (known) known.ranges.push(range);
    else outside.set(key, { workload, isSource: isOut, conns, ranges: [range] });
  }
  for (const { workload, isSource, conns, ranges } of outside.values()) {
    const id = rangesText(ranges);
    if (!net.ends.has(id)) net.ends.set(id, { id, namespace: undefined, members: ranges, mutual: false });
    if (isSource) addLink(net, id, workload, conns);
    else addLink(net, workload, id, conns);
  }
  return gathered(net);
}

/** Whole namespaces; what any workload of one may is what it may. */
export function byNamespace({ ends, links }: Gathered): Gathered {
  const net: Net = { ends: new Map(), links: new Map() };
  const table = createPortTable();
  const set = (conns: string): PortSet => (conns === 'All Connections' ? EVERYTHING : table.of(rangesOf(conns)));
  const idOf = new Map(ends.map(({ id, namespace }) => [id, namespace === undefined ? id : `${namespace}/`]));
  for (const [id, members] of Map.groupBy(ends, (end) => idOf.get(end.id)!)) {
    const [first] = members;
    net.ends.set(id, { ...first!, id, members: members.flatMap((end) => end.members), mutual: false });
  }
  const sets = new Map<string, { from: string; to: string; set: PortSet }>();
  for (const { from, to, conns } of links) {
    const [a, b] = [idOf.get(from)!, idOf.get(to)!];
    if (a === b) continue;
    const known = sets.get(`${a}\n${b}`);
    if (known) known.set = table.union(known.set, set(conns));
    else sets.set(`${a}\n${b}`, { from: a, to: b, set: set(conns) });
  }
  for (const { from, to, set: ports } of sets.values()) addLink(net, from, to, table.text(ports));
  return gathered(net);
}

/**
 * Ends of one namespace that talk to the same ends on the same ports become one; then those of any namespace that do so and
 * talk to each other as they like, as all do that no policy restricts. What the picture says of the whole is then true of each.
 */
export function withTwins(net: Gathered): Gathered {
  return merged(merged(net, false), true);
}

/** Stands for the namespace of what lies in several. */
export const SEVERAL = '*';
const FREELY = 'All Connections';

function merged({ ends, links }: Gathered, mutual: boolean): Gathered {
  const seen = new Map<string, string[]>(ends.map(({ id }) => [id, []]));
  for (const { from, to, conns } of links) {
    seen.get(from)!.push(`> ${to} ${conns}`);
    seen.get(to)!.push(`< ${from} ${conns}`);
  }
  const signature = (end: GatheredEnd): string => {
    const { id, namespace } = end;
    const own = mutual ? [`> ${id} ${FREELY}`, `< ${id} ${FREELY}`] : [];
    const kind = namespace === undefined ? 'outside' : mutual || id.endsWith('/') ? 'inside' : namespace;
    return JSON.stringify([kind, [...seen.get(id)!, ...own].sort(), mutual && end.mutual]);
  };
  const idOf = new Map<string, string>();
  const kept: GatheredEnd[] = [];
  for (const group of Map.groupBy(ends, signature).values()) {
    const [first] = group;
    for (const { id } of group) idOf.set(id, first!.id);
    const members = group.flatMap((end) => end.members);
    const isOne = group.every(({ namespace }) => namespace === first!.namespace);
    const namespace = isOne ? first!.namespace : SEVERAL;
    kept.push(group.length === 1 ? first! : { ...first!, namespace, members, mutual });
  }
  const ways = new Map(
    links.map(({ from, to, conns }) => [
      `${idOf.get(from)}\n${idOf.get(to)}`,
      { from: idOf.get(from)!, to: idOf.get(to)!, conns },
    ]),
  );
  return { ends: kept, links: [...ways.values()].filter(({ from, to }) => from !== to) };
}

function gathered({ ends, links }: Net): Gathered {
  return { ends: [...ends.values()], links: [...links.values()] };
}

function addEnd({ ends }: Net, id: string, namespace: string | undefined): void {
  if (!ends.has(id)) ends.set(id, { id, namespace, members: [id], mutual: false });
}

function addLink({ links }: Net, from: string, to: string, conns: string): void {
  links.set(`${from}\n${to}`, { from, to, conns });
}

function isWorkload(end: string): boolean {
  return end.endsWith(']');
}

function namespaceIn(end: string): string | undefined {
  return isWorkload(end) ? end.slice(0, end.indexOf('/')) : undefined;
}

/** `outside`, `outside but 10.0.0.0/8`, `10.0.0.0/8, 192.168.0.0/16`: the shorter way to say it. */
export function rangesText(texts: readonly string[]): string {
  const ranges = texts.flatMap((text) => rangeIn(text) ?? []);
  if (ranges.length !== texts.length) return texts.join(', ');
  const v4 = ranges.filter(({ to }) => to <= ALL_IPV4.to);
  const holes = holesIn(ALL_IPV4, v4).flatMap(cidrsOf);
  const v6 = ranges.some(({ from }) => from >= ALL_IPV6.from) ? ' (IPv6 too)' : '';
  const blocks = ranges.flatMap(cidrsOf);
  if (v4.length > 0 && holes.length < blocks.length) {
    return holes.length === 0 ? `outside${v6}` : `outside but ${few(holes)}${v6}`;
  }
  return few(blocks);
}

function few(texts: readonly string[]): string {
  return texts.length <= 3 ? texts.join(', ') : `${texts.slice(0, 2).join(', ')} and ${texts.length - 2} more`;
}

function rangeIn(text: string): AddressRange | undefined {
  const [from, to] = text.split('-').map((part) => rangeNamed(part));
  return from && to ? { from: from.from, to: to.to } : undefined;
}

function holesIn(space: AddressRange, ranges: readonly AddressRange[]): AddressRange[] {
  const holes: AddressRange[] = [];
  let next = space.from;
  for (const { from, to } of [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (from > next) holes.push({ from: next, to: from - 1n });
    next = to + 1n;
  }
  return next <= space.to ? [...holes, { from: next, to: space.to }] : holes;
}
