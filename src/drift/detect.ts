import { createInventory } from '../model/inventory.ts';
import type { JsonObject, Path } from '../model/json.ts';
import type { Origin, Resource } from '../model/resource.ts';
import { groupOf, typeOf } from '../kubernetes/kinds.ts';
import { isStaticPod } from '../kubernetes/workload.ts';
import { asObject, at } from '../std/value.ts';
import { type Authors, authorsOf } from './authors.ts';
import { compareObjects } from './compare.ts';
import { convert } from './convert.ts';
import { expectedReason, scalersOf, type Scalers } from './expected.ts';
import type { Difference, Drift, Expected, Pair } from './types.ts';
import { type Claim, isClaimOf, isUnmanaged } from './unmanaged.ts';
import { weigh } from './weigh.ts';
import { append } from '../std/append.ts';

/** What is known of the cluster besides its objects. */
export interface LiveScope {
  /** Whether objects of the kind live in namespaces; undefined where the cluster serves no such kind. */
  namespaced(apiVersion: string, kind: string): boolean | undefined;
  /** Whether the objects of a type in a namespace were all read, so that what is not there is missing. */
  covers(type: string, namespace: string): boolean;
  /** Namespace of objects that name none. */
  readonly defaultNamespace: string;
  /** The one namespace that was asked about; all where undefined. */
  readonly onlyNamespace: string | undefined;
}

/** A pair that differs. */
export interface ChangedPair extends Pair {
  readonly differences: readonly Drift[];
}

export interface Detection {
  readonly changed: readonly ChangedPair[];
  /** Declared objects that are not there; `unserved` where the cluster does not know their kind. */
  readonly missing: readonly { readonly declared: Resource; readonly unserved: boolean }[];
  readonly unmanaged: readonly Resource[];
  readonly expected: readonly Expected[];
  /** How many objects are declared, each once. */
  readonly declared: number;
  /** What was compared. */
  readonly pairs: readonly Pair[];
  /** Things that could not be compared or need not be, for people. */
  readonly notes: readonly string[];
}

/** What an API server made of declared objects, by their origin. */
export type Filled = ReadonlyMap<Origin, JsonObject>;

/** Compares what is declared with what is live; with what the server makes of the declared, where it was asked. */
export function detect(
  declared: readonly Resource[],
  live: readonly Resource[],
  scope: LiveScope,
  filled: Filled = new Map(),
): Detection {
  const wanted = placed(declared, scope);
  const liveByKey = new Map(live.map((resource) => [keyOf(resource), resource]));
  const scalers = scalersOf([createInventory(live), createInventory(wanted.resources)]);
  const context: Context = { live: liveByKey, scope, scalers, filled };
  const found: Found = { changed: [], missing: [], expected: [], pairs: [] };
  const byKey = Map.groupBy(wanted.resources, keyOf);
  for (const same of byKey.values()) judge(found, same, context);
  return {
    ...found,
    declared: byKey.size,
    unmanaged: unmanagedOf(wanted.resources, live, scope),
    notes: [...wanted.notes, ...remarks(found.pairs)],
  };
}

interface Found {
  readonly changed: ChangedPair[];
  readonly missing: { declared: Resource; unserved: boolean }[];
  readonly expected: Expected[];
  readonly pairs: Pair[];
}

interface Context {
  readonly live: ReadonlyMap<string, Resource>;
  readonly scope: LiveScope;
  readonly scalers: Scalers;
  readonly filled: Filled;
}

/** An object may be declared more than once (a base and what is built of it): the declaration that fits best speaks. */
function judge(found: Found, same: readonly Resource[], context: Context): void {
  const { live, scope } = context;
  const first = same[0]!;
  const counterpart = live.get(keyOf(first));
  if (!counterpart) {
    const served = scope.namespaced(first.apiVersion, first.kind) !== undefined;
    if (served && !scope.covers(first.type, first.namespace)) return;
    if (!isFleeting(first)) found.missing.push({ declared: first, unserved: !served });
    return;
  }
  const judged = same.map((declared) => judgePair({ declared, live: counterpart }, context));
  const best = judged.reduce((a, b) => (b.differences.length < a.differences.length ? b : a));
  found.pairs.push({ declared: best.declared, live: best.live });
  append(found.expected, best.expected);
  if (best.differences.length > 0) found.changed.push(best);
}

function judgePair(pair: Pair, context: Context): ChangedPair & { readonly expected: readonly Expected[] } {
  const authors = authorsOf(pair.live.object);
  const drifts: Drift[] = [];
  const expected: Expected[] = [];
  for (const difference of differencesOf(pair, authors, context.filled)) {
    const author = authorOf(authors, difference);
    const reason = expectedReason(difference, pair, author, context.scalers);
    if (reason === undefined) drifts.push({ ...difference, ...weigh(difference, pair.live.type), author });
    else expected.push({ subject: pair.live, label: difference.label, reason });
  }
  return { ...pair, differences: drifts, expected };
}

/** Where the server made something of the declaration that live agrees with, there is no difference. */
function differencesOf({ declared, live }: Pair, authors: Authors, filled: Filled): readonly Difference[] {
  const owns = (path: Path) => authors.foreign(path);
  const found = compareObjects(convert(declared.object, live.apiVersion), live.object, owns);
  const made = filled.get(declared.origin);
  if (!made || found.length === 0) return found;
  const left = compareObjects(convert(made, live.apiVersion), live.object, owns).map(({ label }) => label);
  return found.filter(({ label }) => left.some((other) => isWithin(other, label) || isWithin(label, other)));
}

function isWithin(label: string, other: string): boolean {
  return label === other || label.startsWith(`${other}.`) || label.startsWith(`${other}[`);
}

/** Of something that is gone only the last writer of the object is known. */
function authorOf(authors: Authors, { change, livePath }: Difference) {
  const author = change === 'removed' ? undefined : authors.of(livePath);
  return author ?? authors.last();
}

export function keyOf({ type, namespace, name }: { type: string; namespace: string; name: string }): string {
  return `${type}\0${namespace}\0${name}`;
}

/** Kinds that are read by components and tools, never by the API server. */
const FILES =
  /^$|^terraform$|(?:^|\.)(?:config\.k8s\.io|config\.kubernetes\.io|castellan\.dev)$|^(?:kubeadm|audit|apiserver|kustomize\.config|client\.authentication|abac\.authorization|imagepolicy|kops)\.(?:k8s|kubernetes)\.io$|^(?:hostdata\.kubescape\.cloud|eksctl\.io|eks\.amazonaws\.com|container\.googleapis\.com|management\.azure\.com)$/;
const COMPONENT_KINDS = new Set(['EncryptionConfiguration', 'AdmissionConfiguration', 'EgressSelectorConfiguration']);

interface Placed {
  readonly resources: readonly Resource[];
  readonly notes: readonly string[];
}

/** The declared objects that belong into the cluster, each in the namespace in which it lands. */
function placed(declared: readonly Resource[], scope: LiveScope): Placed {
  const notes: string[] = [];
  const resources = declared.flatMap((resource) => {
    if (!isApiObject(resource)) return [];
    const reason = passedOver(resource);
    if (reason) notes.push(`${resource.kind} ${resource.name || '(unnamed)'} (${resource.origin.file}): ${reason}.`);
    if (reason) return [];
    const namespaced = scope.namespaced(resource.apiVersion, resource.kind) ?? resource.namespace !== '';
    const namespace = namespaced ? resource.namespace || scope.defaultNamespace : '';
    if (scope.onlyNamespace !== undefined && namespace !== scope.onlyNamespace) return [];
    return [namespace === resource.namespace ? resource : { ...resource, namespace }];
  });
  return { resources, notes };
}

function isApiObject({ apiVersion, kind }: Resource): boolean {
  const slash = apiVersion.includes('/');
  if (!slash) return apiVersion === 'v1' && !kind.endsWith('List');
  return !FILES.test(groupOf(apiVersion)) && !COMPONENT_KINDS.has(kind);
}

/** Why a declared object can't be compared; undefined where it can. */
function passedOver(resource: Resource): string | undefined {
  const metadata = asObject(resource.object['metadata']);
  if (typeof metadata['name'] !== 'string') return 'its name is made when it is created, so it is not compared';
  if (isStaticPod(resource)) return 'a static pod is a file on a node, so it is not compared';
  const hook = asObject(metadata['annotations'])['helm.sh/hook'];
  return hook === undefined ? undefined : 'a Helm hook comes and goes with a release, so it is not compared';
}

/** Jobs that are deleted when they are done. */
function isFleeting({ type, object }: Resource): boolean {
  return type === 'Job' && at(object, 'spec', 'ttlSecondsAfterFinished') !== undefined;
}

function unmanagedOf(declared: readonly Resource[], live: readonly Resource[], scope: LiveScope): Resource[] {
  const keys = new Set(declared.map(keyOf));
  const claim: Claim = {
    namespaces: new Set(declared.map(({ namespace }) => namespace).filter((name) => name !== '')),
    types: new Set(declared.map(({ type }) => type)),
  };
  const sets = live.filter(({ type }) => type === 'StatefulSet');
  return live.filter((resource) => {
    if (keys.has(keyOf(resource)) || isClaimOf(resource, sets)) return false;
    return isUnmanaged(resource, resource.namespace !== '', claim) && inScope(resource, scope);
  });
}

function inScope({ namespace }: Resource, { onlyNamespace }: LiveScope): boolean {
  return onlyNamespace === undefined || namespace === onlyNamespace;
}

/** What is never compared, said once. */
function remarks(pairs: readonly Pair[]): string[] {
  const secrets = pairs.filter(({ live }) => live.type === 'Secret').length;
  const definitions = pairs.filter(({ live }) => live.type === typeOf('v1', 'CustomResourceDefinition')).length;
  return [
    ...(secrets > 0
      ? ['Values of Secrets are never asked for: of them only names, labels and annotations were compared.']
      : []),
    ...(definitions > 0 ? ['Schemas of CustomResourceDefinitions were not compared.'] : []),
  ];
}
