import { createPaint, printable, wrap, type Paint } from '../std/text.ts';
import type { DocumentProblem } from './documents.ts';
import type { PolicyExplanation, RuleExplanation } from './explain.ts';

export interface ExplainTextOptions {
  readonly color: boolean;
  readonly width: number;
  /** The path of a file as people know it. */
  readonly shown: (file: string) => string;
}

/** A paragraph per policy, with a block for each of its rules; then what cannot be read. */
export function explainText(
  policies: readonly PolicyExplanation[],
  problems: readonly DocumentProblem[],
  options: ExplainTextOptions,
): string {
  const paint = createPaint(options.color);
  const broken = problems.map(
    ({ file, line, column, message }) =>
      `${paint('cannot be used', 'red')} ${options.shown(file)}:${line}:${column} ${printable(message)}`,
  );
  return `${[...policies.map((one) => policyText(one, options, paint)), ...broken].join('\n\n')}\n`;
}

function policyText(one: PolicyExplanation, { width, shown }: ExplainTextOptions, paint: Paint): string {
  const name = one.namespace === '' ? one.name : `${one.namespace}/${one.name}`;
  const head = `${paint(printable(`${one.kind} ${name}`), 'bold')} ${paint(`${shown(one.file)}:${one.line}`, 'dim')}`;
  const title = [one.title && `${one.title}.`, one.description].filter(Boolean).join(' ');
  const about = title === '' ? [] : wrap(printable(title), width - 2).map((line) => `  ${line}`);
  const when = one.background ? 'requests, and what is there already' : 'requests alone';
  const facts = `  severity ${one.severity}, judges ${when}`;
  return [head, ...about, facts, ...one.rules.flatMap((rule) => ruleLines(rule, paint))].join('\n');
}

function ruleLines(rule: RuleExplanation, paint: Paint): string[] {
  const title = rule.name === '' ? printable(rule.body) : `${printable(rule.name)}: ${printable(rule.body)}`;
  const entries: readonly (readonly [string, readonly string[]])[] = [
    ['matches', rule.matches.length > 0 ? rule.matches : ['every object']],
    ['excludes', rule.excludes],
    ['on failure', rule.action ? [ACTIONS[rule.action]] : []],
    ['compiled', rule.compiled.length > 0 ? [rule.compiled.join(', ')] : []],
    ['costs', rule.cost ? [costText(rule.cost)] : []],
    ['repeated', rule.autogen.map(({ name, kinds }) => `${name} for ${kinds.join(', ')}`)],
    ['looks up', rule.lookups.map(({ kind, what, line }) => `${kind} ${what} (line ${line})`)],
    ['runs here', rule.obstacles.length > 0 ? rule.obstacles.map((one) => `not by itself: ${one}`) : ['yes']],
  ];
  return [
    `  ${paint('rule', 'dim')} ${title} ${paint(`line ${rule.line}`, 'dim')}`,
    ...entries.flatMap(([label, texts]) =>
      texts.map((text, i) => `    ${paint((i === 0 ? label : '').padEnd(11), 'dim')}${printable(text)}`),
    ),
  ];
}

function costText({ atLeast, atMost, sizes, budget }: NonNullable<RuleExplanation['cost']>): string {
  const most = Number.isFinite(atMost) ? `at most ${number(atMost)}` : 'without bound';
  return `${number(atLeast)} units at least, ${most} for lists and texts of ${sizes}; Kubernetes stops at ${number(budget)}`;
}

function number(n: number): string {
  return n.toLocaleString('en-US');
}

const ACTIONS = {
  enforce: 'the object is refused (enforce)',
  warn: 'the user is warned (warn)',
  audit: 'a report says so (audit)',
} as const;
