import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/model/json.ts';
import type { BenchRun } from '../run.ts';
import { list } from './module.ts';

/** One question to a cluster: does this connection come about? */
interface Probe {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: number;
  readonly expected: boolean;
}

export interface Step {
  readonly resources: readonly JsonObject[];
}

/** Runs every case file of a folder: the cluster of each step, and what the probes through it met. */
export function runProbes(data: string, suite: string, probesOf: (step: Step) => Iterable<Probe>): BenchRun {
  const misses: string[] = [];
  const files = readdirSync(data).filter((file) => file.endsWith('.json') && file !== 'index.json');
  let passed = 0;
  let facts = 0;
  for (const file of files.sort()) {
    const { steps } = JSON.parse(readFileSync(join(data, file), 'utf8')) as { steps: readonly Step[] };
    const wrong = steps.flatMap((step, i) => {
      const probes = [...probesOf(step)];
      facts += probes.length;
      return wrongProbes(step, probes).map((text) => `${file} step ${i}: ${text}`);
    });
    if (wrong.length === 0) passed++;
    misses.push(...wrong);
  }
  const total = files.length;
  return { suites: [{ suite, passed, total, skipped: 0 }], misses, notes: [`${facts} probes`] };
}

function wrongProbes(step: Step, probes: readonly Probe[]): string[] {
  const allowed = new Map<string, string>();
  const bare = (label: string) => label.replace(/\[[^\]]*\]$/, '');
  for (const { src, dst, conns } of list({ resources: step.resources }))
    allowed.set(`${bare(src)} ${bare(dst)}`, conns);
  return probes.flatMap(({ from, to, protocol, port, expected }) => {
    if (from === to) return [];
    const actual = holdsPort(allowed.get(`${from} ${to}`) ?? '', protocol, port);
    return actual === expected ? [] : [`${from} to ${to} ${protocol}/${port}: expected ${expected}`];
  });
}

function holdsPort(conns: string, protocol: string, port: number): boolean {
  if (conns === 'All Connections') return true;
  const part = conns.split(';').find((one) => one.startsWith(`${protocol} `));
  return (part?.slice(protocol.length + 1).split(',') ?? []).some((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return port >= from! && port <= to!;
  });
}
