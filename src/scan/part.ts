import { join, sep } from 'node:path';
import type { Check } from '../model/check.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import type { ReadFile } from '../sources/files/read.ts';
import type { Entry, Ignore } from '../sources/files/walk.ts';
import type { ClusterNeeds } from './clusters.ts';

export interface CollectOptions {
  /** Folder that shown paths start from, absolute. */
  readonly root: string;
  readonly ignore: Ignore;
  /** Values files (absolute) and overrides for charts. */
  readonly helm: { readonly values: readonly string[]; readonly set: readonly string[] };
  /** Values for variables of Terraform: files (absolute) and `name=value`. */
  readonly terraform?: { readonly files: readonly string[]; readonly pairs: readonly string[] };
  /** `1.36.0` */
  readonly kubernetes: string;
  /** How clusters are read; without it, `cluster` is a file like any other. */
  readonly cluster?: ClusterNeeds;
  /** What is taken of snapshots: what a scan of the cluster would read for these rules and own kinds; all where undefined. */
  readonly snapshots?: { readonly checks: readonly Check[]; readonly ownTypes: readonly string[] };
  /** Reads what `-` stands for. */
  readonly stdin?: () => ReadFile;
  /** Called with the number of files read so far and in all. */
  readonly progress?: (done: number, total: number) => void;
}

/** Part of a collection: what one file or rendered folder gave. */
export interface Part {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  readonly texts: readonly (readonly [string, string])[];
}

/** A path below the folder of `entry`, as it is shown. */
export function shownBelow(entry: Entry, ...path: string[]): string {
  return entry.file === '.'
    ? join(...path)
        .split(sep)
        .join('/')
    : join(entry.file, ...path)
        .split(sep)
        .join('/');
}
