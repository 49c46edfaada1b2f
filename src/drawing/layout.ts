import { displayWidth } from '../std/text.ts';
import { arrange, type Arrangement, linkKey, straight } from './arrange.ts';
import type { Box, Graph, GraphEdge, GraphNode, Point, Positioned } from './graph.ts';

const CHARACTER = { label: 7.4, detail: 6.2 };
const NODE = { padding: 12, line: 18, least: 60 };
const GROUP = { padding: 14, title: 26 };
const MARGIN = 16;

/** Longer texts are cut where they are drawn; the title tells them whole. */
export const LONGEST = 44;

/**
 * A place for every node, group and edge: groups are laid out inside and then among each other, from left to right along the
 * edges. Bounded in time for any graph; above some 150 boxes with edges in one group the result is plain columns, so
 * callers aggregate first.
 */
export function layout(graph: Graph): Positioned {
  const insides = insideGroups(graph);
  const itemOf = new Map(
    graph.nodes.map(({ id, group }) => [id, group !== undefined && insides.has(group) ? `g ${group}` : `n ${id}`]),
  );
  const items = [
    ...[...insides].map(([id, { width, height }]) => ({
      id: `g ${id}`,
      width: Math.max(width, textWidth(groupLabel(graph, id), 'label')) + 2 * GROUP.padding,
      height: height + GROUP.title + GROUP.padding,
    })),
    ...graph.nodes
      .filter(({ id }) => itemOf.get(id) === `n ${id}`)
      .map((node) => ({ ...sizeOf(node), id: `n ${node.id}` })),
  ];
  const links = graph.edges.flatMap(({ from, to }) => {
    const [a, b] = [itemOf.get(from), itemOf.get(to)];
    return a === undefined || b === undefined ? [] : [{ from: a, to: b }];
  });
  const outer = arrange(items, links);
  return placed(graph, { insides, outer, itemOf });
}

interface Layouts {
  readonly insides: ReadonlyMap<string, Arrangement>;
  readonly outer: Arrangement;
  readonly itemOf: ReadonlyMap<string, string>;
}

function insideGroups(graph: Graph): ReadonlyMap<string, Arrangement> {
  const known = new Set((graph.groups ?? []).map(({ id }) => id));
  const members = Map.groupBy(graph.nodes, ({ group }) =>
    group !== undefined && known.has(group) ? group : undefined,
  );
  members.delete(undefined);
  return new Map(
    [...members].map(([group, nodes]) => [
      group!,
      arrange(
        nodes.map((node) => ({ ...sizeOf(node), id: node.id })),
        graph.edges,
      ),
    ]),
  );
}

function placed(graph: Graph, layouts: Layouts): Positioned {
  const { insides, outer, itemOf } = layouts;
  const shifted = (box: Box, by: Point): Box => ({ ...box, x: box.x + by.x, y: box.y + by.y });
  const origin = (id: string): Point => outer.places.get(id)!;
  const margin = { x: MARGIN, y: MARGIN };
  const groups = (graph.groups ?? [])
    .filter(({ id }) => insides.has(id))
    .map((group) => ({ ...group, ...shifted(outer.places.get(`g ${group.id}`)!, margin) }));
  const inner = (group: string): Point => {
    const { x, y } = origin(`g ${group}`);
    return { x: x + MARGIN + GROUP.padding, y: y + MARGIN + GROUP.title };
  };
  const boxes = new Map<string, Box>();
  for (const { id, group } of graph.nodes) {
    const inside = itemOf.get(id) === `n ${id}` ? undefined : insides.get(group!);
    boxes.set(
      id,
      inside ? shifted(inside.places.get(id)!, inner(group!)) : shifted(outer.places.get(`n ${id}`)!, margin),
    );
  }
  const way = (edge: GraphEdge): readonly Point[] => routeOf(edge, { boxes, layouts, margin, inner, graph });
  return {
    width: Math.ceil(outer.width + 2 * MARGIN),
    height: Math.ceil(outer.height + 2 * MARGIN),
    nodes: graph.nodes.map((node) => ({ ...node, ...boxes.get(node.id)! })),
    groups,
    edges: graph.edges
      .filter(({ from, to }) => boxes.has(from) && boxes.has(to))
      .map((edge) => ({ ...edge, points: way(edge) })),
  };
}

interface Routing {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly layouts: Layouts;
  readonly margin: Point;
  readonly inner: (group: string) => Point;
  readonly graph: Graph;
}

/** Edges between the same two boxes share the way between them. */
function routeOf(edge: GraphEdge, { boxes, layouts, margin, inner, graph }: Routing): readonly Point[] {
  const [from, to] = [boxes.get(edge.from)!, boxes.get(edge.to)!];
  const { itemOf, outer, insides } = layouts;
  if (edge.from === edge.to) return loop(from);
  const [a, b] = [itemOf.get(edge.from)!, itemOf.get(edge.to)!];
  const group = a === b ? graph.nodes.find(({ id }) => id === edge.from)!.group : undefined;
  const route =
    group === undefined ? outer.routes.get(linkKey({ from: a, to: b })) : insides.get(group)!.routes.get(linkKey(edge));
  const by = group === undefined ? margin : inner(group);
  const points = (route ?? []).map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
  if (points.length === 0) return straight(from, to);
  const start = a.startsWith('g ') && a !== b ? [sideFacing(from, points[0]!)] : [];
  const end = b.startsWith('g ') && a !== b ? [sideFacing(to, points.at(-1)!)] : [];
  return [...start, ...points, ...end];
}

function sideFacing(box: Box, point: Point): Point {
  return { x: point.x >= box.x + box.width / 2 ? box.x + box.width : box.x, y: box.y + box.height / 2 };
}

/** Around the right upper corner. */
function loop({ x, y, width }: Box): Point[] {
  const right = x + width;
  return [
    { x: right - 18, y },
    { x: right - 14, y: y - 14 },
    { x: right + 14, y: y - 10 },
    { x: right, y: y + 8 },
  ];
}

function groupLabel({ groups = [] }: Graph, id: string): string {
  return groups.find((group) => group.id === id)?.label ?? id;
}

function sizeOf({ label, detail }: GraphNode): { width: number; height: number } {
  const width = Math.max(textWidth(label, 'label'), detail === undefined ? 0 : textWidth(detail, 'detail'), NODE.least);
  return { width: width + 2 * NODE.padding, height: NODE.line * (detail === undefined ? 1 : 2) + NODE.padding };
}

function textWidth(text: string, size: keyof typeof CHARACTER): number {
  return Math.min(displayWidth(text), LONGEST) * CHARACTER[size];
}
