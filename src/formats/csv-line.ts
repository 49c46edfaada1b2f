import { printable } from '../std/text.ts';
import { withoutCommands } from './escape.ts';

/** A line of RFC 4180 from untrusted fields. */
export function csvLine(fields: readonly (string | number)[]): string {
  return fields.map(field).join(',');
}

/** A spreadsheet takes a field that begins with one of these, or their fullwidth forms, for a formula (OWASP). */
const FORMULA = /^[\s'"]*[=+\-@|%＝＋－＠]/;

/** Nothing to quote or to defuse, unless it ends with a space. */
const HARMLESS = /^[A-Za-z0-9][ !$-+\--~]*$/;

function field(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (HARMLESS.test(value) && !value.endsWith(' ')) return value;
  const text = withoutCommands(printable(value));
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
