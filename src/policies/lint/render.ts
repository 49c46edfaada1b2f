import { serialize } from '../../formats/serialize.ts';
import { count, createPaint, printable, type StyleName } from '../../std/text.ts';
import { LINT_RULES, type LintFinding, type LintLevel } from './finding.ts';
import type { LintReport } from './lint.ts';

export interface LintTextOptions {
  readonly color: boolean;
  /** The path of a file as people know it. */
  readonly shown: (file: string) => string;
}

const COLORS: Readonly<Record<LintLevel, StyleName>> = { error: 'red', warning: 'yellow', note: 'dim' };
const LEVELS: readonly LintLevel[] = ['error', 'warning', 'note'];

/** A line per finding, as compilers have it, with its hint below; then the counts. */
export function lintText({ findings, policies, files }: LintReport, { color, shown }: LintTextOptions): string {
  const paint = createPaint(color);
  const lines = findings.flatMap(({ file, line, column, level, rule, message, hint }) => [
    `${shown(file)}:${line}:${column} ${paint(level, COLORS[level])} ${rule}: ${printable(message)}`,
    ...(hint === '' ? [] : [`    ${paint(printable(hint), 'dim')}`]),
  ]);
  const counts = LEVELS.flatMap((level) => {
    const n = countOf(findings, level);
    return n > 0 ? [paint(count(n, level), COLORS[level])] : [];
  });
  const read = `${count(policies, 'policy', 'policies')} in ${count(files, 'file')}`;
  return `${[...lines, `${read}: ${counts.join(', ') || 'nothing to say'}`].join('\n')}\n`;
}

function countOf(findings: readonly LintFinding[], level: LintLevel): number {
  return findings.filter((one) => one.level === level).length;
}

export function lintJson({ findings, policies, files }: LintReport, shown: (file: string) => string): string {
  const summary = { policies, files, ...Object.fromEntries(LEVELS.map((level) => [level, countOf(findings, level)])) };
  const shownFindings = findings.map((one) => ({ ...one, file: shown(one.file) }));
  return `${JSON.stringify({ schema: 'castellan.policy-lint/v1', summary, findings: shownFindings }, undefined, 2)}\n`;
}

/** SARIF 2.1.0 (OASIS, sarif-v2.1.0-errata01). */
export function lintSarif(
  { findings }: LintReport,
  { shown, version }: { readonly shown: (file: string) => string; readonly version: string },
): string {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const rules = ids.map((id) => ({
    id,
    shortDescription: { text: LINT_RULES[id].title },
    defaultConfiguration: { level: LINT_RULES[id].level },
  }));
  const results = findings.map(({ rule, level, message, hint, file, line, column, subject }) => ({
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level,
    message: { text: printable([message, hint].filter(Boolean).join(' ')) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: shown(file).split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' },
          region: { startLine: line, startColumn: column },
        },
        ...(subject !== '' && { logicalLocations: [{ name: subject, kind: 'resource' }] }),
      },
    ],
  }));
  const driver = { name: 'Castellan', version, informationUri: 'https://github.com/castellan/castellan', rules };
  const run = { tool: { driver }, results, columnKind: 'utf16CodeUnits' };
  return serialize({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] });
}
