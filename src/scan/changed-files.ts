import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { clusterTarget } from '../sources/cluster/target.ts';
import { globBase, shownPath } from '../sources/files/walk.ts';
import { changedSince } from '../sources/git/changed.ts';
import { isGlob } from '../std/glob.ts';

/**
 * Shown paths of the files that differ from `ref` in the repositories that hold the targets, wherever the caller stands.
 * @throws UserError `not-git` where a target lies in no repository, or its repository doesn't know the ref.
 */
export async function changedFiles(targets: readonly string[], root: string, ref: string): Promise<Set<string>> {
  const folders = targets
    .filter((target) => target !== '-' && !clusterTarget(target))
    .map((target) => folderOf(resolve(root, target)));
  const repositories = new Set(folders.length > 0 ? folders.map(repositoryOf) : [root]);
  const changed = new Set<string>();
  for (const repository of repositories) {
    for (const path of await changedSince(repository, ref)) changed.add(shownPath(path, root));
  }
  return changed;
}

function folderOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  return isGlob(path) && !existsSync(path) ? globBase(path) : dirname(path);
}

/** The folder above that holds `.git`; the folder itself where none does, for git to judge. */
function repositoryOf(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return above;
    if (dirname(above) === above) return folder;
  }
}
