import type { Entry } from '../sources/files/walk.ts';
import { isSnapshot } from '../sources/snapshot/read.ts';
import type { Estate } from './estate.ts';
import type { CollectOptions, Part } from './part.ts';

/** Whether a file is a snapshot: by its name, or where the user names it by how it starts. */
export function isSnapshotEntry({ kind, named, path }: Entry): boolean {
  return kind === 'snapshot' || (named && kind === 'manifest' && isSnapshot(path));
}

interface Snapshots {
  readonly parts: readonly Part[];
  readonly estates: readonly Estate[];
}

/** Reads the snapshots of a run, each the estate of a cluster. */
export async function readSnapshots(entries: readonly Entry[], options: CollectOptions): Promise<Snapshots> {
  const parts: Part[] = [];
  const estates: Estate[] = [];
  if (entries.length === 0) return { parts, estates };
  const { openSnapshot } = await import('./snapshot.ts');
  for (const { path, file } of entries) {
    const { checks, ownTypes = [] } = options.snapshots ?? {};
    const { estate, gaps } = await openSnapshot(path, file, checks, ownTypes);
    parts.push({ resources: estate?.resources ?? [], gaps, texts: [] });
    if (estate) estates.push(estate);
  }
  return { parts, estates };
}
