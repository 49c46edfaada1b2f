import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BenchAdapter, BenchRun } from '../run.ts';
import * as module from './module.ts';

interface Case {
  readonly id: string;
  readonly suite: 'list' | 'exposure' | 'diff' | 'explain' | 'error';
  readonly dir: string;
  readonly dir1: string;
  readonly dir2: string;
  readonly expectedFile: string;
  readonly multiNetwork?: boolean;
}

interface Verdict {
  readonly pass: boolean;
  readonly diffs: readonly object[];
}

/** The bench's own functions of comparison. */
interface Lib {
  parseTxt(text: string): { readonly connections: readonly object[] };
  parseDiffTxt(text: string): readonly object[];
  parseExplain(text: string): readonly object[];
  compareConnectivity(expected: readonly object[], actual: readonly object[]): Verdict;
  compareExposure(expected: object, actual: object): Verdict;
  compareDiff(expected: readonly object[], actual: readonly object[]): Verdict;
  compareExplain(expected: readonly object[], actual: readonly object[]): Verdict;
}

/** Cases over several networks are a suite of their own. */
export const adapter: BenchAdapter = { folder: 'netpol-bench', run };

async function run(data: string): Promise<BenchRun> {
  const lib = (await import(libOf(data))) as Lib;
  const cases = JSON.parse(readFileSync(join(data, 'cases.json'), 'utf8')) as readonly Case[];
  const suites = new Map<string, { passed: number; total: number }>();
  const misses: string[] = [];
  for (const one of cases) {
    const name = one.multiNetwork ? `${one.suite} (several networks)` : one.suite;
    const suite = suites.get(name) ?? { passed: 0, total: 0 };
    suites.set(name, suite);
    suite.total++;
    const verdict = judge(data, one, lib);
    if (verdict.pass) suite.passed++;
    else misses.push(`${one.id}: ${JSON.stringify(verdict.diffs.slice(0, 4)).slice(0, 600)}`);
  }
  return { suites: [...suites].map(([suite, counts]) => ({ suite, ...counts, skipped: 0 })), misses };
}

/** The functions lie beside the cases. */
function libOf(data: string): string {
  const beside = join(data, 'lib.mjs');
  const home = resolve(import.meta.dirname, '../../../../shared/conformance/netpol-bench/lib.mjs');
  return existsSync(beside) ? beside : home;
}

function judge(data: string, one: Case, lib: Lib): Verdict {
  const asked = { dir: join(data, one.dir ?? ''), multiNetwork: Boolean(one.multiNetwork) };
  const expected = () => readFileSync(join(data, one.expectedFile), 'utf8');
  try {
    switch (one.suite) {
      case 'list':
        return lib.compareConnectivity(lib.parseTxt(expected()).connections, module.list(asked));
      case 'exposure':
        return lib.compareExposure(lib.parseTxt(expected()), module.exposure(asked));
      case 'diff': {
        const dirs = { dir1: join(data, one.dir1), dir2: join(data, one.dir2) };
        return lib.compareDiff(lib.parseDiffTxt(expected()), module.diff(dirs).connections);
      }
      case 'explain':
        return lib.compareExplain(lib.parseExplain(expected()), module.explain(asked).connections);
      default:
        module.list(asked);
        return { pass: false, diffs: [{ expected: 'an error' }] };
    }
  } catch (error) {
    return { pass: one.suite === 'error', diffs: [{ error: String(error) }] };
  }
}
