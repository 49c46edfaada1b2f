import { stringify } from '../manifests/stringify.ts';
import { count, createPaint, printable, truncate, type Paint, type StyleName } from '../std/text.ts';
import type { Applied, ApplyReport } from './apply.ts';

const COLORS: Readonly<Record<string, StyleName>> = {
  pass: 'green',
  fail: 'red',
  error: 'red',
  warn: 'yellow',
  skip: 'dim',
};
const LONGEST = 300;

/** What is wrong by object, what was made, and the counts. */
export function applyText(report: ApplyReport, shown: (file: string) => string, color: boolean): string {
  const paint = createPaint(color);
  const problems = report.problems.map(
    ({ file, line, column, message }) =>
      `${paint('error', 'red')} ${shown(file)}:${line}:${column} ${printable(message)}`,
  );
  const told = report.results.filter(({ status }) => status !== 'pass' && status !== 'skip');
  return `${[...problems, ...told.map((one) => resultText(one, shown, paint)), summary(report, paint)].join('\n')}\n`;
}

function resultText(one: Applied, shown: (file: string) => string, paint: Paint): string {
  const name = one.namespace === '' ? one.name : `${one.namespace}/${one.name}`;
  const status = paint(one.status, COLORS[one.status] ?? 'dim');
  const head = `${status} ${printable(`${one.policy}/${one.rule} ${one.kind}/${name}`)} ${paint(`${shown(one.file)}:${one.line}`, 'dim')}`;
  return `${head}\n    ${truncate(printable(one.message), LONGEST)}`;
}

function summary({ results, policies, resources, problems }: ApplyReport, paint: Paint): string {
  const counts = Object.entries(COLORS).flatMap(([status, color]) => {
    const n = results.filter((one) => one.status === status).length;
    return n > 0 ? [paint(`${n} ${status}`, color)] : [];
  });
  const made = `${count(policies, 'policy', 'policies')}, ${count(resources, 'resource')}`;
  const broken = problems.length > 0 ? [paint(count(problems.length, 'problem'), 'red')] : [];
  return `${made}: ${[...counts, ...broken].join(', ') || 'no rule matched'}`;
}

/** The objects that policies changed or want, as one YAML stream. */
export function objectsText({ results }: ApplyReport): string {
  const objects = results.flatMap((one) => [
    ...(one.patched ? [one.patched] : []),
    ...(one.targets ?? []),
    ...(one.generated ?? []),
  ]);
  return objects.map((object) => `---\n${stringify(object)}\n`).join('');
}
