import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { collect } from './collect.ts';
import type { ScanOptions } from './scan.ts';

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
export async function readPolicyTargets(
  options: Pick<ScanOptions, 'targets' | 'root' | 'config' | 'helm' | 'terraform' | 'minor' | 'cluster' | 'stdin'> &
    Pick<ScanOptions, 'progress'>,
  ownTypes: readonly string[],
): Promise<PolicyTargets> {
  const { cluster, config } = options;
  const collected = await collect(options.targets, {
    root: options.root,
    ignore: { globs: config.config.ignore ?? [], from: config.folder },
    helm: options.helm,
    ...(options.terraform && { terraform: options.terraform }),
    kubernetes: `1.${options.minor}.0`,
    ...(cluster && { cluster: { ...cluster, checks: [], ownTypes } }),
    ...(options.stdin && { stdin: options.stdin }),
    ...(options.progress && { progress: options.progress }),
  });
  const live = new Set(collected.estates?.flatMap(({ resources }) => resources));
  const files = collected.resources.filter((resource) => !live.has(resource));
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
