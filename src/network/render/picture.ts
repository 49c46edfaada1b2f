import type { Graph, GraphNode } from '../../drawing/graph.ts';
import { layout } from '../../drawing/layout.ts';
import { MOST_ROWS, page } from '../../drawing/page.ts';
import { svg } from '../../drawing/svg.ts';
import { count } from '../../std/text.ts';
import type { Connection } from '../engine/connections.ts';
import { byNamespace, gather, type Gathered, type GatheredEnd, SEVERAL, withTwins } from './aggregate.ts';

/** Beyond these the picture is of namespaces: nobody reads a thousand boxes. */
const MOST_ENDS = 300;
const MOST_LINKS = 700;

export interface PictureWish {
  /** What was looked at, like the names of the targets. */
  readonly subject: string;
  /** What the answer leaves out. */
  readonly notes: readonly string[];
}

/** Who can talk to whom, as SVG. */
export function connectionsSvg(connections: Iterable<Connection>, wish: PictureWish): string {
  const { graph, title, description } = drawn(connections, wish);
  return `${svg(layout(graph), { title, description })}\n`;
}

/** The same as a page with the whole list. */
export function connectionsPage(connections: Iterable<Connection>, wish: PictureWish): string {
  const list = [...connections];
  const { graph, title, description, facts, notes } = drawn(list, wish);
  const isMany = list.some(({ network }) => network !== undefined);
  const isNoted = list.some((one) => one.notes !== undefined);
  return page({
    title,
    lead: description,
    facts,
    notes: [...wish.notes, ...notes],
    pictures: [{ title: 'Picture', svg: svg(layout(graph), { title, description, inline: true }) }],
    tables: [
      {
        caption: `All connections${list.length > MOST_ROWS ? ` (the first ${MOST_ROWS})` : ''}`,
        head: ['From', 'To', 'Ports', ...(isMany ? ['Network'] : []), ...(isNoted ? ['Beyond ports'] : [])],
        rows: list.map(({ src, dst, conns, network, notes: asked = [] }) => [
          src,
          dst,
          conns,
          ...(isMany ? [network ?? 'pods'] : []),
          ...(isNoted ? [asked.join('; ')] : []),
        ]),
      },
    ],
  });
}

function drawn(connections: Iterable<Connection>, { subject }: PictureWish) {
  const all = gather(connections);
  const { net, whole } = readable(all);
  const workloads = all.ends.filter(({ namespace }) => namespace !== undefined);
  const left = net.links.length - MOST_LINKS;
  return {
    graph: graphOf(net, left > 0 ? net.links.slice(0, MOST_LINKS) : net.links),
    title: `Who can talk to whom: ${subject}`,
    description: `Boxes are ${whole ? 'namespaces' : 'workloads'}; an arrow is a connection that policies allow; yellow ones can be reached from outside. Workloads that may do the same are one box.`,
    facts: [
      count(workloads.length, 'workload'),
      count(new Set(workloads.map(({ namespace }) => namespace)).size, 'namespace'),
      count(all.links.length, 'connection'),
    ],
    notes: [
      ...(whole
        ? [
            'There are too many workloads for a readable picture: it shows namespaces. Narrow it with --namespace, --from or --to.',
          ]
        : []),
      ...(left > 0 ? [`${left} arrows are not drawn.`] : []),
    ],
  };
}

/** Workloads where the picture stays readable, else namespaces. */
function readable(all: Gathered): { readonly net: Gathered; readonly whole: boolean } {
  const net = withTwins(all);
  const fits = net.ends.length <= MOST_ENDS && net.links.length <= MOST_LINKS;
  return fits ? { net, whole: false } : { net: withTwins(byNamespace(all)), whole: true };
}

function graphOf({ ends, links: all }: Gathered, links: Gathered['links']): Graph {
  const outside = new Set(ends.filter(({ namespace }) => namespace === undefined).map(({ id }) => id));
  const entered = new Set(all.filter(({ from }) => outside.has(from)).map(({ to }) => to));
  const grouped = ends.filter(
    ({ id, namespace }) => namespace !== undefined && namespace !== SEVERAL && !id.endsWith('/'),
  );
  const namespaces = [...new Set(grouped.map(({ namespace }) => namespace!))].sort();
  return {
    groups: namespaces.map((id) => ({ id, label: id })),
    nodes: ends.map((end) => nodeOf(end, entered.has(end.id))),
    edges: links.map(({ from, to, conns }) => ({
      from,
      to,
      ...(conns === 'All Connections' ? {} : { label: conns }),
      title: `${from} → ${to}: ${conns}`,
    })),
  };
}

function nodeOf(end: GatheredEnd, isEntered: boolean): GraphNode {
  const { id, namespace, members, mutual } = end;
  if (namespace === undefined) return { id, label: id, dashed: true, tone: 'accent', title: members.join(', ') };
  const tone = isEntered ? ('warn' as const) : ('plain' as const);
  if (id.endsWith('/')) return { id, tone, ...namespaceText(members) };
  const names = namespace === SEVERAL ? members.map((member) => member.replace(/\[.*$/, '')) : members.map(nameIn);
  const talk = mutual ? ', free among each other' : '';
  const one = { label: names[0]!, detail: kindIn(members[0]!) };
  const many = { label: `${members.length} workloads${talk}`, detail: names.join(', ') };
  return {
    id,
    ...(namespace !== SEVERAL && { group: namespace }),
    tone,
    ...(members.length === 1 ? one : many),
    title: `${members.join(', ')}${talk}`,
  };
}

function namespaceText(members: readonly string[]) {
  const names = [...new Set(members.map((member) => member.slice(0, member.indexOf('/'))))];
  const detail = count(members.length, 'workload');
  return names.length === 1
    ? { label: names[0]!, detail, title: members.join(', ') }
    : { label: `${names.length} namespaces`, detail: names.join(', '), title: `${names.join(', ')}: ${detail}` };
}

/** `web` of `shop/web[Deployment]`. */
function nameIn(label: string): string {
  return /^[^/]*\/([^[]*)/.exec(label)?.[1] ?? label;
}

function kindIn(label: string): string {
  return /\[([^\]]*)\](?: \(.*\))?$/.exec(label)?.[1] ?? '';
}
