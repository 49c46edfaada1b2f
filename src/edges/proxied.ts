import type { EdgeSink, Guard } from './edge.ts';
import type { Vertex } from './vertices.ts';
import type { Grant } from './world-access.ts';
import type { World } from './world.ts';

/** Ways to the ports of pods that lead through the API server, past network policies; all of them stopped where there is a guard. */
export function throughTheServer(world: World, grants: readonly Grant[], out: EdgeSink, guard?: Guard): void {
  const scopes = new Set<string>();
  const lead = (from: Vertex, to: Vertex, proof: Grant['proof']) => {
    if (guard) out.blocked(from, to, guard, proof);
    else out.edge(from, to, proof);
  };
  for (const { set, namespace, names, proof } of grants) {
    if (names.length === 0) {
      if (!guard) scopes.add(namespace);
      lead(set, door(world, namespace), proof);
      continue;
    }
    const pods = namespace === '' ? world.places.pods : world.places.podsIn(namespace);
    for (const pod of pods.filter(({ resource }) => names.includes(resource.name))) {
      for (const endpoint of world.network.endpointsOf(pod)) lead(set, endpoint, proof);
    }
  }
  for (const endpoint of world.network.endpoints) {
    if (scopes.has('')) out.edge(door(world, ''), endpoint, undefined, 'given');
    if (scopes.has(endpoint.namespace)) out.edge(door(world, endpoint.namespace), endpoint, undefined, 'given');
  }
}

function door({ vertices }: World, namespace: string): Vertex {
  return vertices.make('network', `network/server:${namespace || 'cluster'}`, namespace);
}
