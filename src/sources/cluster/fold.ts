import type { Json, JsonObject } from '../../model/json.ts';
import { digest } from '../../std/hash.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';

/*
 * Ten thousand pods are a few hundred decisions. An object whose controller is in the inventory says nothing new as long as
 * it runs what its controller's template says; of those that run something else (an injected sidecar, a rollout under way, a
 * debug container), one of each class is kept. Mirror pods are owned by their Node and stay: they are the control plane.
 */

/** Kinds that controllers make, in the order in which they must be read: owners before the owned. */
export const OWNED_KINDS: readonly (readonly string[])[] = [['ReplicaSet', 'Job'], ['Pod']];

/** Kinds that make what is folded. Others (a Prometheus, a TaskRun) are unknown: of what they make, one of each class is kept. */
const OWNERS: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Rollout',
  'DeploymentConfig',
  'CloneSet',
]);

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Remembers the templates of controllers while a cluster is read. */
export interface Folding {
  /** Notes an object that others may be owned by. */
  owner(object: JsonObject): void;
  /** How an object is to be kept: by itself, as one of a class of siblings, or not at all. */
  place(object: JsonObject): 'alone' | 'folded' | { readonly siblings: string };
}

export function createFolding(): Folding {
  /** Class of the pods that each owner makes, by uid. */
  const classes = new Map<string, string>();
  return {
    owner(object) {
      if (!OWNERS.has(asString(object['kind']) ?? '')) return;
      const uid = asString(at(object, 'metadata', 'uid'));
      const template = templateOf(object);
      if (uid && isObject(template['spec'])) classes.set(uid, templateClass(template));
    },
    place(object) {
      const controller = controllerOf(object);
      if (!controller || controller.kind === 'Node') return 'alone';
      if (!isObject(templateOf(object)['spec'])) return 'alone';
      const owner = classes.get(controller.uid);
      if (owner !== undefined && isIdle(object)) return 'folded';
      const own = templateClass(templateOf(object));
      return own === owner ? 'folded' : { siblings: `${controller.uid} ${own}` };
    },
  };
}

/** Leaves everything in: for questions about single pods and where they run. */
export const NO_FOLDING: Folding = { owner() {}, place: () => 'alone' };

function templateOf(object: JsonObject): JsonObject {
  return asObject(at(object, ...(TEMPLATES[asString(object['kind']) ?? ''] ?? ['spec', 'template'])));
}

function controllerOf(object: JsonObject): { readonly kind: string; readonly uid: string } | undefined {
  const owner = asList(at(object, 'metadata', 'ownerReferences'))
    .map(asObject)
    .find((reference) => reference['controller'] === true);
  return owner && { kind: asString(owner['kind']) ?? '', uid: asString(owner['uid']) ?? '' };
}

/** A ReplicaSet of an earlier revision, kept for a rollback, runs nothing. */
function isIdle(object: JsonObject): boolean {
  return object['kind'] === 'ReplicaSet' && at(object, 'spec', 'replicas') === 0;
}

/** What controllers and admission write into each pod, and that is no decision about it. */
const FILLED_IN: ReadonlySet<string> = new Set([
  'nodeName',
  'hostname',
  'subdomain',
  'tolerations',
  'affinity',
  'priority',
  'priorityClassName',
  'preemptionPolicy',
  'overhead',
  'enableServiceLinks',
  'serviceAccount',
  'imagePullSecrets',
  'resourceClaims',
  'schedulingGates',
]);
const MARKS =
  /^(?:pod-template-hash|controller-revision-hash|pod-template-generation|controller-uid|job-name|(?:batch|apps|statefulset)\.kubernetes\.io\/.+)$/;
/** Annotations that say how containers are confined; of the others many are written by what runs a pod. */
const CONFINING = /^(?:container\.apparmor|seccomp)\.security\.(?:alpha|beta)\.kubernetes\.io\//;
const TOKEN_VOLUME = /^(?:kube-api-access-|.+-token-)\w{5}$/;

/** Of templates that are looked at again, in each round of a watch. */
const digests = new WeakMap<JsonObject, string>();

function templateClass(template: JsonObject): string {
  let known = digests.get(template);
  if (known === undefined) digests.set(template, (known = digestOf(template)));
  return known;
}

/** A digest of what a pod template says, without what the cluster fills in. */
function digestOf(template: JsonObject): string {
  const spec = asObject(template['spec']);
  const tokens = new Set(
    asList(spec['volumes'])
      .map(asObject)
      .filter(isToken)
      .map((volume) => volume['name']),
  );
  const kept = Object.entries(spec).filter(([key]) => !FILLED_IN.has(key));
  const normal = kept.map(([key, value]): [string, Json | undefined] => {
    if (key === 'volumes') return [key, asList(value).filter((volume) => !isFilledIn(asObject(volume)))];
    if (key === 'serviceAccountName' && value === 'default') return [key, undefined];
    if (/[cC]ontainers$/.test(key))
      return [key, asList(value).map((one) => containerClass(asObject(one), tokens, spec['hostNetwork'] === true))];
    return [key, value];
  });
  const { labels, annotations } = asObject(template['metadata']);
  const marks = (map: Json | undefined, wanted: (key: string) => boolean) =>
    Object.entries(asObject(map)).filter(([key]) => wanted(key));
  return digest(
    canonical([
      Object.fromEntries(normal.filter(([, value]) => !isEmpty(value))),
      Object.fromEntries(marks(labels, (key) => !MARKS.test(key))),
      Object.fromEntries(marks(annotations, (key) => CONFINING.test(key))),
    ]),
  );
}

/** The token that admission mounts. */
function isToken(volume: JsonObject): boolean {
  return (
    TOKEN_VOLUME.test(asString(volume['name']) ?? '') && (isObject(volume['projected']) || isObject(volume['secret']))
  );
}

/** Tokens, and the claims that a StatefulSet makes for each of its pods. */
function isFilledIn(volume: JsonObject): boolean {
  return isToken(volume) || isObject(volume['persistentVolumeClaim']);
}

/** Requests and limits may come from a LimitRange. */
function containerClass(
  container: JsonObject,
  tokens: ReadonlySet<Json | undefined>,
  hostNetwork: boolean,
): JsonObject {
  const { resources: _, volumeMounts, ...rest } = container;
  const mounts = asList(volumeMounts).filter((mount) => !tokens.has(asObject(mount)['name']));
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => !isEmpty(value)));
  if (hostNetwork && kept['ports']) kept['ports'] = asList(kept['ports']).map((port) => portClass(asObject(port)));
  return mounts.length > 0 ? { ...kept, volumeMounts: mounts } : kept;
}

/** In the network of the node, the API server gives pods, and not their templates, the same port of the node. */
function portClass({ hostPort, ...port }: JsonObject): JsonObject {
  return hostPort === undefined || hostPort === port['containerPort'] ? port : { ...port, hostPort };
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** JSON with sorted keys: servers and controllers write them in any order. */
function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join()}}`;
}
