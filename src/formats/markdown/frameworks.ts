import type { ControlStatus, FrameworkResult, Report } from '../../model/report.ts';
import { markdown as md } from '../escape.ts';
import { percent, STATUS_WORDS } from '../words.ts';

const STATUSES = Object.keys(STATUS_WORDS) as ControlStatus[];
const MAX_FAILED = 30;

/** A row per framework, and its failed controls. */
export function frameworkSection({ frameworks }: Report): string[] {
  if (frameworks.length === 0) return [];
  return [
    `| Framework | Score | Coverage | ${STATUSES.map((status) => STATUS_WORDS[status]).join(' | ')} |`,
    `| --- | ---: | ---: | ${STATUSES.map(() => '---:').join(' | ')} |`,
    ...frameworks.map(row),
    '',
    ...frameworks.flatMap(failed),
  ];
}

function row({ title, version, score, coverage, controls }: FrameworkResult): string {
  const counts = STATUSES.map((status) => controls.filter((control) => control.status === status).length);
  return `| ${md(`${title} ${version}`)} | ${percent(score)} | ${percent(coverage)} | ${counts.join(' | ')} |`;
}

function failed({ title, controls }: FrameworkResult): string[] {
  const lines = controls
    .filter(({ status }) => status === 'fail')
    .map((control) => `- ${md(control.id)} ${md(control.title)} (${md(control.rules.join(', '))})`);
  const more = lines.length - MAX_FAILED;
  if (lines.length === 0) return [];
  return [
    `Failed controls of ${md(title)}:`,
    '',
    ...lines.slice(0, MAX_FAILED),
    ...(more > 0 ? [`- and ${more} more`] : []),
    '',
  ];
}
