import type { LoadedConfig } from '../config/load.ts';
import type { Ignore } from '../sources/files/walk.ts';
import type { ClusterNeeds } from './clusters.ts';
import { collect, type Collected } from './collect.ts';
import type { CollectOptions } from './part.ts';
import type { ScanOptions } from './scan.ts';

/** Where to read and how: what every verb that reads targets is told. */
export type TargetOptions = Pick<
  ScanOptions,
  'targets' | 'root' | 'config' | 'helm' | 'terraform' | 'minor' | 'cluster' | 'stdin' | 'progress'
>;

/** What a verb needs of what is no file. */
export interface TargetNeeds {
  /** What of a cluster is read; without it, `cluster` is a file like any other. */
  readonly cluster?: Pick<ClusterNeeds, 'checks' | 'ownTypes' | 'everyPod' | 'progress'>;
  readonly snapshots?: CollectOptions['snapshots'];
}

/** Reads the targets of a run: files, charts, kustomizations, Terraform, snapshots and clusters. */
export function collectTargets(options: TargetOptions, needs: TargetNeeds = {}): Promise<Collected> {
  const { targets, root, config, helm, terraform, minor, cluster, stdin, progress } = options;
  return collect(targets, {
    root,
    ignore: ignoreOf(config),
    helm,
    ...(terraform && { terraform }),
    kubernetes: `1.${minor}.0`,
    ...(cluster && needs.cluster && { cluster: { ...cluster, ...needs.cluster } }),
    ...(needs.snapshots && { snapshots: needs.snapshots }),
    ...(stdin && { stdin }),
    ...(progress && { progress }),
  });
}

/** What the user's config says not to read. */
export function ignoreOf({ config, folder }: LoadedConfig): Ignore {
  return { globs: config.ignore ?? [], from: folder };
}
