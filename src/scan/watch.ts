import { existsSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readTextFile } from '../sources/files/read.ts';
import { kindOf } from '../sources/files/walk.ts';
import { reread, withoutFiles } from './fix.ts';
import { shown } from './part.ts';
import { analyse, createScanMemory, scan, type ScanMemory, type ScanOptions, type ScanResult } from './scan.ts';

export interface WatchRound {
  readonly result: ScanResult;
  /** Shown paths of the files that changed; empty for the first round. */
  readonly changed: readonly string[];
  readonly milliseconds: number;
}

const SETTLE_MS = 25;

/** A module is worked out from all its files together. */
const TERRAFORM = /\.(?:tf|tofu|tfvars)(?:\.json)?$/;

/** Names of files that make a folder one to render: a change below it scans anew. */
const RENDERED = ['Chart.yaml', 'kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * Scans, then again whenever a file below the targets changes, reading that file alone where that is enough. Ends when
 * `signal` aborts.
 */
export async function watchTargets(
  options: ScanOptions,
  signal: AbortSignal,
  onRound: (round: WatchRound) => void,
): Promise<void> {
  const memory = createScanMemory();
  let started = performance.now();
  const batchesOfChanges = changes(
    options.targets.map((target) => resolve(options.root, target)),
    signal,
  );
  let result = await scan(options, memory);
  onRound({ result, changed: [], milliseconds: performance.now() - started });
  for await (const paths of batchesOfChanges) {
    started = performance.now();
    const changed = paths.map((path) => shown(path, options.root)).sort();
    result = await rescan(result, paths, options, memory);
    onRound({ result, changed, milliseconds: performance.now() - started });
  }
}

/** One warm round: the changed files are read again, everything else is remembered. */
export async function rescan(
  last: ScanResult,
  paths: readonly string[],
  options: ScanOptions,
  memory: ScanMemory,
): Promise<ScanResult> {
  if (paths.some((path) => isRendered(path, options.root))) return scan(options, memory);
  let collected = last.collected;
  for (const path of paths) {
    const file = shown(path, options.root);
    const read = existsSync(path) ? readTextFile(path, file) : undefined;
    if (read && 'text' in read) collected = await reread(collected, new Map([[file, read.text]]));
    else collected = withoutFiles(collected, new Set([file]), read ? [read.gap] : []);
  }
  return analyse(collected, last.plan, options, undefined, memory);
}

function isRendered(path: string, root: string): boolean {
  if (TERRAFORM.test(path)) return true;
  for (let folder = dirname(path); folder.startsWith(root); folder = dirname(folder)) {
    if (RENDERED.some((name) => existsSync(resolve(folder, name)))) return true;
    if (folder === dirname(folder)) break;
  }
  return false;
}

/** Batches of changed paths, each after things have been quiet for a moment. Watching begins with the call, not the first turn. */
function changes(targets: readonly string[], signal: AbortSignal): AsyncGenerator<string[]> {
  const pending = new Set<string>();
  const wake = { now: () => {} };
  const watchers = targets.filter(existsSync).map((target): FSWatcher => {
    const folder = statSync(target).isDirectory();
    return watch(target, { recursive: folder, signal }, (_event, name) => {
      const path = folder && name ? resolve(target, name) : target;
      const isPart = TERRAFORM.test(path) || RENDERED.some((n) => path.endsWith(n)) || path.includes('/templates/');
      if (kindOf(path) === undefined && !isPart) return;
      pending.add(path);
      wake.now();
    });
  });
  signal.addEventListener('abort', () => wake.now());
  return batches(pending, wake, watchers, signal);
}

async function* batches(
  pending: Set<string>,
  wake: { now: () => void },
  watchers: readonly FSWatcher[],
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  try {
    while (!signal.aborted) {
      if (pending.size === 0) await new Promise<void>((done) => (wake.now = done));
      await new Promise((done) => setTimeout(done, SETTLE_MS));
      const batch = [...pending];
      pending.clear();
      if (batch.length > 0) yield batch;
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
