import { existsSync, statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { readTextFile } from '../sources/files/read.ts';
import { type Entry, globBase, type Ignore, kindOf, shownPath, walk } from '../sources/files/walk.ts';
import { UserError } from '../std/user-error.ts';
import { type Collected, compareGaps, orNothing } from './collect.ts';
import { ignoreOf } from './collect-targets.ts';
import { reread, withoutFiles } from './fix.ts';
import {
  analyse,
  createScanMemory,
  onItsDay,
  scan,
  type ScanMemory,
  type ScanOptions,
  type ScanResult,
} from './scan.ts';

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
  given: ScanOptions,
  signal: AbortSignal,
  onRound: (round: WatchRound) => void,
): Promise<void> {
  const options = onItsDay(given);
  const memory = createScanMemory();
  let started = performance.now();
  const batchesOfChanges = changes(
    options.targets.map((target) => resolve(options.root, target)),
    signal,
  );
  let result = await scan(options, memory);
  onRound({ result, changed: [], milliseconds: performance.now() - started });
  for await (const batch of batchesOfChanges) {
    const paths = affected(batch, result.collected, options);
    if (paths.length === 0) continue;
    started = performance.now();
    const changed = paths.map((path) => shownPath(path, options.root)).sort();
    result = await rescan(result, paths, onItsDay(options), memory);
    onRound({ result, changed, milliseconds: performance.now() - started });
  }
}

/** What of some changed paths a scan may read; of a folder that went, the files that were in it. */
function affected(paths: readonly string[], { texts, gaps }: Collected, { root, targets }: ScanOptions): string[] {
  const files = new Set<string>();
  const known = [...texts.keys(), ...gaps.map(({ file }) => file)];
  for (const path of paths) {
    if (isReadable(path) || targets.some((target) => resolve(root, target) === path)) files.add(path);
    const folder = `${shownPath(path, root)}/`;
    for (const file of known) if (file.startsWith(folder)) files.add(resolve(root, file));
  }
  return [...files];
}

/** One warm round: the changed files are read again, everything else is remembered. Says what a scan from scratch would. */
export async function rescan(
  last: ScanResult,
  paths: readonly string[],
  options: ScanOptions,
  memory: ScanMemory,
): Promise<ScanResult> {
  if (last.collected.estates || paths.some((path) => needsAll(path, options.root))) return scan(options, memory);
  const changed = paths.map((path) => ({ path, file: shownPath(path, options.root) }));
  const isKnown = changed.every(({ path, file }) => last.collected.texts.has(file) && existsSync(path));
  // What comes or goes may be ignored or asked for by no target: that is the walk's to say.
  const entries = isKnown ? undefined : entriesOf(options);
  let collected = withoutNothing(last.collected);
  for (const { path, file } of changed) {
    const entry = entries ? entries.find((one) => one.file === file) : { named: false };
    const read = entry && readTextFile(path, file);
    if (read && 'text' in read) collected = await reread(collected, new Map([[file, read.text]]), entry.named);
    else collected = withoutFiles(collected, new Set([file]), read ? [read.gap] : []);
  }
  const gaps = collected.gaps.toSorted(compareGaps);
  const files = entries?.length ?? collected.files;
  return analyse(orNothing({ ...collected, gaps, files }, options.targets), last.plan, options, undefined, memory);
}

/** A path that something larger than its file depends on: a folder to render, a module, a snapshot. */
function needsAll(path: string, root: string): boolean {
  if (TERRAFORM.test(path) || isRendering(path) || kindOf(path) === 'snapshot') return true;
  for (let folder = dirname(path); folder.startsWith(root); folder = dirname(folder)) {
    if (RENDERED.some((name) => existsSync(resolve(folder, name)))) return true;
    if (folder === dirname(folder)) break;
  }
  return false;
}

function isRendering(path: string): boolean {
  return RENDERED.includes(basename(path));
}

/** What the targets lead to at this moment; those that are gone lead nowhere. */
function entriesOf({ targets, root, config }: ScanOptions): readonly Entry[] {
  const found = new Map<string, Entry>();
  for (const target of targets) {
    for (const entry of walkIfThere(target, root, ignoreOf(config))) found.set(`${entry.kind} ${entry.path}`, entry);
  }
  return [...found.values()];
}

function walkIfThere(target: string, root: string, ignore: Ignore): readonly Entry[] {
  try {
    return walk([target], root, ignore).entries;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function withoutNothing(collected: Collected): Collected {
  return { ...collected, gaps: collected.gaps.filter(({ code }) => code !== 'nothing-found') };
}

/** A folder that is watched, and what in it matters. */
interface Watched {
  readonly folder: string;
  readonly recursive: boolean;
  readonly wants: (path: string, event: string) => boolean;
}

/** Of a file its folder is watched: editors put another file in its place. */
function watchedFor(target: string): Watched {
  const stat = statSync(target, { throwIfNoEntry: false });
  if (!stat) return { folder: globBase(target), recursive: true, wants: isOfInterest };
  if (stat.isDirectory()) return { folder: target, recursive: true, wants: isOfInterest };
  return { folder: dirname(target), recursive: false, wants: (path) => path === target };
}

/** A folder that went is told by its own name alone. */
function isOfInterest(path: string, event: string): boolean {
  return isReadable(path) || (event === 'rename' && !existsSync(path));
}

function isReadable(path: string): boolean {
  return kindOf(path) !== undefined || TERRAFORM.test(path) || isRendering(path) || path.includes('/templates/');
}

/** Batches of changed paths, each after things have been quiet for a moment. Watching begins with the call, not the first turn. */
function changes(targets: readonly string[], signal: AbortSignal): AsyncGenerator<string[]> {
  const pending = new Set<string>();
  const wake = { now: () => {} };
  const watched = targets.map(watchedFor).filter(({ folder }) => existsSync(folder));
  const watchers = watched.map(({ folder, recursive, wants }): FSWatcher => {
    return watch(folder, { recursive, signal }, (event, name) => {
      const path = name ? resolve(folder, name) : folder;
      if (!wants(path, event)) return;
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
