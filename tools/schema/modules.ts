import { execFileSync } from 'node:child_process';

/**
 * Releases that the schema is made from, one per minor: the newest patch of `k8s.io/kubernetes` (its OpenAPI document)
 * and of `k8s.io/api` (its API lifecycle marks) that the Go module proxy serves. Patches of a minor do not change its API.
 */
export const RELEASES: readonly { readonly minor: number; readonly kubernetes: string; readonly api: string }[] = [
  { minor: 29, kubernetes: 'v1.29.6', api: 'v0.29.15' },
  { minor: 30, kubernetes: 'v1.30.14', api: 'v0.30.14' },
  { minor: 31, kubernetes: 'v1.31.14', api: 'v0.31.14' },
  { minor: 32, kubernetes: 'v1.32.13', api: 'v0.32.13' },
  { minor: 33, kubernetes: 'v1.33.13', api: 'v0.33.13' },
  { minor: 34, kubernetes: 'v1.34.4', api: 'v0.34.13' },
  { minor: 35, kubernetes: 'v1.35.4', api: 'v0.35.10' },
  { minor: 36, kubernetes: 'v1.36.3', api: 'v0.36.6' },
];

/** Folder of a Go module in the module cache, downloaded where it is not there yet. Needs `go` on PATH. */
export function moduleFolder(module: string, version: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { encoding: 'utf8' });
  const { Dir: folder } = JSON.parse(answer) as { Dir?: string };
  if (!folder) throw new Error(`${module}@${version} has no folder in the module cache`);
  return folder;
}
