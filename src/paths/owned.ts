import type { Fact } from '../edges/edge.ts';
import type { World } from '../edges/world.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { at, isObject } from '../std/value.ts';

/* Pods of a workload are what their template says: nobody changes a running one ("Pods": Pod update and replacement). */

/** Pods that a workload among the objects makes, with that workload. */
export function ownersIn({ places }: World): ReadonlyMap<Resource, Resource> {
  const owned = places.pods.filter(({ resource, owner }) => resource !== owner);
  return new Map(owned.map(({ resource, owner }) => [resource, owner]));
}

/** What the template of its owner says of a fact in a pod; undefined where it does not: somebody added it at admission. */
export function inTemplate({ resource, path, note }: Fact, owner: Resource): Fact | undefined {
  const template = workloadOf(owner);
  const [part, ...rest] = path;
  if (!template || (part !== 'spec' && part !== 'metadata')) return undefined;
  const base = part === 'spec' ? template.path : template.metadataPath;
  let here = at(resource.object, part);
  let there = at(owner.object, ...base);
  const found: (string | number)[] = [];
  for (const step of rest) {
    const index = typeof step === 'number' ? indexOfSame(there, at(here, step)) : step;
    if (index === undefined) return undefined;
    found.push(index);
    here = at(here, step);
    there = at(there, index);
  }
  return { resource: owner, path: [...base, ...found], note };
}

function indexOfSame(list: Json | undefined, item: Json | undefined): number | undefined {
  if (!Array.isArray(list) || item === undefined) return undefined;
  const index = list.findIndex((one) => identity(one) === identity(item));
  return index < 0 ? undefined : index;
}

const NAMES: Path = ['name', 'mountPath', 'containerPort', 'key'];

/** What tells items of a pod's lists apart: the merge keys of containers, volumes, mounts and ports, or the whole item. */
export function identity(item: Json): string {
  const key = isObject(item) ? NAMES.find((name) => item[name] !== undefined) : undefined;
  return key === undefined ? JSON.stringify(item) : `${key} ${JSON.stringify(at(item, key))}`;
}
