import { hexHash } from '../../std/hash.ts';
import { FunctionFailure } from '../error.ts';
import { define, type JmespathFunction } from '../function.ts';
import { decodeBase64, encodeBase64, toText } from '../go/base64.ts';
import { formatFloat32 } from '../go/float.ts';
import { compileRegexp, replaceRegexp, replaceRegexpLiteral } from '../go/regexp.ts';
import { inRange } from '../go/semver.ts';
import { compareText, equalFold, mapCase, replaceText, splitText, trimText } from '../go/strings.ts';
import { matchWildcard } from '../go/wildcard.ts';
import type { Run } from '../run.ts';

/** Some functions take a number for a text. */
type Textual = string | number;

export function textOf(value: Textual): string {
  return typeof value === 'number' ? formatFloat32(value) : value;
}

function toBoolean(text: string): boolean {
  const lower = mapCase(text, 'lower');
  if (lower === 'true' || lower === 'false') return lower === 'true';
  throw new FunctionFailure(`lowercase argument must be 'true' or 'false' (provided: '${text}')`);
}

/** `filepath.Clean`, but nothing for nothing. */
function cleanPath(path: string): string {
  if (path === '') return '';
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!root) parts.push('..');
  }
  return root + parts.join('/') || '.';
}

function truncate(text: string, length: number): string {
  return length < 1 ? '' : Array.from(text).slice(0, Math.trunc(length)).join('');
}

function matchesWildcard(pattern: string, text: string, run: Run): boolean {
  run.spend(Math.min(pattern.split('*').length * text.length, 1e9));
  return matchWildcard(pattern, text);
}

function replaced(args: readonly [string, string, string], most: number, run: Run): string {
  const [text, old, by] = args;
  run.spend(text.length >> 4);
  run.room(text.length + occurrences(text, old, most) * (by.length - old.length));
  return run.text(replaceText(text, old, by, most));
}

/** How often a text is found; nothing is found nowhere, as what comes of it is told by its characters. */
function occurrences(text: string, old: string, most: number): number {
  if (old === '') return 0;
  const wanted = most < 0 ? Infinity : most;
  let count = 0;
  for (let at = text.indexOf(old); at >= 0 && count < wanted; at = text.indexOf(old, at + old.length)) count++;
  return count;
}

const TEXT_OR_NUMBER = ['string', 'number'] as const;

export const TEXTS: readonly [string, JmespathFunction][] = [
  ['base64_decode', define(['string'], ([text]) => toText(decodeBase64(text)))],
  ['base64_encode', define(['string'], ([text], run) => run.text(encodeBase64(text)))],
  ['compare', define(['string', 'string'], ([a, b]) => compareText(a, b))],
  ['equal_fold', define(['string', 'string'], ([a, b]) => equalFold(a, b))],
  ['md5', define(['string'], ([text]) => hexHash('md5', text))],
  ['path_canonicalize', define(['string'], ([path]) => cleanPath(path))],
  ['pattern_match', define(['string', TEXT_OR_NUMBER], ([p, text], run) => matchesWildcard(p, textOf(text), run))],
  ['regex_match', define(['string', TEXT_OR_NUMBER], ([p, text]) => compileRegexp(p).test(textOf(text)))],
  [
    'regex_replace_all',
    define(['string', TEXT_OR_NUMBER, TEXT_OR_NUMBER], ([p, text, by], run) =>
      replaceRegexp(p, textOf(text), textOf(by), run),
    ),
  ],
  [
    'regex_replace_all_literal',
    define(['string', TEXT_OR_NUMBER, TEXT_OR_NUMBER], ([p, text, by], run) =>
      replaceRegexpLiteral(p, textOf(text), textOf(by), run),
    ),
  ],
  [
    'replace',
    define(['string', 'string', 'string', 'number'], ([t, o, b, n], run) => replaced([t, o, b], Math.trunc(n), run)),
  ],
  ['replace_all', define(['string', 'string', 'string'], ([t, o, b], run) => replaced([t, o, b], -1, run))],
  ['semver_compare', define(['string', 'string'], ([version, range]) => inRange(version, range))],
  ['sha1', define(['string'], ([text]) => hexHash('sha1', text))],
  ['sha256', define(['string'], ([text]) => hexHash('sha256', text))],
  ['split', define(['string', 'string'], ([text, by], run) => (run.spend(text.length >> 2), splitText(text, by)))],
  ['to_boolean', define(['string'], ([text]) => toBoolean(text))],
  ['to_lower', define(['string'], ([text]) => mapCase(text, 'lower'))],
  ['to_upper', define(['string'], ([text]) => mapCase(text, 'upper'))],
  ['trim', define(['string', 'string'], ([text, set]) => trimText(text, set))],
  ['trim_prefix', define(['string', 'string'], ([text, p]) => (text.startsWith(p) ? text.slice(p.length) : text))],
  ['truncate', define(['string', 'number'], ([text, length]) => truncate(text, length))],
];
