import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { analyse, type Analysis } from '../../src/network/engine/analysis.ts';
import { matrixRows } from '../../src/network/engine/matrix.ts';
import { NOTHING } from '../../src/network/engine/ports.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { trace } from '../../src/network/engine/trace.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

export const title = 'network reachability, CPU seconds from parsed objects';

const GENERATOR = resolve(import.meta.dirname, '../../../shared/conformance/netpol-bench/gen.mjs');

interface Size {
  readonly name: string;
  readonly flags: readonly string[];
  /** The whole matrix, not only its index. */
  readonly matrix: boolean;
}

const SIZES: readonly Size[] = [
  { name: '1,000 workloads, 1,200 policies', flags: ['--workloads', '1000'], matrix: true },
  {
    name: '10,000 pods, 5,000 policies',
    flags: ['--workloads', '5000', '--replicas', '2', '--pods', '--policies', '5000'],
    matrix: true,
  },
];

/** Clusters of the conformance bench's generator; `npm run bench -- network` says where it is missing. */
export function run(log: (line: string) => void): void {
  if (!existsSync(GENERATOR)) return log(`no generator at ${GENERATOR}`);
  for (const size of SIZES) measured(size, log);
}

function measured({ name, flags, matrix }: Size, log: (line: string) => void): void {
  const resources = generated(flags);
  let analysis!: Analysis;
  const index = cpu(() => (analysis = analyse(resources, { settings: PROFILES.default })));
  const { network } = analysis.networks[0]!;
  let pairs = 0;
  const full = matrix
    ? cpu(() => {
        const all = [...network.nodes.keys()];
        for (const { from, sets } of matrixRows(network, all, all)) {
          for (let to = 0; to < sets.length; to++) if (to !== from && sets[to] !== NOTHING) pairs++;
        }
      })
    : 0;
  const some = Array.from({ length: 100_000 }, (_, i) => (i * 7919) % network.classes.length);
  const point = cpu(() => some.forEach((from, i) => network.allowed(from, some[some.length - 1 - i]!)));
  const why = cpu(() => {
    for (const from of some.slice(0, 100)) {
      trace(network, from, some[from]!, 'egress');
      trace(network, some[from]!, from, 'ingress');
    }
  });
  const megabytes = Math.round(process.memoryUsage.rss() / 1e6);
  log(
    `${name}: index ${index.toFixed(2)}, matrix ${full.toFixed(2)} (${pairs} pairs), point query ${(point * 10).toFixed(2)} µs, why ${(why * 10).toFixed(2)} ms, ${network.classes.length} classes, ${network.ports.size()} port sets, ${megabytes} MB`,
  );
}

/** Objects alone, without their text. */
function generated(flags: readonly string[]): Resource[] {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-network-'));
  execFileSync(process.execPath, [GENERATOR, ...flags, '--out', folder], { stdio: 'ignore' });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const resources = files.flatMap((file) => readManifestText(file, readFileSync(join(folder, file), 'utf8')).resources);
  rmSync(folder, { recursive: true });
  return resources.map((resource) => ({ ...resource, origin: NOWHERE }));
}

const NOWHERE: Resource['origin'] = {
  file: '',
  editable: false,
  locate: () => ({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }),
};

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
