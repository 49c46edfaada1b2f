import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** One run of a whole process, by the operating system's own account. */
export interface Measure {
  readonly wall: number;
  /** User and system seconds. */
  readonly cpu: number;
  /** Peak resident memory in MB, of the largest process. */
  readonly megabytes: number;
  readonly code: number;
}

const TIME = '/usr/bin/time';

/** Runs a command `runs` times after one warm-up, and gives the run with the median wall time. */
export function measure(
  command: readonly string[],
  options: { cwd?: string; runs?: number; ok?: (code: number) => boolean } = {},
): Measure {
  const runs = options.runs ?? 5;
  if (runs > 1) runOnce(command, options.cwd);
  const all = Array.from({ length: runs }, () => runOnce(command, options.cwd)).sort((a, b) => a.wall - b.wall);
  const median = all[Math.floor(all.length / 2)]!;
  if (options.ok && !options.ok(median.code)) throw new Error(`${command.join(' ')} ended with ${median.code}`);
  return median;
}

function runOnce(command: readonly string[], cwd?: string): Measure {
  if (!existsSync(TIME)) throw new Error(`${TIME} is needed to measure: install the package "time"`);
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  try {
    return timed(join(folder, 'time'), command, cwd);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed(file: string, command: readonly string[], cwd: string | undefined): Measure {
  const started = performance.now();
  const { status } = spawnSync(TIME, ['-q', '-o', file, '-f', '%U %S %M', ...command], {
    ...(cwd && { cwd }),
    stdio: 'ignore',
  });
  const wall = (performance.now() - started) / 1000;
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .at(-1)!
    .split(' ')
    .map(Number);
  return { wall, cpu: user + system, megabytes: kilobytes / 1024, code: status ?? -1 };
}

/** A program on PATH or in the folder of built helpers; undefined where it is not installed. */
export function program(name: string): string | undefined {
  const cache = process.env['CASTELLAN_TOOLS'] ?? join(process.env['HOME'] ?? '', '.cache/castellan-tools');
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), cache, join(cache, 'checkov/bin')];
  return folders
    .map((folder) => join(folder, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

export function row(name: string, m: Measure, unit: Measure): string {
  const ratio = (a: number, b: number) => `${(a / b).toFixed(1)}x`.padStart(7);
  const figures = `${m.wall.toFixed(2).padStart(8)} s wall ${m.cpu.toFixed(2).padStart(8)} s CPU ${m.megabytes.toFixed(0).padStart(6)} MB`;
  return `${name.padEnd(24)}${figures}   ${ratio(m.wall, unit.wall)} wall ${ratio(m.cpu, unit.cpu)} CPU ${ratio(m.megabytes, unit.megabytes)} memory`;
}
