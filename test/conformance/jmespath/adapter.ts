import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileJmespath, JmespathError, type DialectName } from '../../../src/jmespath/jmespath.ts';
import type { Json } from '../../../src/model/json.ts';
import { equalJson, show } from '../../../src/std/value.ts';
import type { BenchAdapter, BenchRun, Suite } from '../run.ts';

interface Case {
  readonly expression: string;
  readonly result?: Json;
  readonly error?: string;
  /** Only to be timed: must compile and run. */
  readonly bench?: string;
}

interface Group {
  readonly given: Json;
  readonly cases: readonly Case[];
}

/** Each case in each dialect, by generated code and by closures. */
const WAYS: readonly { readonly dialect: DialectName; readonly generate: boolean }[] = [
  { dialect: 'standard', generate: true },
  { dialect: 'standard', generate: false },
  { dialect: 'kyverno', generate: true },
  { dialect: 'kyverno', generate: false },
];

/** Kyverno's own `sum` takes quantities and durations too, and refuses an empty list. */
function isSkipped({ expression }: Case, { dialect }: (typeof WAYS)[number]): boolean {
  return dialect === 'kyverno' && expression.startsWith('sum(');
}

/** The compliance tests of jmespath.test. */
export const adapter: BenchAdapter = {
  folder: 'policy/jmespath',
  run(data): BenchRun {
    const misses: string[] = [];
    const suites = WAYS.flatMap((way) => {
      const name = `${way.dialect}${way.generate ? '' : ' (closures)'}`;
      return readdirSync(data)
        .filter((file) => file.endsWith('.json'))
        .map((file): Suite => {
          const groups = JSON.parse(readFileSync(join(data, file), 'utf8')) as Group[];
          const all = groups.flatMap(({ given, cases }) => cases.map((each) => ({ given, each })));
          const judged = all.filter(({ each }) => !isSkipped(each, way));
          const failed = judged.flatMap(({ given, each }) => failure(given, each, way) ?? []);
          misses.push(...failed.map((why) => `${name} ${file}: ${why}`));
          const total = judged.length;
          const skipped = all.length - total;
          return { suite: `${name} ${file.replace('.json', '')}`, passed: total - failed.length, total, skipped };
        });
    });
    const [passed, total] = [sum(suites.map((s) => s.passed)), sum(suites.map((s) => s.total))];
    return { suites, misses, notes: [`all: ${passed}/${total}, in ${WAYS.length} ways`] };
  },
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function failure(
  given: Json,
  { expression, result, error, bench }: Case,
  way: (typeof WAYS)[number],
): string | undefined {
  const outcome = evaluate(given, expression, way);
  if (error !== undefined) {
    return outcome.error === error ? undefined : `${expression}: ${outcome.error ?? show(outcome.value)}, not ${error}`;
  }
  if (outcome.error) return `${expression}: ${outcome.error}`;
  if (bench || equalJson(outcome.value, result)) return undefined;
  return `${expression}: ${show(outcome.value)}, not ${show(result)}`;
}

function evaluate(given: Json, expression: string, way: (typeof WAYS)[number]): { value?: Json; error?: string } {
  try {
    return { value: compileJmespath(expression, way).evaluate(given) ?? null };
  } catch (error) {
    if (error instanceof JmespathError) return { error: error.code };
    throw error;
  }
}
