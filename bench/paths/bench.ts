import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dominators } from '../../src/paths/dominators.ts';
import { type Network, networkOf } from '../../src/paths/graph.ts';
import { easiest, hops } from '../../src/paths/search.ts';
import { measure } from '../measure.ts';
import { clusterSnapshot } from './cluster.ts';

export const title = 'Attack paths: whole command over a snapshot file (offline), and the graph alone (CPU time)';

const MAIN = resolve(import.meta.dirname, '../../bin/castellan.js');

export function run(log: (line: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-paths-'));
  for (const pods of [1_000, 25_000, 100_000]) {
    const file = join(folder, `${pods}.snapshot`);
    writeFileSync(file, clusterSnapshot(pods));
    for (const [what, more] of [
      ['list', []],
      ['blast', ['internet']],
    ] as const) {
      const { cpu, megabytes } = measure([process.execPath, MAIN, 'paths', what, ...more, file, '--format', 'json'], {
        runs: 1,
      });
      log(
        `${String(pods).padStart(7)} pods  paths ${what.padEnd(6)} ${cpu.toFixed(2).padStart(7)} s CPU ${megabytes.toFixed(0).padStart(6)} MB`,
      );
    }
  }
  rmSync(folder, { recursive: true });
  graphAlone(log);
}

const SIZE = 1_000_000;
const STEPS = 10_000_000;

function graphAlone(log: (line: string) => void): void {
  const network = randomNetwork();
  const [build] = timed(() => [network.out, network.into]);
  log(`graph of ${SIZE} vertices and ${STEPS} steps: both directions built in ${build}`);
  const goals = Array.from({ length: 50 }, (_, i) => i * 1000);
  const [distances] = timed(() => hops(network, goals, {}, true));
  log(`  hops from every vertex to the nearest of 50 goals: ${distances}`);
  const [costs] = timed(() => easiest(network, goals, {}, true));
  log(`  easiest way from every vertex to them: ${costs}`);
  const kinds = Uint8Array.from({ length: 16 }, (_, i) => (i === 3 ? 1 : 0));
  const [whatIf] = timed(() => hops(network, goals, { kinds }, true));
  log(`  the hops without one kind of step: ${whatIf}`);
  const [chokes] = timed(() => dominators(SIZE, 0, network.into, network.out));
  log(`  what every way from each vertex to one goal passes: ${chokes}`);
}

/** Steps mostly to near vertices, some anywhere, by a generator that repeats. */
function randomNetwork(): Network {
  let seed = 42;
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const from = new Int32Array(STEPS);
  const to = new Int32Array(STEPS);
  const kind = new Uint8Array(STEPS);
  const cost = new Uint16Array(STEPS);
  const prices = [1, 65, 193, 513];
  for (let i = 0; i < STEPS; i++) {
    from[i] = Math.floor(random() * SIZE);
    to[i] = random() < 0.5 ? Math.floor(random() * SIZE) : Math.floor(random() * random() * SIZE);
    kind[i] = Math.floor(random() * 16);
    cost[i] = prices[kind[i]! % 4]!;
  }
  return networkOf(SIZE, { from, to, kind, cost });
}

function timed<T>(work: () => T): [string, T] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [`${((user + system) / 1e6).toFixed(2)} s CPU`, result];
}
