import type { Reason } from '../access/authorizer/authorizer.ts';
import { isBuiltIn } from '../access/tighten/built-in.ts';
import type { Edge } from '../edges/edge.ts';
import type { VertexKind } from '../edges/vertices.ts';
import type { Identity, PermissionSet } from '../edges/world-access.ts';
import { buildGraph, type Graph } from './graph.ts';
import { easiest, pathFrom } from './search.ts';
import type { World } from '../edges/world.ts';

/** Somebody who comes to a right by steps that its own rights and pods allow. */
export interface IndirectHolder {
  readonly identity: Identity;
  /** Numbers of steps of the graph. */
  readonly steps: readonly number[];
  readonly cost: number;
  /** By what Kubernetes binds itself: its own controllers. */
  readonly isBuiltIn: boolean;
}

/** Steps that need a weakness or an open port are about attackers, not about what somebody may do. */
const OUTSIDE: ReadonlySet<VertexKind> = new Set(['internet', 'endpoint', 'network', 'cloudrole', 'cloudaccount']);
/** Steps by which a right is held without ado. */
const DIRECT: ReadonlySet<string> = new Set([
  'holds-permissions',
  'member-of',
  'cluster-admin-rights',
  'masters-group',
]);

/** The graph of what rights, tokens and pods lead to: built once, asked often. */
export function rightsGraph(world: World, edges: readonly Edge[]): Graph {
  return buildGraph(world, edges.filter(isAboutRights));
}

/**
 * Everybody who comes to a right through others: by impersonation, tokens, new pods, roles that may be bound. `graph` is a
 * `rightsGraph`, `reasons` are the bindings that give the right itself. Easiest first, then by name.
 */
export function indirectHolders(graph: Graph, reasons: readonly Reason[]): IndirectHolder[] {
  const { world } = graph;
  const given = new Set(reasons.map((reason) => reason.given));
  const sets = world.access.sets.filter((set) => given.has(set.given));
  const tree = easiest(graph, [world.clusterAdmin.id, ...sets.map(({ id }) => id)], {}, true);
  const holders = world.access.identities.flatMap((identity): IndirectHolder[] => {
    const steps = pathFrom(graph, tree, identity.id);
    if (!steps || steps.every((step) => DIRECT.has(graph.edges[graph.kind[step]!]!.id))) return [];
    return [{ identity, steps, cost: tree.cost[identity.id]!, isBuiltIn: startsBuiltIn(graph, steps) }];
  });
  return holders.sort(byCostAndName);
}

function startsBuiltIn({ vertices, to }: Graph, steps: readonly number[]): boolean {
  const first = steps.map((step) => vertices[to[step]!]!).find(({ kind }) => kind === 'permissions');
  return first !== undefined && isBuiltIn((first as PermissionSet).given.binding);
}

function isAboutRights({ from, to }: Edge): boolean {
  return ![...from, ...to].every((kind) => OUTSIDE.has(kind)) && !from.some((kind) => OUTSIDE.has(kind));
}

function byCostAndName(a: IndirectHolder, b: IndirectHolder): number {
  return a.cost - b.cost || (a.identity.name < b.identity.name ? -1 : 1);
}
