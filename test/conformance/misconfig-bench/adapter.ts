import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Check, Parameters } from '../../../src/model/check.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { runChecks } from '../../../src/posture/run.ts';
import { readDockerfileText } from '../../../src/sources/dockerfile/read.ts';
import { readManifestText } from '../../../src/sources/manifest/read.ts';
import type { BenchAdapter, BenchRun, Suite } from '../run.ts';

/** Which rules, with which parameters, say what a theme of the bench says. */
interface ThemeMap {
  readonly [theme: string]: {
    readonly rules: readonly string[];
    readonly parameters?: Readonly<Record<string, Parameters>>;
  };
}

interface Label {
  readonly source: string;
  readonly theme: string;
  readonly file: string;
  readonly expected: 'fail' | 'pass';
  readonly group: string;
  readonly lines?: readonly number[];
  readonly disputed?: boolean;
}

type Hit = { readonly theme: string; readonly line: number };

/** A list of labels, and the themes that it is judged by: those of the first list hold for the second too, unless it has its own. */
interface Bench {
  readonly labels: readonly Label[];
  readonly themes: ThemeMap;
}

const here = import.meta.dirname;
const root = join(here, '../../..');
/** Themes that only evidence of nodes and descriptions of clouds have, or that they mean otherwise. */
const EVIDENCE_THEMES = new Set(['host.json', 'cloud.json']);

/** Each label of the bench is a case, decided as labelled or not; a suite is a group of themes. */
export const adapter: BenchAdapter = { folder: 'misconfig-bench', run, results };

async function run(data: string): Promise<BenchRun> {
  const checks = await loadChecks();
  const runs = benches(data).map(({ labels, themes }) => {
    const files = new Set(labels.map((label) => label.file));
    const hits = new Map([...files].map((file) => [file, scan(data, file, themes, checks)]));
    return judge(labels, hits, themes);
  });
  return {
    suites: runs.flatMap(({ suites }) => suites),
    misses: runs.flatMap(({ misses }) => misses),
    notes: runs.flatMap(({ notes = [] }) => notes),
  };
}

/** Results in the form that the bench's own scorer reads: `{file: {findings: [{theme, line}]}}`. */
async function results(data: string): Promise<Record<string, { findings: Hit[] }>> {
  const checks = await loadChecks();
  const entries = benches(data).flatMap(({ labels, themes }) =>
    [...new Set(labels.map((label) => label.file))].map((file) => [file, scan(data, file, themes, checks)] as const),
  );
  return Object.fromEntries(entries.map(([file, findings]) => [file, { findings }]));
}

/** The labels of files, then those of evidence: of nodes (`host`) and of managed clusters (`cloud`). */
function benches(data: string): Bench[] {
  const themes = loadThemes((file) => !EVIDENCE_THEMES.has(file));
  const host = readLabels(data, 'bench-host.jsonl').map((label) => ({ ...label, group: evidenceGroup(label) }));
  const own = loadThemes((file) => EVIDENCE_THEMES.has(file));
  return [
    { labels: readLabels(data, 'bench.jsonl'), themes },
    ...['cloud', 'host'].map((group) => ({
      labels: host.filter((label) => label.group === group),
      themes: { ...themes, ...own },
    })),
  ].filter(({ labels }) => labels.length > 0);
}

function evidenceGroup({ theme }: Label): string {
  return theme.startsWith('cloud-') ? 'cloud' : 'host';
}

function loadThemes(wanted: (file: string) => boolean): ThemeMap {
  const folder = join(here, 'themes');
  const parts = readdirSync(folder)
    .filter(wanted)
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ThemeMap);
  return Object.assign({}, ...parts) as ThemeMap;
}

async function loadChecks(): Promise<Map<string, Check>> {
  const folder = join(root, 'src/checks');
  const ids = readdirSync(folder).filter((id) => existsSync(join(folder, id, 'check.ts')));
  const modules = await Promise.all(
    ids.map((id) => import(join(folder, id, 'check.ts')) as Promise<{ default: Check }>),
  );
  return new Map(modules.map((module) => [module.default.id, module.default]));
}

function readLabels(data: string, file: string): Label[] {
  if (!existsSync(join(data, file))) return [];
  const text = readFileSync(join(data, file), 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as Label);
}

function scan(data: string, file: string, themes: ThemeMap, checks: ReadonlyMap<string, Check>): Hit[] {
  const text = readFileSync(join(data, file), 'utf8');
  const read = /dockerfile/i.test(basename(file)) ? readDockerfileText : readManifestText;
  const inventory = createInventory(read(file, text).resources);
  return Object.entries(themes).flatMap(([theme, { rules, parameters }]) => {
    const planned = rules.flatMap((id) => {
      const check = checks.get(id);
      return check ? [{ check, parameters: { ...check.parameters, ...parameters?.[id] } }] : [];
    });
    const { findings } = runChecks(inventory, planned, { minor: 36, today: '2026-11-21' });
    return findings.map(({ resource, violation }) => ({
      theme,
      line: resource.origin.locate(violation.path, violation.prefer).line,
    }));
  });
}

function judge(labels: readonly Label[], hits: ReadonlyMap<string, Hit[]>, themes: ThemeMap): BenchRun {
  const suites = new Map<string, { passed: number; total: number; skipped: number }>();
  const counts = { tp: 0, fp: 0, fn: 0 };
  const misses: string[] = [];
  for (const label of labels) {
    const suite = suites.get(label.group) ?? { passed: 0, total: 0, skipped: 0 };
    suites.set(label.group, suite);
    if (!themes[label.theme]) {
      suite.skipped++;
      continue;
    }
    const failed = hits.get(label.file)?.some((hit) => hit.theme === label.theme) ?? false;
    suite.total++;
    if (failed === (label.expected === 'fail')) suite.passed++;
    else misses.push(missLine(label, failed));
    if (failed && label.expected === 'fail') counts.tp++;
    else if (failed) counts.fp++;
    else if (label.expected === 'fail') counts.fn++;
  }
  const list: Suite[] = [...suites].sort().map(([suite, s]) => ({ suite, ...s }));
  const of = list.length === 1 ? `${list[0]?.suite}: ` : '';
  return { suites: list, misses: misses.sort(), notes: [`${of}${figures(counts)}`] };
}

function missLine(label: Label, failed: boolean): string {
  const disputed = label.disputed ? ' (disputed)' : '';
  return `${failed ? 'FP' : 'FN'} ${label.theme} ${label.source} ${label.file}${disputed}`;
}

function figures({ tp, fp, fn }: { tp: number; fp: number; fn: number }): string {
  const percent = (a: number, b: number) => (b ? ((100 * a) / b).toFixed(1) : '-');
  return `precision ${percent(tp, tp + fp)} %, recall ${percent(tp, tp + fn)} % (themes that are implemented)`;
}
