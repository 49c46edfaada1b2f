import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import { parseManifests } from '../../src/manifests/parse.ts';
import { positionTree } from '../../src/manifests/positions.ts';
import { workloads } from './workloads.ts';

export const title = 'Reading manifests';

const CORPUS = path.resolve(import.meta.dirname, '../../../shared/conformance/corpus/manifests');
const ROUNDS = 7;
/** Text read in each round, so that the clock's steps do not count. */
const MEASURED_MB = 20;

interface Sample {
  readonly name: string;
  readonly texts: readonly string[];
}

/** Measures MB/s on workloads and CRDs, ours and the `yaml` library's, and how often ours needs it. */
export async function run(log: (line: string) => void): Promise<void> {
  const samples: Sample[] = [{ name: 'generated workloads', texts: [workloads(4000)] }, ...corpus()];
  log(
    'sample                      MB   documents   ours MB/s   with positions   yaml MB/s   ratio   ratio with positions   by library',
  );
  for (const sample of samples) log(measure(sample));
  log(`peak RSS ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}

function corpus(): Sample[] {
  if (!existsSync(CORPUS)) return [];
  const texts = readdirSync(CORPUS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
  return [
    { name: 'corpus, without CRDs', texts: texts.filter((text) => !isCrd(text)) },
    { name: 'corpus, CRDs', texts: texts.filter(isCrd) },
  ];
}

function isCrd(text: string): boolean {
  return /^kind: CustomResourceDefinition/m.test(text);
}

function measure({ name, texts }: Sample): string {
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const { documents, byLibrary } = count(texts);
  const repeats = Math.ceil(MEASURED_MB / size);
  const ours = size / best(ROUNDS, repeats, () => texts.forEach((text) => parseManifests(text)));
  const positions = size / best(ROUNDS, repeats, () => texts.forEach(withPositions));
  const library = size / best(1, 1, () => texts.forEach(readByLibrary));
  return [
    name.padEnd(24),
    size.toFixed(1).padStart(6),
    String(documents).padStart(11),
    ours.toFixed(1).padStart(11),
    positions.toFixed(1).padStart(16),
    library.toFixed(1).padStart(11),
    `${(ours / library).toFixed(1)}x`.padStart(7),
    `${(positions / library).toFixed(1)}x`.padStart(22),
    `${((100 * byLibrary) / documents).toFixed(2)} %`.padStart(12),
  ].join(' ');
}

function count(texts: readonly string[]): { documents: number; byLibrary: number } {
  let documents = 0;
  let byLibrary = 0;
  for (const text of texts) {
    for (const { fast } of parseManifests(text).documents) {
      documents++;
      if (!fast) byLibrary++;
    }
  }
  return { documents, byLibrary };
}

/** Parses and then asks for the positions of every document, which reads each one twice. */
function withPositions(text: string): void {
  for (const document of parseManifests(text).documents) positionTree(text, document);
}

function readByLibrary(text: string): void {
  const lineCounter = new LineCounter();
  for (const document of parseAllDocuments(text, { lineCounter, uniqueKeys: false, logLevel: 'silent' })) {
    if (document.errors.length === 0) document.toJS({ maxAliasCount: -1 });
  }
}

/** The best of `rounds` rounds of `repeats` runs: seconds of this thread's CPU time for one run. */
function best(rounds: number, repeats: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.threadCpuUsage();
    for (let run = 0; run < repeats; run++) work();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1e6 / repeats);
  }
  return least;
}
