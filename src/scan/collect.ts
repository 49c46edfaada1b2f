import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { type ReadFile, readTextFile } from '../sources/files/read.ts';
import { type Entry, walk } from '../sources/files/walk.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { isTerraformJson, readTerraformJson } from '../sources/terraform/outcome.ts';
import { clusterTarget } from '../sources/cluster/target.ts';
import { readChart } from './chart.ts';
import { type Estate, liveText } from './estate.ts';
import { readKustomizations } from './kustomizations.ts';
import { isSnapshotEntry, readSnapshots } from './snapshots.ts';
import type { CollectOptions, Part } from './part.ts';
import { readTerraformEntries } from './terraform.ts';
import { append } from '../std/append.ts';

/** What the sources gave: everything that checks and judgement need of the world. */
export interface Collected {
  /** In file order, then in the order of the text. */
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
  /** Text of each file that has resources, by the path that is shown. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files read, charts and kustomizations counted as one each. */
  readonly files: number;
  /** Clusters that were read; their resources are among those above. */
  readonly estates?: readonly Estate[];
  /** Text of what is no file: an object of a cluster, by the path that is shown. */
  readonly liveText?: (file: string) => string | undefined;
  /** What the user should know of how the clusters were reached. */
  readonly notes?: readonly string[];
}

/** Reads every target: clusters, and all that lies in files. */
export async function collect(targets: readonly string[], options: CollectOptions): Promise<Collected> {
  const live = options.cluster ? targets.filter((target) => clusterTarget(target)) : [];
  if (!options.cluster || live.length === 0) return collectFiles(targets, options);
  const { readClusters } = await import('./clusters.ts');
  const clusters = await readClusters(live, options.cluster);
  const files = targets.filter((target) => !live.includes(target));
  const collected = files.length > 0 ? await collectFiles(files, options) : undefined;
  const read = clusters.estates.map(({ resources }) => ({ resources, gaps: [], texts: [] }));
  const before = { resources: collected?.resources ?? [], gaps: [], texts: [...(collected?.texts ?? [])] };
  return {
    ...merge([before, ...read], [...clusters.gaps, ...(collected?.gaps ?? [])], collected?.files ?? 0),
    ...withEstates([...clusters.estates, ...(collected?.estates ?? [])]),
    notes: clusters.notes,
  };
}

function withEstates(estates: readonly Estate[]): Pick<Collected, 'estates' | 'liveText'> {
  return estates.length > 0 ? { estates, liveText: liveText(estates) } : {};
}

/** Reads files, folders, globs, `-` for standard input; charts and kustomizations are rendered. */
async function collectFiles(targets: readonly string[], options: CollectOptions): Promise<Collected> {
  const parts: Part[] = [];
  const paths = targets.filter((target) => target !== '-');
  if (paths.length < targets.length && options.stdin) parts.push(readStdin(options.stdin()));
  const { entries, gaps } = paths.length > 0 ? walk(paths, options.root, options.ignore) : { entries: [], gaps: [] };
  const kustomizations = entries.filter((entry) => entry.kind === 'kustomization');
  const rendered = await readKustomizations(kustomizations, options);
  append(parts, rendered.parts);
  const terraform = await readTerraformEntries(
    entries.filter((entry) => entry.kind === 'terraform'),
    options,
  );
  append(parts, terraform.parts);
  const snapshots = await readSnapshots(entries.filter(isSnapshotEntry), options);
  append(parts, snapshots.parts);
  let done = 0;
  for (const entry of entries) {
    options.progress?.(++done, entries.length);
    if (entry.kind === 'kustomization' || entry.kind === 'terraform' || isSnapshotEntry(entry)) continue;
    if (rendered.taken.has(entry.path) || terraform.charts.has(entry.path)) continue;
    parts.push(entry.kind === 'chart' ? await readChart(entry, options) : await readEntry(entry));
  }
  const read = merge(parts, gaps, entries.length + (paths.length < targets.length ? 1 : 0));
  return orNothing({ ...read, ...withEstates(snapshots.estates) }, targets);
}

/** A run that found nothing to look at must not read as clean: the path may be wrong. */
export function orNothing(collected: Collected, targets: readonly string[]): Collected {
  const { resources, gaps } = collected;
  return resources.length + gaps.length > 0 ? collected : { ...collected, gaps: [nothingIn(targets)] };
}

function nothingIn(targets: readonly string[]): Gap {
  const file = targets.length === 1 && targets[0] !== '-' ? targets[0]! : '';
  const what = targets.length === 1 && targets[0] === '-' ? 'Standard input' : targets.join(' ');
  return {
    code: 'nothing-found',
    file: file || '<stdin>',
    message: `${what} holds nothing to scan: no Kubernetes object, chart, kustomization, Terraform module, Dockerfile or component configuration.`,
    hint: 'Check the path; files of other kinds are passed over.',
  };
}

function readStdin(read: ReadFile): Part {
  if ('gap' in read) return { resources: [], gaps: [read.gap], texts: [] };
  const { text } = read;
  const { resources, gaps } = readManifestText('<stdin>', text);
  return { resources, gaps, texts: [['<stdin>', text]] };
}

async function readEntry(entry: Entry): Promise<Part> {
  const read = readTextFile(entry.path, entry.file);
  if ('gap' in read) return { resources: [], gaps: [read.gap], texts: [] };
  return readEntryText(entry, read.text);
}

/**
 * Reads the text of one file by its kind. Files that are clearly no manifest cost a look for two words, and readers of other
 * kinds are loaded where there is such a file.
 */
export async function readEntryText(entry: Entry, text: string): Promise<Part> {
  if (entry.kind === 'dockerfile') {
    const { readDockerfileText } = await import('../sources/dockerfile/read.ts');
    return withText(entry.file, text, readDockerfileText(entry.file, text));
  }
  if (entry.kind === 'flags') {
    const { readFlagsFile } = await import('../sources/flags-file/read.ts');
    return withText(entry.file, text, readFlagsFile(entry.file, text));
  }
  if (isTerraformJson(text)) return withText(entry.file, text, readTerraformJson(entry.file, text));
  if (!entry.named && !(text.includes('apiVersion') && text.includes('kind'))) return EMPTY;
  const { resources, gaps } = readManifestText(entry.file, text);
  return withText(entry.file, text, { resources, gaps });
}

const EMPTY: Part = { resources: [], gaps: [], texts: [] };

function withText(file: string, text: string, read: Pick<Part, 'resources' | 'gaps'>): Part {
  const texts: Part['texts'] = read.resources.length + read.gaps.length > 0 ? [[file, text]] : [];
  return { resources: read.resources, gaps: read.gaps, texts };
}

/** Joins parts into one collection, in the order of files. */
export function merge(parts: readonly Part[], gaps: readonly Gap[], files: number): Collected {
  const order = (a: Resource, b: Resource) => compare(a.origin.file, b.origin.file);
  return {
    resources: parts.flatMap((part) => part.resources).sort(order),
    gaps: [...gaps, ...parts.flatMap((part) => part.gaps)].sort(compareGaps),
    texts: new Map(parts.flatMap((part) => part.texts)),
    files,
  };
}

/** The order of gaps: by file, line, message. */
export function compareGaps(a: Gap, b: Gap): number {
  const line = (a.place?.line ?? 0) - (b.place?.line ?? 0);
  return compare(a.file, b.file) || line || compare(a.message, b.message);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
