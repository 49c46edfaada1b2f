import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/* Everything that can be said of the code without running its tests, side by side; what did not change since the last run is remembered. */

const bin = (name: string) => join(import.meta.dirname, '../node_modules/.bin', name);
const TYPES = join(import.meta.dirname, '../node_modules/.cache/castellan/types.tsbuildinfo');

/** Each checker of types works out again what it shares with the others, and the linter checks types at the same time. */
const CHECKERS = String(Math.max(1, availableParallelism() >> 1));

/** The programs in Go end before it pays to collect their garbage; the limit holds where they grow. */
const ENVIRONMENT = { ...process.env, GOGC: 'off', GOMEMLIMIT: '2GiB' };

const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ['types', bin('tsc'), ['--noEmit', '-p', '.', '--checkers', CHECKERS, '--incremental', '--tsBuildInfoFile', TYPES]],
  ['lint', bin('oxlint'), ['--type-aware', '--quiet', 'src', 'test', 'tools', 'bench']],
  ['format', bin('oxfmt'), ['--check', 'src', 'test', 'tools', 'bench', 'bin']],
  ['dead code', bin('knip'), ['--no-progress', '--cache']],
  ['generated', process.execPath, [join(import.meta.dirname, 'generate.ts'), '--check']],
  ['layers', process.execPath, [join(import.meta.dirname, 'house.ts')]],
];

interface Outcome {
  readonly name: string;
  readonly code: number;
  readonly output: string;
  readonly seconds: number;
}

function run([name, command, args]: (typeof CHECKS)[number]): Promise<Outcome> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd: join(import.meta.dirname, '..'), env: ENVIRONMENT });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      resolve({ name, code: code ?? 1, output, seconds: (performance.now() - started) / 1000 });
    });
  });
}

const outcomes = await Promise.all(CHECKS.map(run));
for (const { name, code, output, seconds } of outcomes) {
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trim()}\n`);
}
process.exitCode = outcomes.some(({ code }) => code !== 0) ? 1 : 0;
