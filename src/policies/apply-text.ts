import { stringify } from '../manifests/stringify.ts';
import type { JsonObject } from '../model/json.ts';
import type { Status } from '../policy/types.ts';
import { spoken } from '../posture/policy-rules.ts';
import { asObject } from '../std/value.ts';
import { count, createPaint, padEnd, printable, truncate, type Paint, type StyleName } from '../std/text.ts';
import { placeOf, type Applied, type ApplyReport } from './apply.ts';

export const COLORS: Readonly<Record<Status, StyleName>> = {
  pass: 'green',
  fail: 'red',
  error: 'red',
  warn: 'yellow',
  skip: 'dim',
};
const LONGEST = 300;
const MOST_TEXTS = 1000;
const WIDTHS = { status: 5, rule: 48, severity: 8 } as const;

export interface ApplyTextOptions {
  readonly color: boolean;
  /** Also rules that passed, and those that were skipped. */
  readonly everything: boolean;
  /** The path of a file as people know it. */
  readonly shown: (file: string) => string;
}

/** By object what rules said of it, then the counts. */
export function applyText(report: ApplyReport, options: ApplyTextOptions): string {
  const paint = createPaint(options.color);
  const problems = report.problems.map(
    ({ file, line, column, message }) =>
      `${paint('error', 'red')} ${options.shown(file)}:${line}:${column} ${printable(message)}`,
  );
  const told = options.everything ? report.results : report.results.filter(({ status }) => isTold(status));
  const groups = [...Map.groupBy(told, ({ resource }) => resource).values()];
  return `${[...problems, ...groups.flatMap((group) => groupText(group, options, paint)), summary(report, paint)].join('\n')}\n`;
}

/** Whether a result is told where not everything is asked for. */
export function isTold(status: Status): boolean {
  return status !== 'pass' && status !== 'skip';
}

function groupText(group: readonly Applied[], options: ApplyTextOptions, paint: Paint): string[] {
  const { resource } = group[0]!;
  const { file, line } = placeOf({ resource });
  const title = `${paint(printable(objectName(group[0]!)), 'bold')} ${paint(`${options.shown(file)}:${line}`, 'dim')}`;
  return [title, ...group.flatMap((one) => resultText(one, options, paint)), ''];
}

/** `Deployment shop/web` */
export function objectName({ resource: { kind, namespace, name } }: Pick<Applied, 'resource'>): string {
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** `policy/rule`; a policy without named rules is its own rule. */
export function ruleName({ policy: { policy }, rule }: Pick<Applied, 'policy' | 'rule'>): string {
  return rule === policy.name ? rule : `${policy.name}/${rule}`;
}

/** Rules say the same of many objects. */
const wordsOf = rememberTexts((one: Applied) => truncate(printable(spoken(one)), LONGEST));

function rememberTexts(tell: (one: Applied) => string): (one: Applied) => string {
  const known = new Map<string, { readonly rule: string; readonly text: string }>();
  return (one) => {
    const before = known.get(one.message);
    if (before?.rule === one.rule) return before.text;
    if (known.size >= MOST_TEXTS) known.clear();
    const text = tell(one);
    known.set(one.message, { rule: one.rule, text });
    return text;
  };
}

function resultText(one: Applied, { shown }: ApplyTextOptions, paint: Paint): string[] {
  const status = paint(padEnd(one.status, WIDTHS.status), COLORS[one.status]);
  const rule = padEnd(printable(ruleName(one)), WIDTHS.rule);
  const severity = padEnd(one.severity, WIDTHS.severity);
  const { file, line } = placeOf(one);
  const where = one.path ? `  ${paint(`${shown(file)}:${line}`, 'dim')}` : '';
  const said = one.message === '' ? [] : [`        ${paint(wordsOf(one), 'dim')}`];
  return [`  ${status} ${rule} ${severity} ${one.action}${where}`, ...said];
}

function summary({ counts, policies, resources, problems }: ApplyReport, paint: Paint): string {
  const counted = Object.entries(COLORS).flatMap(([status, color]) => {
    const n = counts.get(status as Status) ?? 0;
    return n > 0 ? [paint(`${n} ${status}`, color)] : [];
  });
  const made = `${count(policies.length, 'policy', 'policies')}, ${count(resources, 'object')}`;
  const broken = problems.length > 0 ? [paint(count(problems.length, 'problem'), 'red')] : [];
  return `${made}: ${[...counted, ...broken].join(', ') || 'no rule matched'}`;
}

/** The objects that policies changed or want, each once: the last state of what several rules changed. */
export function madeObjects({ results }: Pick<ApplyReport, 'results'>): JsonObject[] {
  const made = new Map<unknown, JsonObject>();
  for (const { resource, patched, targets = [], generated = [] } of results) {
    if (patched) made.set(resource, patched);
    for (const object of [...targets, ...generated]) made.set(JSON.stringify(identity(object)), object);
  }
  return [...made.values()];
}

function identity({ apiVersion, kind, metadata }: JsonObject) {
  const { namespace, name } = asObject(metadata);
  return { apiVersion, kind, namespace, name };
}

/** Objects as one YAML stream. */
export function objectsText(objects: readonly JsonObject[]): string {
  return objects.map((object) => `---\n${stringify(object).trimEnd()}\n`).join('');
}
