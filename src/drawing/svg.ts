import { displayWidth, truncate } from '../std/text.ts';
import { markup } from '../std/markup.ts';
import type { Box, Point, Positioned } from './graph.ts';
import { LONGEST } from './layout.ts';
import { PICTURE, THEME } from './theme.ts';

export interface SvgOptions {
  readonly title: string;
  /** One sentence for those who can't see the picture. */
  readonly description: string;
  /** Part of a page that has the theme already; else the picture carries its own and stands alone. */
  readonly inline?: boolean;
  /** Tells several pictures of one page apart. */
  readonly id?: string;
}

type Edge = Positioned['edges'][number];
type Node = Positioned['nodes'][number];

/** Beyond it labels of edges would cover each other: they are told by their titles alone. */
const MOST_LABELS = 70;

/** The picture as SVG: no external references, no scripts, light and dark. */
export function svg(graph: Positioned, { title, description, inline = false, id = 'd' }: SvgOptions): string {
  const { width, height, nodes, edges, groups } = graph;
  const places = labelPlaces(edges);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="${inline ? 'group' : 'img'}" aria-labelledby="${id}-t ${id}-d">`,
    `<title id="${id}-t">${markup(title)}</title>`,
    `<desc id="${id}-d">${markup(description)}</desc>`,
    ...(inline ? [] : [`<style>${THEME}\n${PICTURE}</style>`]),
    `<defs><marker id="${id}-a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="d-arrow" d="M0 0L8 4L0 8z"/></marker></defs>`,
    ...(inline ? [] : [`<rect class="d-ground" width="${width}" height="${height}"/>`]),
    ...groups.map((group) => `<g class="d-group">${rect(group, 8)}${groupTitle(group)}</g>`),
    ...edges.map((edge) => edgeOf(edge, id, places.get(edge))),
    ...nodes.map(nodeOf),
    '</svg>',
  ].join('\n');
}

function groupTitle({ x, y, label }: Box & { readonly label: string }): string {
  return `<text x="${num(x + 12)}" y="${num(y + 18)}">${shown(label)}</text>`;
}

function nodeOf(node: Node): string {
  const { id, label, detail, title, tone = 'plain', dashed } = node;
  const middle = num(node.x + node.width / 2);
  const base = node.y + (detail === undefined ? node.height / 2 + 4.5 : node.height / 2 - 3);
  const lines = [
    `<text x="${middle}" y="${num(base)}">${shown(label)}</text>`,
    ...(detail === undefined
      ? []
      : [`<text class="detail" x="${middle}" y="${num(base + 16)}">${shown(detail)}</text>`]),
  ];
  const classes = ['d-node', tone, ...(dashed ? ['dashed'] : [])].join(' ');
  return `<g class="${classes}" data-id="${markup(id)}"><title>${markup(title ?? label)}</title>${rect(node, 6)}${lines.join('')}</g>`;
}

function edgeOf(edge: Edge, id: string, place: Point | undefined): string {
  const { from, to, label, title, tone = 'plain', points } = edge;
  const text =
    place && label !== undefined ? `<text x="${num(place.x)}" y="${num(place.y)}">${shown(label)}</text>` : '';
  const told = title ?? [`${from} → ${to}`, label].filter((part) => part !== undefined).join(': ');
  return `<g class="d-edge ${tone}" data-from="${markup(from)}" data-to="${markup(to)}"><title>${markup(told)}</title><path d="${curve(points)}" marker-end="url(#${id}-a)"/>${text}</g>`;
}

/** A place for each label where no other one is; none where there is no room near the middle of its edge. */
function labelPlaces(edges: readonly Edge[]): ReadonlyMap<Edge, Point> {
  const labelled = edges.filter(({ label }) => label !== undefined);
  const places = new Map<Edge, Point>();
  if (labelled.length > MOST_LABELS) return places;
  const taken: Box[] = [];
  for (const edge of labelled) {
    const { x, y } = middleOf(edge.points);
    const width = Math.min(displayWidth(edge.label!), LONGEST) * 6.2;
    const boxes = SHIFTS.map((shift) => ({ x: x - width / 2, y: y - 4 + shift, width, height: 11 }));
    const box = boxes.find((one) => !taken.some((other) => overlap(one, other)));
    if (!box) continue;
    taken.push(box);
    places.set(edge, { x, y: box.y });
  }
  return places;
}

const SHIFTS = [0, -12, 14, -24, 26];

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function middleOf(points: readonly Point[]): Point {
  const half = Math.floor(points.length / 2);
  const [a, b] = [points[half - 1]!, points[half]!];
  return points.length % 2 === 1 ? b : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** Through the points: leaves and arrives level, as edges that go from left to right should. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let from = first!;
  const parts = [`M${num(from.x)} ${num(from.y)}`];
  for (const to of rest) {
    const bend = (to.x - from.x) / 2;
    parts.push(`C${num(from.x + bend)} ${num(from.y)} ${num(to.x - bend)} ${num(to.y)} ${num(to.x)} ${num(to.y)}`);
    from = to;
  }
  return parts.join('');
}

function rect({ x, y, width, height }: Box, radius: number): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="${radius}"/>`;
}

function shown(text: string): string {
  return markup(truncate(text, LONGEST));
}

function num(value: number): string {
  return String(Math.round(value * 10) / 10);
}
