import { ownedBy } from '../kubernetes/owners.ts';
import { toResource } from '../kubernetes/resource.ts';
import { podTemplateOf } from '../kubernetes/workload.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { nodesOf } from '../network/engine/workloads.ts';
import { asObject, at, equalJson, isObject } from '../std/value.ts';
import { identity } from './owned.ts';

/** Objects by what became of them; undefined for those that are taken away. */
export type Outcomes = ReadonlyMap<Resource, Resource | undefined>;

/** The objects after changes of some, with the pods and other objects that controllers would then replace or take away. */
export function withFollowers(before: readonly Resource[], changed: Outcomes): Resource[] {
  const followers = followersOf(before, changed);
  return before.flatMap((resource) => {
    if (changed.has(resource)) return changed.get(resource) ?? [];
    return followers.has(resource) ? (followers.get(resource) ?? []) : [resource];
  });
}

/** Pods as a changed template makes them, on the node where they are, and what goes with an owner. */
function followersOf(before: readonly Resource[], changed: Outcomes): Outcomes {
  const followers = new Map<Resource, Resource | undefined>();
  const gone = [...changed].flatMap(([resource, now]) => (now ? [] : [resource]));
  for (const resource of gone.length > 0 ? ownedBy(before, gone) : []) followers.set(resource, undefined);
  const templates = new Map(
    [...changed].flatMap(([resource, now]) => {
      const [old, fresh] = [podTemplateOf(resource), now && podTemplateOf(now)];
      return resource.type !== 'Pod' && old && fresh && !equalJson(old, fresh) ? [[resource, { old, fresh }]] : [];
    }),
  );
  if (templates.size === 0) return followers;
  for (const { resource: owner, pods } of nodesOf(before)) {
    const template = templates.get(owner);
    for (const { resource: pod } of template ? pods : []) {
      if (pod === owner) continue;
      const object = { ...pod.object, ...partsOf(pod.object, template!) };
      followers.set(pod, toResource(object, pod.origin) ?? pod);
    }
  }
  return followers;
}

interface Template {
  readonly old: JsonObject;
  readonly fresh: JsonObject;
}

function partsOf(pod: JsonObject, { old, fresh }: Template): JsonObject {
  const [labels, annotations] = ['labels', 'annotations'].map((map) =>
    followed(at(pod, 'metadata', map) ?? {}, at(old, 'metadata', map) ?? {}, at(fresh, 'metadata', map) ?? {}),
  );
  const metadata = { ...asObject(pod['metadata']), labels: labels ?? {}, annotations: annotations ?? {} };
  return { metadata, spec: followed(asObject(pod['spec']), asObject(old['spec']), asObject(fresh['spec'])) ?? {} };
}

/**
 * A value that was `live` when what it comes from went from `old` to `fresh`: what changed there changes here; what others added
 * (defaults, sidecars, the volume of a token) stays.
 */
export function followed(live: Json | undefined, old: Json | undefined, fresh: Json | undefined): Json | undefined {
  if (equalJson(old, fresh)) return live;
  if (isObject(live) && isObject(old) && isObject(fresh)) return followedMap(live, old, fresh);
  if (Array.isArray(live) && Array.isArray(old) && Array.isArray(fresh)) return followedList(live, old, fresh);
  return fresh;
}

function followedMap(live: JsonObject, old: JsonObject, fresh: JsonObject): JsonObject {
  const result = new Map(Object.entries(live));
  for (const key of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const value = followed(live[key], old[key], fresh[key]);
    if (value === undefined) result.delete(key);
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}

function followedList(live: readonly Json[], old: readonly Json[], fresh: readonly Json[]): Json[] {
  const [inLive, inOld] = [live, old].map((list) => new Map(list.map((item) => [identity(item), item])));
  const own = fresh.map((item) => followed(inLive!.get(identity(item)), inOld!.get(identity(item)), item) ?? item);
  const kept = new Set([...old, ...fresh].map(identity));
  return [...own, ...live.filter((item) => !kept.has(identity(item)))];
}
