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
    pods: () => indexed(world.places.podsIn(namespace), ({ resource }) => resource.name).get(name),
    secrets: () => indexed(world.secrets.known, nameOf).get(`secret/${namespace}/${name}`),
    serviceaccounts: () => indexed(world.access.identities, nameOf).get(`serviceaccount/${namespace}/${name}`),
  } as const;
  return known[kind]();
}

function nameOf(vertex: Vertex): string {
  return vertex.name;
}

/** Lists of a world do not change. */
const indexes = new WeakMap<readonly Vertex[], ReadonlyMap<string, Vertex>>();

/** The first of each key. */
function indexed<V extends Vertex>(list: readonly V[], keyOf: (one: V) => string): ReadonlyMap<string, Vertex> {
  const known = indexes.get(list);
  if (known) return known;
  const index = new Map<string, Vertex>();
  for (const one of list) {
    const key = keyOf(one);
    if (!index.has(key)) index.set(key, one);
  }
  indexes.set(list, index);
  return index;
}
