import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { collectTargets, type TargetOptions } from './collect-targets.ts';
import { filesOf } from './estate.ts';

/** Objects that are there together. */
export interface PolicyTargetEstate {
  readonly resources: readonly Resource[];
  /** What Kubernetes itself made and nobody changed: facts, not to be judged. */
  readonly shipped: ReadonlySet<Resource>;
  /** Read from a cluster, or from a snapshot of one. */
  readonly live: boolean;
}

/** Objects that policies are applied to. */
export interface PolicyTargets {
  /** What lies in files, and each cluster by itself. */
  readonly estates: readonly PolicyTargetEstate[];
  readonly gaps: readonly Gap[];
  /** Text of each file, by the path that is shown. */
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/** Reads files, charts, kustomizations, snapshots and clusters; of clusters the types that policies ask for. */
export async function readPolicyTargets(options: TargetOptions, ownTypes: readonly string[]): Promise<PolicyTargets> {
  const collected = await collectTargets(options, { cluster: { checks: [], ownTypes } });
  const files = filesOf(collected);
  const clusters = (collected.estates ?? []).map(({ resources, shipped }) => ({ resources, shipped, live: true }));
  return {
    estates: [
      ...(files.length > 0 ? [{ resources: files, shipped: new Set<Resource>(), live: false }] : []),
      ...clusters,
    ],
    gaps: collected.gaps,
    texts: collected.texts,
    notes: collected.notes ?? [],
  };
}
