import type { LiveScope } from '../drift/detect.ts';
import { WATCHED } from '../drift/unmanaged.ts';
import type { KubeClient } from '../kube/client.ts';
import { type ApiResource, discover } from '../kube/discovery.ts';
import { KubeError, type KubeErrorCode } from '../kube/error.ts';
import { listAll } from '../kube/list.ts';
import { groupOf, typeOf } from '../kubernetes/kinds.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import { toResource } from '../kubernetes/resource.ts';
import type { Gap, GapCode } from '../model/gap.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { clusterGap } from '../sources/cluster/gaps.ts';
import { clusterFile, clusterOrigin, resourceName } from '../sources/cluster/origin.ts';
import { isShipped } from '../sources/cluster/shipped.ts';
import { readSnapshot } from '../sources/snapshot/read.ts';
import { asList, asObject, asString } from '../std/value.ts';
import type { LiveState } from './drift.ts';
import { fillIn } from './drift-server.ts';
import { resourcesOf } from './snapshot.ts';
import { append } from '../std/append.ts';

/** What a cluster serves, as far as drift asks. */
export interface Served {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface LiveWish {
  /** Namespace of objects that name none. */
  readonly defaultNamespace: string;
  /** The one namespace that is asked about. */
  readonly onlyNamespace: string | undefined;
  /** Whether the server shall fill in what files leave open, as a dry run. */
  readonly server?: boolean;
}

/** More namespaces than this are read in one list of the whole cluster. */
const MOST_NAMESPACES = 4;

/**
 * Reads what drift needs of a cluster: objects of the declared kinds and of those that run or allow something, of Secrets
 * the metadata alone. What the user may not list is a gap, and nothing is said to be missing there.
 */
export async function readLive(
  client: KubeClient,
  declared: readonly Resource[],
  { defaultNamespace, onlyNamespace, server = false }: LiveWish,
): Promise<LiveState> {
  const [{ resources: served, failed }, version] = await Promise.all([discover(client), versionOf(client)]);
  const gaps: Gap[] = failed.map(({ groupVersion, message }) => ({
    code: 'unreachable',
    file: client.context,
    message: `${groupVersion} can't be asked: ${message}.`,
  }));
  const kinds = wantedKinds(declared, served);
  const namespaces = onlyNamespace !== undefined ? [onlyNamespace] : namespacesOf(declared, defaultNamespace);
  const names = new Set(declared.map(({ name }) => name));
  const reading: Reading = { client, gaps, resources: [], shipped: new Set(), names, unread: new Set() };
  await Promise.all(kinds.map((kind) => readKind(reading, kind, namespaces, onlyNamespace !== undefined)));
  const filled = server ? await fillIn(client, declared, served, defaultNamespace) : undefined;
  return {
    ...(filled && { filled }),
    resources: reading.resources.sort(byFile),
    shipped: reading.shipped,
    gaps,
    origin: { context: client.context, version },
    scope: scopeOf(served, reading.unread, { defaultNamespace, onlyNamespace }),
  };
}

/** A cluster that gave no answer: nothing is compared, and nothing is missing. */
export function nothingRead(client: KubeClient, error: KubeError, wish: LiveWish): LiveState {
  return {
    resources: [],
    shipped: new Set(),
    gaps: [clusterGap(client, error, [])],
    origin: { context: client.context, version: '' },
    scope: { ...wish, namespaced: (_, kind) => kind !== '', covers: () => false },
  };
}

function byFile({ origin: a }: Resource, { origin: b }: Resource): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

/** How declared kinds relate to a cluster that serves these. */
export function scopeOf(served: readonly Served[], unread: ReadonlySet<string>, wish: LiveWish): LiveScope {
  const kinds = new Map(served.map(({ group, kind, namespaced }) => [`${group} ${kind}`, namespaced]));
  const types = new Map(served.map(({ group, kind, namespaced }) => [typeOf(`${group}/`, kind), namespaced]));
  return {
    ...wish,
    namespaced: (apiVersion, kind) =>
      kinds.get(`${groupOf(apiVersion)} ${kind}`) ?? types.get(typeOf(apiVersion, kind)),
    covers: (type, namespace) => !unread.has(type) && !unread.has(`${type} ${namespace}`),
  };
}

async function versionOf(client: KubeClient): Promise<string> {
  try {
    return asString((await client.get('/version'))['gitVersion']) ?? '';
  } catch (error) {
    if (error instanceof KubeError && error.code !== 'unreachable' && error.code !== 'unauthorized') return '';
    throw error;
  }
}

function namespacesOf(declared: readonly Resource[], defaultNamespace: string): string[] {
  return [...new Set(declared.map(({ namespace }) => namespace || defaultNamespace))].sort();
}

/** Of each type the one version that files use, else the one that the server prefers. */
function wantedKinds(declared: readonly Resource[], served: readonly ApiResource[]): ApiResource[] {
  const used = new Set(declared.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  const wanted = new Set([...declared.map(({ type }) => type), ...WATCHED, ...SCALERS]);
  const byType = Map.groupBy(
    served.filter(({ verbs }) => verbs.includes('list')),
    (resource) => typeOf(versionName(resource), resource.kind),
  );
  return [...byType].flatMap(([type, list]) => {
    if (!wanted.has(type)) return [];
    const inFiles = list.filter((resource) => used.has(`${versionName(resource)} ${resource.kind}`));
    const best = inFiles.length === 1 ? inFiles[0] : (list.find(({ preferred }) => preferred) ?? list[0]);
    return best ? [best] : [];
  });
}

/** They tell why replicas differ. */
const SCALERS = ['HorizontalPodAutoscaler', 'ScaledObject.keda.sh'];

function versionName({ group, version }: ApiResource): string {
  return group ? `${group}/${version}` : version;
}

interface Reading {
  readonly client: KubeClient;
  readonly gaps: Gap[];
  readonly resources: Resource[];
  readonly shipped: Set<Resource>;
  /** Names of declared objects. */
  readonly names: ReadonlySet<string>;
  /** Types, and types in namespaces, that could not be read. */
  readonly unread: Set<string>;
}

/** Reads a kind at once, or namespace by namespace where there are few or the right for more is missing. */
async function readKind(
  reading: Reading,
  kind: ApiResource,
  namespaces: readonly string[],
  alone: boolean,
): Promise<void> {
  // Of one namespace nothing beyond it is asked.
  if (alone && !kind.namespaced) return;
  const type = typeOf(versionName(kind), kind.kind);
  const apart = kind.namespaced && (alone || namespaces.length <= MOST_NAMESPACES);
  const refused = apart ? undefined : await readList(reading, kind, undefined);
  if (!apart && !refused) return;
  if (refused && (!kind.namespaced || refused.code !== 'forbidden')) {
    reading.unread.add(type);
    reading.gaps.push(gapOf(refused, kind, reading.client.context, ''));
    return;
  }
  for (const namespace of namespaces) {
    const failure = await readList(reading, kind, namespace);
    if (!failure) continue;
    reading.unread.add(`${type} ${namespace}`);
    reading.gaps.push(gapOf(failure, kind, reading.client.context, namespace));
  }
}

async function readList(
  reading: Reading,
  kind: ApiResource,
  namespace: string | undefined,
): Promise<KubeError | undefined> {
  const found: Resource[] = [];
  try {
    const metadataOnly = kind.kind === 'Secret' && kind.group === '';
    for await (const { items, restart } of listAll(reading.client, kind, {
      metadataOnly,
      ...(namespace && { namespace }),
    })) {
      if (restart) found.length = 0;
      for (const item of items)
        if (isOfInterest(reading, item)) append(found, live(item, kind, reading.client.context));
    }
  } catch (error) {
    // Without the server or the right to ask it at all there is nothing to compare: that ends the run.
    if (!(error instanceof KubeError) || error.code === 'unauthorized' || error.code === 'unreachable') throw error;
    return error;
  }
  for (const resource of found) {
    reading.resources.push(resource);
    if (isShipped(resource.object)) reading.shipped.add(resource);
  }
  return undefined;
}

/** What a controller made is neither declared nor unmanaged; there may be ten thousand of it. */
function isOfInterest({ names }: Reading, item: JsonObject): boolean {
  const { name, ownerReferences } = asObject(item['metadata']);
  return asList(ownerReferences).length === 0 || names.has(asString(name) ?? '');
}

function live(object: JsonObject, kind: ApiResource, context: string): Resource[] {
  const resource = toResource(object, { file: '', editable: false, locate: () => NOWHERE });
  if (!resource) return [];
  const namespace = kind.namespaced ? namespaceOf(resource) : '';
  return [
    { ...resource, namespace, origin: clusterOrigin(clusterFile(context, kind, namespace, resource.name), object) },
  ];
}

const NOWHERE = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

const CODES: Partial<Record<KubeErrorCode, GapCode>> = {
  forbidden: 'forbidden',
  unauthorized: 'unauthorized',
  timeout: 'timeout',
  'too-large': 'limit',
};

function gapOf({ code, message }: KubeError, kind: ApiResource, context: string, namespace: string): Gap {
  const where = namespace ? ` in namespace ${namespace}` : '';
  const name = resourceName(kind);
  return {
    code: CODES[code] ?? 'unreadable',
    file: `${context}/${namespace || '_cluster'}/${name}`,
    message: code === 'forbidden' ? `No right to list ${name}${where}.` : `${name}${where} can't be listed: ${message}`,
    ...(code === 'forbidden' && { hint: `Grant the verb list on ${name}.` }),
  };
}

/** The cluster as a snapshot has it. Who wrote what comes back to the objects. */
export async function readLiveSnapshot(
  path: string,
  file: string,
  namespace: string | undefined,
): Promise<LiveState | { readonly gap: Gap }> {
  const snapshot = await readSnapshot(path, file);
  if ('gap' in snapshot) return snapshot;
  const { header, facts } = snapshot;
  const shipped = new Set<Resource>();
  const resources = resourcesOf(snapshot).map(({ resource, record }) => {
    const live = { ...resource, object: withManagers(resource.object, record.managers) };
    if (record.shipped) shipped.add(live);
    return live;
  });
  const unread = new Set(facts.gaps.flatMap(({ types }) => types ?? []));
  const wish = { defaultNamespace: namespace ?? facts.namespace, onlyNamespace: namespace };
  const scope = scopeOf(facts.served, unread, wish);
  const { namespaces } = facts;
  return {
    resources,
    shipped,
    gaps: facts.gaps,
    origin: { context: header.context, version: header.server, snapshot: { file, taken: header.taken } },
    scope: {
      ...scope,
      covers: (type, within) => scope.covers(type, within) && (!namespaces || namespaces.includes(within)),
    },
  };
}

function withManagers(object: JsonObject, managers: readonly Json[]): JsonObject {
  if (managers.length === 0) return object;
  return { ...object, metadata: { ...asObject(object['metadata']), managedFields: [...managers] } };
}
