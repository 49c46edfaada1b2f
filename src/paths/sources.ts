import type { Vertex } from '../edges/vertices.ts';
import type { World } from '../edges/world.ts';

/**
 * Where an attacker starts: `internet`, `pod/shop/web`, `user/alice`, `group/devs`, `serviceaccount/shop/web`, or any other name of
 * a vertex. Users and groups that nothing speaks of have the rights of everybody. Undefined where there is no such thing.
 */
export function sourceNamed(world: World, text: string): readonly Vertex[] {
  if (text === 'internet') return [world.internet];
  const [kind = '', ...rest] = text.split('/');
  const name = rest.join('/');
  if (kind === 'user' && name) return [world.access.user(name)];
  if (kind === 'group' && name) return [world.access.group(name)];
  if (kind === 'namespace' && name) return [world.namespace(name)];
  if (kind === 'pod' || kind === 'workload') return podsNamed(world, rest);
  void world.access.identities;
  void world.network.zones;
  const vertex = world.vertices.find(text);
  return vertex ? [vertex] : [];
}

/** A pod by its name, or all pods of a workload by its own. */
function podsNamed({ places }: World, [namespace = '', name = '']: readonly string[]): readonly Vertex[] {
  const pods = places.podsIn(namespace);
  const exact = pods.filter((pod) => pod.resource.name === name);
  return exact.length > 0 ? exact : pods.filter((pod) => pod.owner.name === name);
}
