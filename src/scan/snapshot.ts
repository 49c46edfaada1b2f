import type { KubeClient } from '../kube/client.ts';
import { discover } from '../kube/discovery.ts';
import { KubeError } from '../kube/error.ts';
import { typeOf } from '../kubernetes/kinds.ts';
import { LAST_MINOR } from '../kubernetes/schema/types.ts';
import { toResource } from '../kubernetes/resource.ts';
import type { Check } from '../model/check.ts';
import type { Gap } from '../model/gap.ts';
import { createInventory } from '../model/inventory.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { findCredentials, recallCredentials } from '../posture/credentials.ts';
import { typesToRead } from '../sources/cluster/kinds.ts';
import { clusterOrigin } from '../sources/cluster/origin.ts';
import { readCluster } from '../sources/cluster/read.ts';
import { embeddedConfigs } from '../sources/manifest/embedded.ts';
import type { ServedKind, Snapshot, SnapshotFacts, SnapshotRecord } from '../sources/snapshot/format.ts';
import { readSnapshot } from '../sources/snapshot/read.ts';
import { redacted } from '../sources/snapshot/redact.ts';
import { writeSnapshot } from '../sources/snapshot/write.ts';
import { TRANSIENT } from '../drift/unmanaged.ts';
import { asList, asObject, asString, at } from '../std/value.ts';
import type { Estate } from './estate.ts';

export interface SnapshotOptions {
  readonly client: KubeClient;
  /** These namespaces alone. */
  readonly namespaces: readonly string[] | undefined;
  readonly nodeConfig: boolean;
  readonly checks: readonly Check[];
  /** The user's own workload kinds. */
  readonly ownTypes: readonly string[];
  /** When it is taken, as text. */
  readonly taken: string;
  readonly version: string;
  readonly progress?: (done: number, total: number) => void;
}

export interface TakenSnapshot {
  /** undefined where nothing could be read. */
  readonly bytes: Buffer | undefined;
  readonly objects: number;
  /** Credentials that were taken out. */
  readonly credentials: number;
  readonly gaps: readonly Gap[];
}

/** Reads a cluster as `scan cluster` does, and what drift needs besides, and packs it without its secrets. */
export async function takeSnapshot(options: SnapshotOptions): Promise<TakenSnapshot> {
  const managers = new Map<string, readonly Json[]>();
  const client = noting(options.client, managers);
  const common = {
    nodeConfig: options.nodeConfig,
    ...(options.namespaces && { namespaces: options.namespaces }),
    ...(options.progress && { progress: options.progress }),
  };
  const types = typesToRead(options.checks, options.ownTypes);
  const read = await readCluster(client, { ...common, types });
  if (read.resources.length === 0) return { bytes: undefined, objects: 0, credentials: 0, gaps: read.gaps };
  const served = await servedKinds(client);
  const others = new Set(served.map(({ group, kind }) => typeOf(`${group}/`, kind)).filter((type) => !types.has(type)));
  for (const type of TRANSIENT) others.delete(type);
  const more = await readCluster(client, { ...common, nodeConfig: false, types: others });
  const resources = [...read.resources, ...more.resources.filter(({ type }) => others.has(type))];
  const gaps = [...read.gaps, ...more.gaps];
  const credentials = await findCredentials(createInventory(resources));
  const records = resources.map((resource): SnapshotRecord => ({
    file: resource.origin.file,
    object: redacted(resource.object, credentials.get(resource) ?? []),
    shipped: read.shipped.has(resource) || more.shipped.has(resource),
    credentials: credentials.get(resource) ?? [],
    managers: managers.get(uidOf(resource.object)) ?? [],
  }));
  const bytes = writeSnapshot({
    header: {
      tool: options.version,
      context: client.context,
      server: await serverVersion(client),
      taken: options.taken,
    },
    facts: {
      minor: read.minor,
      namespaces: options.namespaces,
      namespace: client.namespace ?? 'default',
      served,
      gaps,
    },
    records,
  });
  const found = [...credentials.values()].reduce((sum, list) => sum + list.length, 0);
  return { bytes, objects: records.length, credentials: found, gaps: read.gaps };
}

function uidOf(object: JsonObject): string {
  return asString(at(object, 'metadata', 'uid')) ?? '';
}

/** A client that notes who wrote what, which is not kept with the objects. What a controller made has no need of it. */
function noting(client: KubeClient, managers: Map<string, readonly Json[]>): KubeClient {
  return {
    ...client,
    get stats() {
      return client.stats;
    },
    async get(path, options) {
      const answer = await client.get(path, options);
      for (const item of asList(answer['items']).map(asObject)) {
        const entries = asList(at(item, 'metadata', 'managedFields')).filter(
          (entry) => at(entry, 'subresource') !== 'status',
        );
        const owned = asList(at(item, 'metadata', 'ownerReferences')).length > 0;
        if (entries.length > 0 && !owned) managers.set(uidOf(item), entries);
      }
      return answer;
    },
  };
}

async function servedKinds(client: KubeClient): Promise<ServedKind[]> {
  try {
    const { resources } = await discover(client);
    const kinds = new Map(
      resources.map(({ group, kind, namespaced }) => [`${group} ${kind}`, { group, kind, namespaced }]),
    );
    return [...kinds.values()];
  } catch (error) {
    if (error instanceof KubeError) return [];
    throw error;
  }
}

async function serverVersion(client: KubeClient): Promise<string> {
  try {
    return asString((await client.get('/version'))['gitVersion']) ?? '';
  } catch (error) {
    if (error instanceof KubeError) return '';
    throw error;
  }
}

/** A snapshot as `scan` takes it: the estate of its cluster, and what could not be read when it was taken. */
export interface OpenedSnapshot {
  readonly estate: Estate | undefined;
  readonly gaps: readonly Gap[];
}

/** Opens a snapshot for a scan, with the objects of the types that a scan of the cluster would read. */
export async function openSnapshot(
  path: string,
  file: string,
  checks: readonly Check[] | undefined,
  ownTypes: readonly string[],
): Promise<OpenedSnapshot> {
  const read = await readSnapshot(path, file);
  if ('gap' in read) return { estate: undefined, gaps: [read.gap] };
  const types = checks && typesToRead(checks, ownTypes);
  const served = new Set(read.facts.served.map(({ group, kind }) => typeOf(`${group}/`, kind)));
  const wanted = (type: string) => !types || types.has(type) || !served.has(type);
  const all = resourcesOf(read).filter(({ resource }) => wanted(resource.type));
  const { minor, namespaces } = read.facts;
  return {
    estate: {
      name: read.header.context,
      ...(namespaces && { namespaces }),
      minor: minor === undefined ? undefined : Math.min(minor, LAST_MINOR),
      resources: all.flatMap(({ resource }) => [resource, ...embeddedConfigs(resource)]),
      shipped: new Set(all.filter(({ record }) => record.shipped).map(({ resource }) => resource)),
    },
    gaps: gapsOf(read.facts, types),
  };
}

/** What could not be read of types that nobody asks for is no gap. */
function gapsOf({ gaps }: SnapshotFacts, types: ReadonlySet<string> | undefined): Gap[] {
  return gaps.filter((gap) => !types || !gap.types || gap.types.some((type) => types.has(type)));
}

/** The objects of a snapshot as resources, as they would come from the cluster. */
export function resourcesOf({ records }: Snapshot): { readonly resource: Resource; readonly record: SnapshotRecord }[] {
  return records.flatMap((record) => {
    const resource = toResource(record.object, clusterOrigin(record.file, record.object));
    if (!resource) return [];
    recallCredentials(resource, record.credentials);
    return [{ resource, record }];
  });
}
