import type { Json } from '../../model/json.ts';
import { formatText } from './format.ts';
import { compileSafely } from './pattern.ts';
import { type Functions, listOf, MOST_MADE, ofTexts, textsOf } from './types.ts';

export const STRINGS: Functions = {
  chomp: ofTexts((text = '') => {
    let end = text.length;
    while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
    return text.slice(0, end);
  }),
  endswith: ofTexts((text = '', end = '') => text.endsWith(end)),
  startswith: ofTexts((text = '', start = '') => text.startsWith(start)),
  strcontains: ofTexts((text = '', part = '') => text.includes(part)),
  lower: ofTexts((text = '') => text.toLowerCase()),
  upper: ofTexts((text = '') => text.toUpperCase()),
  title: ofTexts((text = '') => text.replaceAll(/(^|[\s_-])(\S)/g, (_, before, first) => before + first.toUpperCase())),
  strrev: ofTexts((text = '') => Array.from(text).toReversed().join('')),
  split: ofTexts((by = '', text = '') => (text === '' ? [''] : text.split(by))),
  join: ([by, ...lists]) => join(by, lists),
  indent: ofTexts((count = '0', text = '') => {
    const spaces = Number(count);
    if (!(spaces >= 0) || spaces * text.length > MOST_MADE) return undefined;
    return text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
  }),
  substr: ofTexts((text = '', offset = '0', length = '-1') => {
    const characters = Array.from(text);
    const from = Number(offset) < 0 ? characters.length + Number(offset) : Number(offset);
    return characters.slice(from, Number(length) < 0 ? undefined : from + Number(length)).join('');
  }),
  trim: ofTexts((text = '', of = '') => trimmed(text, new Set(of))),
  trimspace: ofTexts((text = '') => text.trim()),
  trimprefix: ofTexts((text = '', start = '') => (text.startsWith(start) ? text.slice(start.length) : text)),
  trimsuffix: ofTexts((text = '', end = '') => (end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text)),
  format: ([pattern, ...args]) => (typeof pattern === 'string' ? formatText(pattern, args) : undefined),
  formatlist: ([pattern, ...args]) => formatList(pattern, args),
  replace: ofTexts(replace),
  regex: ofTexts(regex),
  regexall: ofTexts((pattern = '', text = '') => {
    const safe = compileSafely(pattern, text.length);
    return safe && Array.from(text.matchAll(safe), found);
  }),
};

function join(by: Json | undefined, lists: readonly Json[]): string | undefined {
  const words = textsOf(lists.flatMap((list) => listOf(list) ?? [null]));
  if (typeof by !== 'string' || !words || by.length * words.length > MOST_MADE) return undefined;
  return words.join(by);
}

function trimmed(text: string, of: ReadonlySet<string>): string {
  let [start, end] = [0, text.length];
  while (start < end && of.has(text.charAt(start))) start++;
  while (end > start && of.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function formatList(pattern: Json | undefined, args: readonly Json[]): Json | undefined {
  const longest = Math.max(...args.map((arg) => (Array.isArray(arg) ? arg.length : 0)), 0);
  if (typeof pattern !== 'string' || longest > 10_000) return undefined;
  const lines: string[] = [];
  for (let i = 0; i < longest; i++) {
    const line = formatText(
      pattern,
      args.map((arg) => (Array.isArray(arg) ? (arg[i] ?? null) : arg)),
    );
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines;
}

/** `/.../` is a pattern, everything else plain text. */
function replace(text = '', what = '', by = ''): string | undefined {
  if (what.length > 1 && what.startsWith('/') && what.endsWith('/')) {
    const safe = compileSafely(what.slice(1, -1), text.length);
    if (!safe || by.length * text.length > MOST_MADE) return undefined;
    return text.replaceAll(
      safe,
      by.replaceAll(/\$\{(\w+)\}/g, (_, name) => (/^\d+$/.test(name) ? `$${name}` : `$<${name}>`)),
    );
  }
  if (by.length * (text.length / Math.max(1, what.length)) > MOST_MADE) return undefined;
  return text.replaceAll(what, () => by);
}

function regex(pattern = '', text = ''): Json | undefined {
  const [first] = compileSafely(pattern, text.length) ? text.matchAll(compileSafely(pattern, text.length)!) : [];
  return first && found(first);
}

/** The match, or its groups: by name where they have one. */
function found(match: RegExpMatchArray): Json {
  if (match.groups) return Object.fromEntries(Object.entries(match.groups).map(([name, text]) => [name, text ?? null]));
  return match.length > 1 ? match.slice(1).map((text) => text ?? null) : match[0];
}
