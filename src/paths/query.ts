import { VERTEX_KINDS, type Vertex, type VertexKind } from '../edges/vertices.ts';
import { compileGlob } from '../std/glob.ts';
import type { Graph } from './graph.ts';

/**
 * A pattern of ways, like `internet -*-> container{namespace=shop} -[runs-as]-> serviceaccount`.
 *
 * A vertex is a kind or `*`, with conditions on `name` and `namespace` (globs) in braces. Between two stand `->` (one step),
 * `-*->` (any number of steps, none among them), `-[a|b]->` (one step of these kinds) or `-[a|b]*->` (any number of them).
 */
export interface Pattern {
  readonly vertices: readonly VertexTest[];
  /** Between each two vertices. */
  readonly links: readonly Link[];
}

type VertexTest = (vertex: Vertex) => boolean;

interface Link {
  /** Ids of edges; every one where undefined. */
  readonly kinds: ReadonlySet<string> | undefined;
  readonly many: boolean;
}

/** What is wrong with the text of a pattern, and where in it (from 0). */
export interface PatternMistake {
  readonly message: string;
  readonly at: number;
}

const TOKENS = /\s*(?:(?<link>->|-\*->|-\[[^\][]*\](?:\*)?->)|(?<vertex>[a-z*]+)(?:\{(?<tests>[^{}]*)\})?)/y;

export function parsePattern(text: string, edgeIds: ReadonlySet<string>): Pattern | PatternMistake {
  const vertices: VertexTest[] = [];
  const links: Link[] = [];
  const tokens = new RegExp(TOKENS);
  const end = text.trimEnd().length;
  while (tokens.lastIndex < end) {
    const start = tokens.lastIndex;
    const groups = tokens.exec(text)?.groups;
    if (!groups) return { message: 'neither a vertex nor a step', at: start };
    const { link, vertex, tests } = groups;
    if ((link !== undefined) !== vertices.length > links.length) {
      return {
        message: link === undefined ? 'a step is missing before this vertex' : 'a vertex is missing before this step',
        at: start,
      };
    }
    const read = link === undefined ? readVertex(vertex!, tests) : readLink(link, edgeIds);
    if (typeof read === 'string') return { message: read, at: start };
    if (typeof read === 'function') vertices.push(read);
    else links.push(read);
  }
  if (vertices.length === 0 || vertices.length === links.length)
    return { message: 'a vertex is missing at the end', at: end };
  return { vertices, links };
}

function readLink(text: string, edgeIds: ReadonlySet<string>): Link | string {
  if (text === '->' || text === '-*->') return { kinds: undefined, many: text === '-*->' };
  const kinds = text
    .slice(2, text.indexOf(']'))
    .split('|')
    .map((one) => one.trim());
  const unknown = kinds.find((one) => !edgeIds.has(one));
  if (unknown !== undefined) return `no step is called ${unknown || 'nothing'}`;
  return { kinds: new Set(kinds), many: text.endsWith(']*->') };
}

function readVertex(kind: string, tests: string | undefined): VertexTest | string {
  const known: readonly string[] = VERTEX_KINDS;
  if (kind !== '*' && !known.includes(kind)) return `no vertex is of kind ${kind}; kinds are ${known.join(', ')}`;
  const conditions: VertexTest[] = kind === '*' ? [] : [(vertex) => vertex.kind === (kind as VertexKind)];
  for (const test of (tests ?? '').split(',').filter((one) => one.trim() !== '')) {
    const [field = '', value = ''] = test.split('=').map((part) => part.trim());
    if ((field !== 'name' && field !== 'namespace') || value === '')
      return `${test.trim()} is no condition; write name=… or namespace=…`;
    const matches = compileGlob(value);
    conditions.push((vertex) => vertex[field] === value || matches(field === 'name' ? vertex.name : vertex.namespace));
  }
  return (vertex) => conditions.every((condition) => condition(vertex));
}

/** Shortest ways that a pattern matches, one to each last vertex, as lists of steps; `start` tells where those without a step are. */
export interface Match {
  readonly start: number;
  readonly steps: readonly number[];
}

/**
 * Searches pairs of a vertex and a position in the pattern, breadth first, so that it costs at most the size of the graph for
 * each position.
 */
export function matchesOf(graph: Graph, { vertices: tests, links }: Pattern, most: number): Match[] {
  const width = tests.length;
  const seen = new Int32Array(graph.size * width).fill(UNSEEN);
  const queue: number[] = [];
  const visit = (vertex: number, position: number, by: number) => {
    const state = vertex * width + position;
    if (seen[state] !== UNSEEN) return;
    seen[state] = by;
    queue.push(state);
  };
  for (const vertex of graph.vertices) if (tests[0]!(vertex)) visit(vertex.id, 0, ORIGIN);
  const matches: Match[] = [];
  const { start, to, step } = graph.out;
  const kinds = links.map((link) => graph.edges.map(({ id }) => link.kinds?.has(id) ?? true));
  for (const state of queue) {
    const [vertex, position] = [Math.floor(state / width), state % width];
    if (position === width - 1) {
      matches.push(wayTo(graph, seen, width, state));
      if (matches.length >= most) break;
      continue;
    }
    const { many } = links[position]!;
    if (many && tests[position + 1]!(graph.vertices[vertex]!)) visit(vertex, position + 1, STAY);
    for (let i = start[vertex]!; i < start[vertex + 1]!; i++) {
      const edge = step[i]!;
      if (!kinds[position]![graph.kind[edge]!]) continue;
      if (tests[position + 1]!(graph.vertices[to[i]!]!)) visit(to[i]!, position + 1, edge * 2);
      if (many) visit(to[i]!, position, edge * 2 + 1);
    }
  }
  return matches;
}

/** How a state was come to: a step times two, and one where the position stays. */
const UNSEEN = -1;
const ORIGIN = -2;
const STAY = -3;

function wayTo(graph: Graph, seen: Int32Array, width: number, state: number): Match {
  const steps: number[] = [];
  let [vertex, position] = [Math.floor(state / width), state % width];
  for (let by = seen[state]!; by !== ORIGIN; by = seen[vertex * width + position]!) {
    if (by === STAY) position -= 1;
    else {
      const step = by >> 1;
      steps.push(step);
      vertex = graph.from[step]!;
      if (by % 2 === 0) position -= 1;
    }
  }
  return { start: vertex, steps: steps.toReversed() };
}
