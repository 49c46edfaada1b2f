import type { KubeClient } from '../kube/client.ts';
import { connect } from '../kube/connect.ts';
import { type ApiResource, discover } from '../kube/discovery.ts';
import type { Scope } from '../kube/watch/api.ts';
import { systemClock } from '../kube/watch/clock.ts';
import { type ClusterWatch, createClusterWatch, type Wanted } from '../kube/watch/cluster.ts';
import { type Attempt, type Timing, TIMING } from '../kube/watch/reflector.ts';
import { LAST_MINOR } from '../kubernetes/schema/types.ts';
import type { JsonObject } from '../model/json.ts';
import { clusterGap, gapFor, noNamespace } from '../sources/cluster/gaps.ts';
import { typesToRead, wantedKinds } from '../sources/cluster/kinds.ts';
import { clusterFile } from '../sources/cluster/origin.ts';
import { isShipped } from '../sources/cluster/shipped.ts';
import { trim } from '../sources/cluster/trim.ts';
import { asObject, asString } from '../std/value.ts';
import type { KeptObject } from './live-folding.ts';
import { createLiveScan, type LiveRound } from './live-scan.ts';
import type { ScanOptions } from './scan.ts';

/** One cluster, or one namespace of it. */
export interface ClusterToWatch {
  readonly client: KubeClient;
  /** All of them where undefined. */
  readonly namespace?: string | undefined;
  readonly timing?: Timing;
  /** 0 to 1. */
  readonly random?: () => number;
  readonly onEnding?: (kind: ApiResource, attempt: Attempt) => void;
}

/** A cluster under watch. */
export interface WatchedCluster {
  readonly name: string;
  /** All of them where undefined. */
  readonly namespace: string | undefined;
  readonly watch: ClusterWatch;
  /** Minor version of the server, once it said. */
  readonly minor: () => number | undefined;
}

export interface ClusterRound extends LiveRound {
  /** Objects that came, went or changed in a way that matters. */
  readonly changed: number;
  readonly first: boolean;
}

/** What of a Secret is read beside its metadata, as in a scan. */
const SECRET_COLUMNS = { type: 'Type' };

/** A burst of changes is one round: after a moment of quiet, or once the first of them has waited long enough. */
const SETTLING = { quietMs: 200, mostMs: 1000 };

/**
 * Finds the server that the options speak of.
 * @throws UserError for a kubeconfig or context that is wrong or not there.
 */
export function connectTo({ cluster }: ScanOptions): Promise<KubeClient> {
  const { kubeconfig, timeout, contexts = [] } = cluster ?? {};
  const [context] = contexts;
  return connect({
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    ...(timeout !== undefined && { timeout }),
  });
}

/** Begins nothing yet: `rounds` of the watch does. */
export function openWatch(options: ScanOptions, cluster: ClusterToWatch): WatchedCluster {
  const { client, namespace, timing = TIMING, random = Math.random, onEnding } = cluster;
  const types = typesToRead(options.checks, Object.keys(options.config.config.workloads ?? {}));
  const typesOf = new WeakMap<ApiResource, string>();
  let minor: number | undefined;
  const watch = createClusterWatch({
    client,
    async discover(signal) {
      minor ??= await serverMinor(client, signal);
      const { resources } = await discover(client, signal);
      const wanted = wantedKinds(resources, types, namespace).filter(({ resource }) =>
        resource.verbs.includes('watch'),
      );
      for (const { resource, type } of wanted) typesOf.set(resource, type);
      const own = namespace === undefined ? [] : resources.filter(isNamespaces);
      return [
        ...wanted.map(({ resource }) => ({ resource, scope: scopeOf(resource, namespace) })),
        ...own.map((resource): Wanted => ({ resource, scope: { name: namespace! } })),
      ];
    },
    keep: (object, resource) => keep(object, resource, client.context),
    gapOf: (error, about) => {
      if (!about) return clusterGap(client, error, [...types]);
      const { resource, scope } = about.kind;
      const type = typesOf.get(resource) ?? resource.kind;
      return gapFor(client, resource, error, { namespace: scope.namespace, type, watched: about.phase === 'watch' });
    },
    timing,
    settling: SETTLING,
    clock: systemClock,
    random,
    ...(onEnding && { onEnding }),
  });
  return { name: client.context, namespace, watch, minor: () => minor };
}

function isNamespaces({ plural, group }: ApiResource): boolean {
  return plural === 'namespaces' && group === '';
}

/** What a Secret holds is never asked for. */
function scopeOf({ kind, group, namespaced }: ApiResource, namespace: string | undefined): Scope {
  return {
    ...(namespaced && namespace !== undefined && { namespace }),
    ...(kind === 'Secret' && group === '' && { columns: SECRET_COLUMNS }),
  };
}

function keep(object: JsonObject, resource: ApiResource, context: string): KeptObject {
  const { namespace, name } = asObject(object['metadata']);
  const file = clusterFile(context, resource, asString(namespace) ?? '', asString(name) ?? '');
  return { object: trim(object), shipped: isShipped(object), file };
}

async function serverMinor(client: KubeClient, signal: AbortSignal): Promise<number | undefined> {
  const version = await client.get('/version', { signal });
  const minor = /^\d+/.exec(asString(version['minor']) ?? '')?.[0];
  return minor === undefined ? undefined : Math.min(Number(minor), LAST_MINOR);
}

/** Scans a cluster, then again whenever something in it changes. Ends when `signal` aborts. */
export async function watchCluster(
  options: ScanOptions,
  { name, namespace, watch, minor }: WatchedCluster,
  signal: AbortSignal,
  onRound: (round: ClusterRound) => void,
): Promise<void> {
  const live = createLiveScan(options);
  const own = `namespaces. /${namespace}`;
  let isThere = namespace === undefined;
  let first = true;
  for await (const { changes, gaps: blind } of watch.rounds(signal)) {
    for (const { key, after } of changes) if (key === own) isThere = after !== undefined;
    const isKnown = isThere || blind.some(({ types }) => types?.includes('Namespace'));
    const gaps = isKnown ? blind : [...blind, noNamespace(name, namespace!)];
    const kept = changes.map(({ key, after }) => ({ key, kept: after as KeptObject | undefined }));
    const round = await live.round(kept, gaps, { name, minor: minor() });
    onRound({ ...round, changed: changes.length, first });
    first = false;
  }
}
