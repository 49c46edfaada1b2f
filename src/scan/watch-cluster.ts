import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { ApiResource } from '../kube/discovery.ts';
import type { ClusterWatch, ObjectChange } from '../kube/watch/cluster.ts';
import type { LiveChange } from './live-inventory.ts';
import { createLiveScan, type LiveRound } from './live-scan.ts';
import type { ScanOptions } from './scan.ts';

export interface ClusterRound extends LiveRound {
  /** Objects that came, went or changed. */
  readonly changed: number;
  readonly first: boolean;
}

export interface WatchedCluster {
  readonly watch: ClusterWatch;
  /** Reads an object of the cluster; undefined where it is none to judge. */
  readonly toResource: (object: JsonObject, kind: ApiResource) => Resource | undefined;
}

/** Scans a cluster, then again whenever something in it changes. Ends when `signal` aborts. */
export async function watchCluster(
  options: ScanOptions,
  { watch, toResource }: WatchedCluster,
  signal: AbortSignal,
  onRound: (round: ClusterRound) => void,
): Promise<void> {
  const live = createLiveScan(options);
  let first = true;
  for await (const { changes, gaps } of watch.rounds(signal)) {
    const round = await live.round(
      changes.map((change) => liveChange(change, toResource)),
      gaps,
    );
    onRound({ ...round, changed: changes.length, first });
    first = false;
  }
}

function liveChange(
  { resource: kind, key, after }: ObjectChange,
  toResource: WatchedCluster['toResource'],
): LiveChange {
  return {
    key: `${kind.plural}.${kind.group} ${key}`,
    resource: after && toResource(after, kind),
  };
}
