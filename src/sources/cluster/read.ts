import type { KubeClient } from '../../kube/client.ts';
import { type ApiResource, discover } from '../../kube/discovery.ts';
import { KubeError } from '../../kube/error.ts';
import { listAll } from '../../kube/list.ts';
import { toResource } from '../../kubernetes/resource.ts';
import { workloadOf } from '../../kubernetes/workload.ts';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asObject, asString } from '../../std/value.ts';
import { createFolding, type Folding, NO_FOLDING, OWNED_KINDS } from './fold.ts';
import { clusterGap, gapFor, groupGap } from './gaps.ts';
import { CONTEXT, type Wanted, wantedKinds } from './kinds.ts';
import { readNodeConfigs } from './node-config.ts';
import { clusterFile, clusterOrigin } from './origin.ts';
import { isShipped } from './shipped.ts';
import { trim } from './trim.ts';
import { append } from '../../std/append.ts';

export interface ReadOptions {
  /** Read these namespaces alone. */
  readonly namespaces?: readonly string[];
  /** Types to read. */
  readonly types: ReadonlySet<string>;
  /** Also ask each node's kubelet for its configuration, through the API server. */
  readonly nodeConfig?: boolean;
  /** Also the objects that say what their controllers say. */
  readonly everyPod?: boolean;
  readonly signal?: AbortSignal;
  /** Called with the number of kinds read so far and in all. */
  readonly progress?: (done: number, total: number) => void;
}

/** What a cluster holds at one moment, as far as it may be seen. */
export interface ClusterRead {
  /** Sorted by file. */
  readonly resources: readonly Resource[];
  /** Facts that are not to be judged: what Kubernetes itself made and nobody changed, and what is outside the namespaces. */
  readonly shipped: ReadonlySet<Resource>;
  readonly gaps: readonly Gap[];
  /** Objects that say what their controller says, and were left out for it. */
  readonly folded: number;
  /** Minor version of the server; undefined where it does not say. */
  readonly minor: number | undefined;
}

/** Kinds listed at the same time; the client's budget bounds the requests. */
const AT_ONCE = 4;

interface Reading {
  readonly client: KubeClient;
  readonly options: ReadOptions;
  readonly resources: Resource[];
  readonly shipped: Set<Resource>;
  readonly gaps: Gap[];
  readonly folding: Folding;
  folded: number;
  readonly unread: Set<string>;
  total: number;
  /** Lists in a row that the network lost. */
  lost: number;
  /** Why nothing more is asked: the server is gone, or knows us no more. */
  over: KubeError | undefined;
}

/** Reads a cluster: what it serves, then every kind that is wanted. What can't be read is a gap; nothing throws for it. */
export async function readCluster(client: KubeClient, options: ReadOptions): Promise<ClusterRead> {
  const reading: Reading = {
    client,
    options,
    resources: [],
    shipped: new Set(),
    gaps: [],
    folding: options.everyPod ? NO_FOLDING : createFolding(),
    folded: 0,
    unread: new Set(),
    total: 0,
    lost: 0,
    over: undefined,
  };
  let minor: number | undefined;
  try {
    minor = await serverMinor(reading);
    await readKinds(reading);
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    reading.gaps.push(clusterGap(client, error, [...options.types]));
  }
  if (reading.over) reading.gaps.push(clusterGap(client, reading.over, [...reading.unread]));
  const { resources, shipped, gaps, folded } = reading;
  judgeUsedDefault(reading);
  return { resources: resources.sort(byFile), shipped, gaps, folded, minor };
}

/** The namespace `default` is a decision as soon as something runs in it. */
function judgeUsedDefault({ resources, shipped }: Reading): void {
  if (!resources.some((resource) => resource.namespace === 'default' && workloadOf(resource))) return;
  for (const resource of shipped)
    if (resource.type === 'Namespace' && resource.name === 'default') shipped.delete(resource);
}

function byFile(a: Resource, b: Resource): number {
  const [left, right] = [a.origin.file, b.origin.file];
  return left < right ? -1 : left > right ? 1 : 0;
}

async function serverMinor({ client, options }: Reading): Promise<number | undefined> {
  const version = await client.get('/version', options.signal ? { signal: options.signal } : {});
  const minor = /^\d+/.exec(asString(version['minor']) ?? '')?.[0];
  return minor === undefined ? undefined : Number(minor);
}

async function readKinds(reading: Reading): Promise<void> {
  const { client, options, gaps } = reading;
  const served = await discover(client, options.signal);
  for (const { groupVersion, message } of served.failed) {
    const types = typesOfGroup(options.types, groupVersion.split('/')[0]!);
    if (types.length > 0) gaps.push(groupGap(client, groupVersion, message, types));
  }
  const wanted = wantedKinds(served.resources, options.types, options.namespaces?.[0]);
  reading.total = wanted.length;
  for (const { type } of wanted) reading.unread.add(type);
  for (const stage of stagesOf(wanted)) await eachAtOnce(stage, (kind) => readKind(reading, kind));
  await readNamespaces(reading, served.resources);
  if (options.nodeConfig && !reading.over) {
    const nodes = reading.resources.filter(({ type }) => type === 'Node');
    const read = await readNodeConfigs(client, nodes, options.signal);
    append(reading.resources, read.resources);
    append(gaps, read.gaps);
  }
}

/** A group that no rule is about may be down. */
function typesOfGroup(types: ReadonlySet<string>, group: string): string[] {
  return [...types].filter((type) => type.endsWith(`.${group}`));
}

/** Owners are read before what they own, so that ten thousand pods never stand in memory. */
function stagesOf(wanted: readonly Wanted[]): Wanted[][] {
  const owned = OWNED_KINDS.map((types) => wanted.filter(({ type }) => types.includes(type)));
  return [wanted.filter((kind) => !owned.some((stage) => stage.includes(kind))), ...owned];
}

async function eachAtOnce(kinds: readonly Wanted[], work: (kind: Wanted) => Promise<void>): Promise<void> {
  const queue = [...kinds];
  const worker = async () => {
    for (let kind = queue.shift(); kind; kind = queue.shift()) await work(kind);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function readKind(reading: Reading, { resource, type }: Wanted): Promise<void> {
  const { client, options, gaps } = reading;
  if (reading.over) return;
  const namespaces = resource.namespaced ? (options.namespaces ?? [undefined]) : [undefined];
  for (const namespace of namespaces) {
    try {
      await readList(reading, resource, namespace);
      reading.lost = 0;
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (isEnd(reading, error)) return;
      if (error.code !== 'not-found') gaps.push(gapFor(client, resource, error, { namespace, type }));
    }
  }
  reading.unread.delete(type);
  options.progress?.(reading.total - reading.unread.size, reading.total);
}

const MOST_LOST = 3;

/** Whether an error says that asking for anything more is of no use: who we are, or where the server is, is not known any more. */
function isEnd(reading: Reading, error: KubeError): boolean {
  if (error.code === 'unreachable' || error.code === 'timeout') reading.lost += 1;
  if (error.code === 'unauthorized' || reading.lost >= MOST_LOST) reading.over ??= error;
  return reading.over !== undefined;
}

/** What a Secret holds is never asked for: its name, its labels and its type are. */
const SECRET_COLUMNS = { type: 'Type' };

async function readList(reading: Reading, resource: ApiResource, namespace: string | undefined): Promise<void> {
  const { client, options } = reading;
  const isSecret = resource.kind === 'Secret' && resource.group === '';
  let kept = new Kept(reading.folding);
  const pages = listAll(client, resource, {
    ...(namespace !== undefined && { namespace }),
    ...(isSecret && { columns: SECRET_COLUMNS }),
    ...(options.signal && { signal: options.signal }),
  });
  for await (const { items, restart } of pages) {
    if (restart) kept = new Kept(reading.folding);
    for (const item of items) kept.add(item);
  }
  for (const { object, shipped } of kept.all()) {
    const metadata = asObject(object['metadata']);
    const file = clusterFile(
      client.context,
      resource,
      asString(metadata['namespace']) ?? '',
      asString(metadata['name']) ?? '',
    );
    const made = toResource(object, clusterOrigin(file, object));
    if (!made) continue;
    reading.resources.push(made);
    if (shipped || (options.namespaces && CONTEXT.has(made.type))) reading.shipped.add(made);
  }
  reading.folded += kept.folded;
}

interface KeptObject {
  readonly object: JsonObject;
  readonly shipped: boolean;
}

/** The objects of one list that are worth keeping. */
class Kept {
  private readonly folding: Folding;
  private readonly alone: KeptObject[] = [];
  private readonly siblings = new Map<string, KeptObject>();
  folded = 0;

  constructor(folding: Folding) {
    this.folding = folding;
  }

  add(item: JsonObject): void {
    this.folding.owner(item);
    const place = this.folding.place(item);
    if (place === 'folded') this.folded += 1;
    else if (place === 'alone') this.alone.push(keep(item));
    else this.addSibling(place.siblings, item);
  }

  all(): readonly KeptObject[] {
    return [...this.alone, ...this.siblings.values()];
  }

  /** Of a class, the first by name is kept, in whatever order they come. */
  private addSibling(key: string, item: JsonObject): void {
    const known = this.siblings.get(key);
    if (known) this.folded += 1;
    if (!known || nameOf(item) < nameOf(known.object)) this.siblings.set(key, keep(item));
  }
}

function keep(item: JsonObject): KeptObject {
  return { object: trim(item), shipped: isShipped(item) };
}

function nameOf(object: JsonObject): string {
  return asString(asObject(object['metadata'])['name']) ?? '';
}

/** Of a cluster of which only some namespaces are read, these alone; each is asked for by its name. */
async function readNamespaces(reading: Reading, served: readonly ApiResource[]): Promise<void> {
  const { client, options, gaps } = reading;
  const resource = served.find(({ plural, group }) => plural === 'namespaces' && group === '');
  if (!options.namespaces || !resource) return;
  for (const name of options.namespaces) {
    if (reading.over) return;
    try {
      const object = await client.get(`/api/v1/namespaces/${encodeURIComponent(name)}`);
      const kept = keep(object);
      const made = toResource(kept.object, clusterOrigin(clusterFile(client.context, resource, '', name), kept.object));
      if (made) reading.resources.push(made);
      if (made && kept.shipped) reading.shipped.add(made);
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (!isEnd(reading, error)) gaps.push(gapFor(client, resource, error, { type: 'Namespace', name }));
    }
  }
}
