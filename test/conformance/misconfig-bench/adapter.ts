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

const here = import.meta.dirname;
const root = join(here, '../../..');

/** Each label of the bench is a case, decided as labelled or not; a suite is a group of themes. */
export const adapter: BenchAdapter = { folder: 'misconfig-bench', run, results };

async function run(data: string): Promise<BenchRun> {
  const themes = loadThemes();
  const checks = await loadChecks();
  const labels = readLabels(data);
  const hits = new Map<string, Hit[]>();
  for (const file of new Set(labels.map((label) => label.file))) hits.set(file, scan(data, file, themes, checks));
  return judge(labels, hits, themes);
}

/** Results in the form that the bench's own scorer reads: `{file: {findings: [{theme, line}]}}`. */
async function results(data: string): Promise<Record<string, { findings: Hit[] }>> {
  const themes = loadThemes();
  const checks = await loadChecks();
  const files = new Set(readLabels(data).map((label) => label.file));
  return Object.fromEntries([...files].map((file) => [file, { findings: scan(data, file, themes, checks) }]));
}

function loadThemes(): ThemeMap {
  const folder = join(here, 'themes');
  const parts = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ThemeMap);
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

function readLabels(data: string): Label[] {
  const text = readFileSync(join(data, 'bench.jsonl'), 'utf8').trim();
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
  return { suites: list, misses: misses.sort(), notes: [figures(counts)] };
}

function missLine(label: Label, failed: boolean): string {
  const disputed = label.disputed ? ' (disputed)' : '';
  return `${failed ? 'FP' : 'FN'} ${label.theme} ${label.source} ${label.file}${disputed}`;
}

function figures({ tp, fp, fn }: { tp: number; fp: number; fn: number }): string {
  const percent = (a: number, b: number) => (b ? ((100 * a) / b).toFixed(1) : '-');
  return `precision ${percent(tp, tp + fp)} %, recall ${percent(tp, tp + fn)} % (themes that are implemented)`;
}
