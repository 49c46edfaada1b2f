import type { Json } from '../../model/json.ts';
import { booleanOf, numberOf, textOf } from '../value.ts';

const VERB = /%(?:%|([-+0# ]*)(\d*)(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;
const WIDEST = 1000;

/** `format`, with the verbs of Go that Terraform knows; undefined where an argument does not suit its verb. */
export function formatText(pattern: string, args: readonly Json[]): string | undefined {
  let next = 0;
  let isSound = true;
  const text = pattern.replaceAll(VERB, (whole, flags = '', width = '', precision, index, verb) => {
    if (whole === '%%') return '%';
    if (index !== undefined) next = Number(index) - 1;
    const shown = one(verb, args[next++], flags, precision);
    if (shown === undefined || Number(width) > WIDEST) {
      isSound = false;
      return '';
    }
    return padded(shown, Number(width), flags);
  });
  return isSound ? text : undefined;
}

function one(verb: string, value: Json | undefined, flags: string, precision: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const number = numberOf(value);
  switch (verb) {
    case 's':
      return textOf(value);
    case 'q':
      return JSON.stringify(textOf(value));
    case 'v':
      return textOf(value) ?? JSON.stringify(value);
    case 't':
      return booleanOf(value)?.toString();
    case 'd':
      return number === undefined ? undefined : signed(Math.trunc(number).toString(), flags);
    case 'f':
      return number?.toFixed(Math.min(Number(precision ?? 6), 20));
    case 'x':
      return number === undefined ? undefined : Math.trunc(number).toString(16);
    case 'X':
      return number === undefined ? undefined : Math.trunc(number).toString(16).toUpperCase();
    case 'b':
      return number === undefined ? undefined : Math.trunc(number).toString(2);
    case 'o':
      return number === undefined ? undefined : Math.trunc(number).toString(8);
    default:
      return undefined;
  }
}

function signed(text: string, flags: string): string {
  return flags.includes('+') && !text.startsWith('-') ? `+${text}` : text;
}

function padded(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
