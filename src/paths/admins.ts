import { type Graph, UNIT } from './graph.ts';

/** Nobody goes on from cluster-admin and from what is as good, but for whoever starts there. */
export function adminsOf({ world, from, into, cost }: Graph, sources: readonly number[]): ReadonlySet<number> {
  const admin = world.clusterAdmin.id;
  const found = new Set([admin]);
  for (let i = into.start[admin]!; i < into.start[admin + 1]!; i++) {
    if (cost[into.step[i]!]! < UNIT) found.add(from[into.step[i]!]!);
  }
  for (const source of sources) found.delete(source);
  return found;
}
