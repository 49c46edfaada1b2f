import type { Vertex, VertexKind } from '../edges/vertices.ts';
import type { Goal } from './goals.ts';
import type { Graph } from './graph.ts';
import { type Route, routesOf, withEnds } from './routes.ts';
import { hops, UNREACHED } from './search.ts';

/** All that somebody reaches. */
export interface Blast {
  /** How many of each kind are reached, of how many there are. */
  readonly reached: readonly { readonly kind: VertexKind; readonly count: number; readonly of: number }[];
  readonly vertices: readonly Vertex[];
  /** Ways to the crown jewels among them. */
  readonly routes: readonly Route[];
  /** The hops to the farthest of them. */
  readonly depth: number;
}

/** Kinds that are real things, in the order in which they are told. */
const TOLD: readonly VertexKind[] = [
  'cluster',
  'cloudaccount',
  'cloudrole',
  'node',
  'namespace',
  'admission',
  'permissions',
  'serviceaccount',
  'user',
  'group',
  'secret',
  'pod',
  'container',
  'volume',
  'endpoint',
];

/** Everything that can be reached from some vertices, cluster-admin's own reach left out. */
export function blastOf(graph: Graph, sources: readonly number[], goals: readonly Goal[]): Blast {
  const wish = { sources, goals };
  const distance = hops(graph, sources, withEnds(graph, wish));
  const there = graph.vertices.filter(({ id }) => distance[id]! > 0);
  const reached = Map.groupBy(there, ({ kind }) => kind);
  const all = Map.groupBy(graph.vertices, ({ kind }) => kind);
  return {
    reached: TOLD.flatMap((kind) => {
      const count = reached.get(kind)?.length ?? 0;
      return count > 0 ? [{ kind, count, of: all.get(kind)!.length }] : [];
    }),
    vertices: there.filter(({ kind }) => TOLD.includes(kind)),
    routes: routesOf(graph, wish),
    depth: distance.reduce((most, hop) => (hop === UNREACHED ? most : Math.max(most, hop)), 0),
  };
}
