import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A real binary: the one that the variable names, of the tools' cache, or on the PATH; undefined where there is none. */
export function helper(name: 'helm' | 'kustomize'): string | undefined {
  const folders = [join(homedir(), '.cache/castellan-tools'), ...(process.env['PATH'] ?? '').split(delimiter)];
  const candidates = [
    process.env[`CASTELLAN_${name.toUpperCase()}`] ?? '',
    ...folders.map((folder) => join(folder, name)),
  ];
  return candidates.find((path) => path !== '' && existsSync(path));
}
