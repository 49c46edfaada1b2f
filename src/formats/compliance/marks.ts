import type { ControlStatus } from '../../model/report.ts';
import { STATUS_WORDS } from '../words.ts';

/** A shape per status, so that nobody needs to see colours. */
export const MARKS: Readonly<Record<ControlStatus, string>> = {
  pass: '✔',
  fail: '✘',
  partly: '◐',
  unknown: '?',
  'not-covered': '–',
  manual: '☞',
};

/** In which order statuses are counted. */
export const statusOrder: readonly ControlStatus[] = ['pass', 'fail', 'partly', 'unknown', 'not-covered', 'manual'];

/** A status as HTML: shape, word and colour. */
export function label(status: ControlStatus, text: string = STATUS_WORDS[status]): string {
  return `<span class="status ${status}"><span aria-hidden="true">${MARKS[status]}</span> ${text}</span>`;
}
