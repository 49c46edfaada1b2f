import type { Graph, GraphEdge, GraphNode, Tone } from '../../drawing/graph.ts';
import { layout } from '../../drawing/layout.ts';
import { page } from '../../drawing/page.ts';
import { svg } from '../../drawing/svg.ts';
import type { Vertex, VertexKind } from '../../edges/vertices.ts';
import { unsureLines } from '../../formats/gap-words.ts';
import type { Gap } from '../../model/gap.ts';
import { count } from '../../std/text.ts';
import { actsOf, type ToldRoute } from '../told.ts';
import type { Beside } from './beside.ts';
import { stepsOf } from './graph-text.ts';

/** Pictures of more boxes than these show the worst ways only. */
const MOST_BOXES = 140;

/** A page with a picture of the ways, by namespace, what could not be looked at, and each way with its evidence. */
export function htmlPage(routes: readonly ToldRoute[], { gaps, notes }: Beside): string {
  const drawn = fitting(routes);
  const left = routes.length - drawn.length;
  const picture = svg(layout(graphOf(drawn)), {
    title: 'Attack paths',
    description: 'Ways of an attacker from left to right, by namespace',
    inline: true,
  });
  return page({
    title: 'Attack paths',
    lead: 'Each arrow is something that an attacker can do. Pointing at it tells what makes it possible.',
    facts: [count(routes.length, 'way'), count(new Set(routes.map(({ goal }) => goal)).size, 'goal')],
    notes: [
      ...unsureLines(gaps),
      ...notes,
      ...(left > 0 ? [`The picture shows the worst ${count(drawn.length, 'way')}; the tables tell all of them.`] : []),
    ],
    pictures: drawn.length > 0 ? [{ title: 'From entry to goal', svg: picture }] : [],
    tables: [...(gaps.length > 0 ? [gapTable(gaps)] : []), ...routes.map(tableOf)],
  });
}

function fitting(routes: readonly ToldRoute[]): readonly ToldRoute[] {
  for (let most = routes.length; most > 1; most = Math.floor(most / 2)) {
    const some = routes.slice(0, most);
    if (graphOf(some).nodes.length <= MOST_BOXES) return some;
  }
  return routes.slice(0, 1);
}

function gapTable(gaps: readonly Gap[]) {
  return {
    caption: 'Not looked at',
    head: ['where', 'what', 'what to do'],
    rows: gaps.map(({ file, place, message, hint = '' }) => [place ? `${file}:${place.line}` : file, message, hint]),
  };
}

function tableOf(route: ToldRoute) {
  const acts = actsOf(route.steps);
  return {
    caption: `${route.severity}: ${route.source} → ${route.goal}${route.alike.length > 0 ? ` and ${route.alike.length} more like it` : ''}`,
    head: ['', 'what the attacker does', 'where it leads', 'technique', 'how hard', 'evidence'],
    rows: acts.map(({ title, via, technique, ease, evidence }, i) => [
      String(i + 1),
      title,
      via.at(-1) ?? '',
      technique ?? '',
      ease,
      evidence.map(({ note, place }) => `${place.file}:${place.line} ${note}`).join('; '),
    ]),
  };
}

const TONES: Readonly<Partial<Record<VertexKind, Tone>>> = {
  internet: 'warn',
  cluster: 'bad',
  node: 'bad',
  serviceaccount: 'accent',
  user: 'accent',
  group: 'accent',
  permissions: 'muted',
};

function graphOf(routes: readonly ToldRoute[]): Graph {
  const steps = stepsOf(routes);
  const vertices = new Map(steps.flatMap(({ from, to }) => [from, to]).map((vertex) => [vertex.id, vertex]));
  const goals = new Set(routes.map(({ goal }) => goal));
  const namespaces = new Set([...vertices.values()].map(({ namespace }) => namespace).filter(Boolean));
  const edges = steps.map(({ from, to, edge, evidence }): GraphEdge => {
    const notes = evidence.map(({ note, place }) => `${place.file}:${place.line} ${note}`);
    return { from: String(from.id), to: String(to.id), label: edge.id, title: [edge.title, ...notes].join('\n') };
  });
  return {
    nodes: [...vertices.values()].map((vertex) => nodeOf(vertex, goals)),
    edges,
    groups: [...namespaces].map((id) => ({ id, label: `namespace ${id}` })),
  };
}

function nodeOf({ id, kind, name, namespace }: Vertex, goals: ReadonlySet<string>): GraphNode {
  const tone = goals.has(name) ? 'bad' : TONES[kind];
  return {
    id: String(id),
    label: shortName(name, namespace),
    detail: kind,
    title: name,
    ...(namespace && { group: namespace }),
    ...(tone && { tone }),
    ...((kind === 'many' || kind === 'network') && { dashed: true }),
  };
}

/** The kind and the namespace are told beside it. */
function shortName(name: string, namespace: string): string {
  const parts = name.split('/').slice(1);
  const own = parts[0] === namespace ? parts.slice(1) : parts;
  return own.join('/') || name;
}
