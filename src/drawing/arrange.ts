import dagre from '@dagrejs/dagre';
import type { Box, Point } from './graph.ts';

/** Something with a size that needs a place. */
export interface Item {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Link {
  readonly from: string;
  readonly to: string;
}

export interface Arrangement {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Box>;
  /** The way of a link between two items, by `linkKey`; those of an item to itself have none. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

const GAP = { item: 18, rank: 64 };
/** Dagre's time grows faster than the graph: 300 links take about half a second, 500 among 300 items five. */
const MOST = { items: 150, links: 320 };

export function linkKey({ from, to }: Link): string {
  return `${from}\n${to}`;
}

/** Places items from left to right along their links; those without links are packed below. */
export function arrange(items: readonly Item[], links: readonly Link[]): Arrangement {
  const known = new Set(items.map(({ id }) => id));
  const own = [...new Map(links.map((link) => [linkKey(link), link])).values()].filter(
    ({ from, to }) => from !== to && known.has(from) && known.has(to),
  );
  const ends = new Set(own.flatMap(({ from, to }) => [from, to]));
  const linked = items.filter(({ id }) => ends.has(id));
  const layered = linked.length > 0 ? layers(linked, own) : EMPTY;
  return packed(
    layered,
    items.filter(({ id }) => !ends.has(id)),
  );
}

const EMPTY: Arrangement = { width: 0, height: 0, places: new Map(), routes: new Map() };

function layers(items: readonly Item[], links: readonly Link[]): Arrangement {
  const small = items.length <= MOST.items && links.length <= MOST.links;
  return (small ? byDagre(items, links) : undefined) ?? inColumns(items, links);
}

/** Undefined where dagre gives up, as it does on some graphs ("Not possible to find intersection"). */
function byDagre(items: readonly Item[], links: readonly Link[]): Arrangement | undefined {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', acyclicer: 'greedy', nodesep: GAP.item, ranksep: GAP.rank, edgesep: 10 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of items) graph.setNode(id, { width, height });
  for (const { from, to } of links) graph.setEdge(from, to);
  try {
    dagre.layout(graph);
  } catch {
    return undefined;
  }
  const places = new Map(items.map(({ id, width, height }) => [id, cornered(graph.node(id), width, height)]));
  const routes = new Map(links.map((link) => [linkKey(link), graph.edge(link.from, link.to).points ?? []]));
  return { ...extent([...places.values()], [...routes.values()].flat()), places, routes };
}

function cornered({ x = 0, y = 0 }: { x?: number; y?: number }, width: number, height: number): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Columns by the longest way from a source, as far as there is one; links are straight. */
function inColumns(items: readonly Item[], links: readonly Link[]): Arrangement {
  const columns = Map.groupBy(items, ({ id }) => id);
  const ranks = ranksOf([...columns.keys()], links);
  const places = new Map<string, Box>();
  let x = 0;
  for (const [, column] of [...Map.groupBy(items, ({ id }) => ranks.get(id)!)].sort(([a], [b]) => a - b)) {
    let y = 0;
    for (const { id, width, height } of column) {
      places.set(id, { x, y, width, height });
      y += height + GAP.item;
    }
    x += Math.max(...column.map(({ width }) => width)) + GAP.rank;
  }
  const routes = new Map(links.map((link) => [linkKey(link), straight(places.get(link.from)!, places.get(link.to)!)]));
  return { ...extent([...places.values()], []), places, routes };
}

/** Ranks grow along links until everything is settled or a circle has been gone around. */
function ranksOf(ids: readonly string[], links: readonly Link[]): ReadonlyMap<string, number> {
  const ranks = new Map(ids.map((id) => [id, 0]));
  const most = Math.min(12, ids.length);
  for (let round = 0, moved = true; moved && round < most; round++) {
    moved = false;
    for (const { from, to } of links) {
      const wanted = ranks.get(from)! + 1;
      if (wanted > most || ranks.get(to)! >= wanted) continue;
      ranks.set(to, wanted);
      moved = true;
    }
  }
  return ranks;
}

/** From the side of one box to the facing side of another. */
export function straight(from: Box, to: Box): Point[] {
  const forward = to.x >= from.x + from.width / 2;
  const start = { x: forward ? from.x + from.width : from.x, y: from.y + from.height / 2 };
  const end = { x: forward ? to.x : to.x + to.width, y: to.y + to.height / 2 };
  return [start, end];
}

/** Adds items in rows below what is placed, about as wide as it is high. */
function packed(above: Arrangement, loose: readonly Item[]): Arrangement {
  if (loose.length === 0) return above;
  const area = loose.reduce((sum, { width, height }) => sum + (width + GAP.item) * (height + GAP.item), 0);
  const wide = Math.max(above.width, Math.sqrt(area) * 1.3);
  const places = new Map(above.places);
  let [x, y, row] = [0, above.height > 0 ? above.height + GAP.item : 0, 0];
  for (const { id, width, height } of loose) {
    if (x > 0 && x + width > wide) [x, y, row] = [0, y + row + GAP.item, 0];
    places.set(id, { x, y, width, height });
    x += width + GAP.item;
    row = Math.max(row, height);
  }
  return { ...extent([...places.values()], [...above.routes.values()].flat()), places, routes: above.routes };
}

function extent(boxes: readonly Box[], points: readonly Point[]): { width: number; height: number } {
  const width = Math.max(0, ...boxes.map((box) => box.x + box.width), ...points.map(({ x }) => x));
  const height = Math.max(0, ...boxes.map((box) => box.y + box.height), ...points.map(({ y }) => y));
  return { width, height };
}
