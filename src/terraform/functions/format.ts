import type { Json } from '../../model/json.ts';
import { booleanOf, numberOf, textOf } from '../value.ts';

const VERB = /%(?:%|([-+0# ]*)(\d*)(?:\.(\d+))?(?:\[(\d+)\])?([a-zA-Z]))/g;
const WIDEST = 1000;

/** `format`, with the verbs of Go that Terraform knows; undefined where an argument does not suit its verb. */
export function formatText(pattern: string, args: readonly Json[]): string | undefined {
  let next = 0;
  let text = '';
  let from = 0;
  for (const match of pattern.matchAll(VERB)) {
    const [whole, flags = '', width = '', precision, index, verb = ''] = match;
    text += pattern.slice(from, match.index);
    from = match.index + whole.length;
    if (whole === '%%') {
      text += '%';
      continue;
    }
    if (index !== undefined) next = Number(index) - 1;
    const value = args[next++];
    const shown = value === undefined ? undefined : VERBS[verb]?.(value, precision);
    if (shown === undefined || Number(width) > WIDEST) return undefined;
    text += padded(
      flags.includes('+') && verb === 'd' && !shown.startsWith('-') ? `+${shown}` : shown,
      Number(width),
      flags,
    );
  }
  return text + pattern.slice(from);
}

type Verb = (value: Json, precision: string | undefined) => string | undefined;

function inBase(base: number): Verb {
  return (value) => {
    const number = numberOf(value);
    return number === undefined ? undefined : Math.trunc(number).toString(base);
  };
}

const VERBS: Readonly<Record<string, Verb>> = {
  s: textOf,
  q: (value) => JSON.stringify(textOf(value)),
  v: (value) => textOf(value) ?? JSON.stringify(value),
  t: (value) => booleanOf(value)?.toString(),
  d: inBase(10),
  x: inBase(16),
  X: (value, precision) => inBase(16)(value, precision)?.toUpperCase(),
  b: inBase(2),
  o: inBase(8),
  f: (value, precision) => numberOf(value)?.toFixed(Math.min(Number(precision ?? 6), 20)),
};

function padded(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
