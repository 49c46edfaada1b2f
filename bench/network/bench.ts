import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { existsSync } from 'node:fs';
import { readManifestText } from '../../src/sources/manifest/read.ts';
import type { Resource } from '../../src/model/resource.ts';
import { analyse } from '../../src/network/engine/analysis.ts';
import { changedPairs } from '../../src/network/engine/change.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { matrixRows } from '../../src/network/engine/matrix.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { trace } from '../../src/network/engine/trace.ts';
import { GENERATOR, NOWHERE, ownCluster, type Scale, textsIn, withCluster } from './clusters.ts';

export const title = 'network reachability, CPU time';

interface Size {
  readonly name: string;
  readonly scale: Scale;
  readonly flags: readonly string[];
  /** CPU seconds of index and full matrix from parsed objects, and megabytes. */
  readonly seconds: number;
  readonly megabytes?: number;
  readonly text?: number;
  readonly questions?: boolean;
}

const SIZES: readonly Size[] = [
  {
    name: '1,000 workloads, 1,200 policies',
    scale: { workloads: 1000, replicas: 1, policies: 1200 },
    flags: ['--workloads', '1000'],
    seconds: 0.3,
    text: 1,
  },
  {
    name: '10,000 pods, 5,000 policies',
    scale: { workloads: 5000, replicas: 2, policies: 5000 },
    flags: ['--workloads', '5000', '--replicas', '2', '--pods', '--policies', '5000'],
    seconds: 1,
    megabytes: 400,
    questions: true,
  },
];
/** Too large to be read from YAML here: objects of the same shape. */
const LARGEST: Size = {
  name: '100,000 pods, 10,000 policies',
  scale: { workloads: 20_000, replicas: 5, policies: 10_000 },
  flags: [],
  seconds: 5,
  megabytes: 1500,
};

/** Each figure with its limit. Clusters come from the conformance bench's generator where it is there, else from our own. */
export function run(log: (line: string) => void): void {
  log(existsSync(GENERATOR) ? 'clusters of the conformance generator; the largest of our own' : 'clusters of our own');
  for (const size of SIZES) {
    if (existsSync(GENERATOR)) withCluster(size.flags, (folder) => fromText(size, folder, log));
    else measured(size, ownCluster(size.scale), log);
  }
  measured(LARGEST, ownCluster(LARGEST.scale), log);
}

function fromText(size: Size, folder: string, log: (line: string) => void): void {
  const texts = textsIn(folder);
  let resources: readonly Resource[] = [];
  const parse = cpu(() => {
    resources = texts.flatMap(({ file, text }) => readManifestText(file, text).resources);
  });
  const bare = resources.map((resource) => ({ ...resource, origin: NOWHERE }));
  resources = [];
  const whole = measured(size, bare, log);
  if (size.text !== undefined) log(told('  from YAML to the full matrix', parse + whole, size.text, 's'));
}

/** What reading left behind is not paid for by what comes after it. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

function measured(size: Size, resources: readonly Resource[], log: (line: string) => void): number {
  collectGarbage();
  let network!: Network;
  let pairs = 0;
  const index = cpu(() => (network = analyse(resources, { settings: PROFILES.default }).networks[0]!.network));
  const matrix = cpu(() => {
    const all = [...network.nodes.keys()];
    for (const { count } of matrixRows(network, all, all)) pairs += count;
  });
  log(`${size.name}: ${network.classes.length} classes, ${pairs} pairs, ${network.ports.size()} sets of ports`);
  log(
    `${told('  index and full matrix', index + matrix, size.seconds, 's')} (${index.toFixed(2)} + ${matrix.toFixed(2)})`,
  );
  if (size.megabytes) log(told('  memory', Math.round(process.memoryUsage.rss() / 1e6), size.megabytes, 'MB'));
  if (size.questions) questions(network, log);
  return index + matrix;
}

function questions(network: Network, log: (line: string) => void): void {
  const some = Array.from({ length: 100_000 }, (_, i) => (i * 7919) % network.classes.length);
  const point = cpu(() => some.forEach((from, i) => network.allowed(from, some[some.length - 1 - i]!)));
  log(told('  point query', (point / some.length) * 1e6, 1, 'µs'));
  const why = some.slice(0, 200).map((from, i) =>
    cpu(() => {
      trace(network, from, some[i + 1]!, 'egress');
      trace(network, some[i + 1]!, from, 'ingress');
    }),
  );
  log(told('  why, p95', percentile(why, 0.95) * 1000, 5, 'ms'));
  const edits = network.policies.filter((_, i) => i % 25 === 0).map((policy) => cpu(() => edit(network, policy)));
  log(told(`  edit to full diff, p95 of ${edits.length}`, percentile(edits, 0.95) * 1000, 50, 'ms'));
}

/** A policy goes: every pair that changes is told. */
function edit(network: Network, policy: Network['policies'][number]): number {
  const after = network.change({ removed: [policy], added: [] });
  let changes = 0;
  if (after) for (const _ of changedPairs(network, after)) changes++;
  return changes;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function told(what: string, value: number, limit: number, unit: string): string {
  const shown = unit === 'MB' ? String(value) : value.toFixed(2);
  return `${what}: ${shown} ${unit}, limit ${limit} ${unit}${value <= limit ? '' : ': MISSED'}`;
}

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
