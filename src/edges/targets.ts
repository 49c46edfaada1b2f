import { type Many, MANY, type Vertex } from './vertices.ts';
import type { World } from './world.ts';

/** What a right is about: a scope ('' is the whole cluster), and names where it is about some objects only. */
export interface Aim {
  readonly namespace: string;
  readonly names: readonly string[];
}

/** The vertices that a right is about: one virtual vertex, or the objects that it names where they are known. */
export function targetsOf(world: World, kind: Many, { namespace, names }: Aim): readonly Vertex[] {
  if (names.length === 0) return [world.many(kind, namespace)];
  const namespaces = namespace === '' ? world.places.namespaces : [namespace];
  return names.flatMap((name) => {
    if (kind === 'nodes' || kind === 'users' || kind === 'groups')
      return world.vertices.find(`${MANY[kind]}/${name}`) ?? [];
    if (kind === 'namespaces') return world.namespace(name);
    return namespaces.flatMap((where) => objectOf(world, kind, where, name) ?? []);
  });
}

function objectOf(world: World, kind: 'pods' | 'secrets' | 'serviceaccounts', namespace: string, name: string) {
  const known = {
    pods: () => world.places.podsIn(namespace).find((pod) => pod.resource.name === name),
    secrets: () => world.secrets.known.find((one) => one.namespace === namespace && one.title === name),
    serviceaccounts: () => world.access.identities.find((one) => one.name === `serviceaccount/${namespace}/${name}`),
  } as const;
  return known[kind]();
}
