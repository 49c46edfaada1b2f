import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Check } from '../../../src/model/check.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { runChecks, type PlannedCheck } from '../../../src/posture/run.ts';
import { readManifestText } from '../../../src/sources/manifest/read.ts';
import type { BenchAdapter, BenchRun, Suite } from '../run.ts';

/** What of the framework's file the bench needs; see `src/frameworks/pod-security-standards.yaml`. */
interface Control {
  readonly level: 'baseline' | 'restricted';
  /** Minor version whose policy first has the control. */
  readonly since?: number;
  readonly rules: readonly string[];
}

interface Case {
  readonly file: string;
  readonly level: string;
  readonly minor: number;
  readonly allowed: boolean;
}

const root = join(import.meta.dirname, '../../..');

/** Each pod is a case: allowed at its level and version or not, as its folder says. A suite is a level. */
export const adapter: BenchAdapter = { folder: 'policy/pod-security', run };

async function run(data: string): Promise<BenchRun> {
  const framework = readFileSync(join(root, 'src/frameworks/pod-security-standards.yaml'), 'utf8');
  const { controls } = parse(framework) as { controls: readonly Control[] };
  const checks = await loadChecks(controls);
  const suites = new Map<string, { passed: number; total: number }>();
  const misses: string[] = [];
  for (const { file, level, minor, allowed } of casesIn(data)) {
    const suite = suites.get(level) ?? { passed: 0, total: 0 };
    suites.set(level, suite);
    const rules = rulesOf(controls, level, minor);
    const broken = judge(readFileSync(join(data, file), 'utf8'), checks, rules, minor);
    suite.total++;
    if ((broken.length === 0) === allowed) suite.passed++;
    else misses.push(`${file}: ${broken.length > 0 ? `refused by ${broken.join(', ')}` : 'allowed'}`);
  }
  const list: Suite[] = [...suites].sort().map(([suite, { passed, total }]) => ({ suite, passed, total, skipped: 0 }));
  return { suites: list, misses };
}

async function loadChecks(controls: readonly Control[]): Promise<ReadonlyMap<string, Check>> {
  const ids = [...new Set(controls.flatMap((control) => control.rules))];
  return new Map((await Promise.all(ids.map(load))).map((check) => [check.id, check]));
}

async function load(id: string): Promise<Check> {
  return ((await import(join(root, 'src/checks', id, 'check.ts'))) as { default: Check }).default;
}

/** `LEVEL/v1.MINOR/pass|fail/NAME.yaml`. */
function casesIn(data: string): Case[] {
  const files = globSync('*/v1.*/{pass,fail}/*.yaml', { cwd: data }).sort();
  return files.map((file) => {
    const [level = '', version = '', verdict] = file.split('/');
    return { file, level, minor: Number(version.slice('v1.'.length)), allowed: verdict === 'pass' };
  });
}

/** The restricted level has the baseline's controls too. */
function rulesOf(controls: readonly Control[], level: string, minor: number): string[] {
  return controls
    .filter((control) => (control.level === 'baseline' || level === 'restricted') && minor >= (control.since ?? 0))
    .flatMap((control) => control.rules);
}

function judge(text: string, checks: ReadonlyMap<string, Check>, rules: readonly string[], minor: number): string[] {
  const planned = rules.flatMap((id): PlannedCheck[] => {
    const check = checks.get(id);
    return check ? [{ check, parameters: check.parameters ?? {} }] : [];
  });
  const inventory = createInventory(readManifestText('pod.yaml', text).resources);
  if (inventory.resources.length === 0) return ['nothing to judge'];
  const { findings } = runChecks(inventory, planned, { minor, today: '2026-11-21' });
  return [...new Set(findings.map((finding) => finding.check.id))];
}
