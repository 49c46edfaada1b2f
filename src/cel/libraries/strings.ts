import * as costs from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { codePointCount, slice, toPoints, toUnits, wide } from '../text.ts';
import { Fault } from '../values.ts';
import { format } from './format.ts';

type Int = number | bigint;

const MAX_RESULT = 10_000_000;

const outOfRange = (index: Int): Fault => new Fault(`index out of range: ${index}`);

function charAt(text: string, index: Int): string | Fault {
  const at = Number(index);
  if (at < 0 || at > codePointCount(text)) return outOfRange(index);
  return slice(text, at, at + 1);
}

function indexOf(text: string, part: string, offset: Int = 0): Int | Fault {
  const from = Number(offset);
  if (from < 0 || from > codePointCount(text)) return outOfRange(offset);
  return toPoints(text, text.indexOf(part, toUnits(text, from)));
}

function lastIndexOf(text: string, part: string, offset?: Int): Int | Fault {
  const size = codePointCount(text);
  const from = offset === undefined ? size : Number(offset);
  if (from < 0 || from > size) return outOfRange(offset ?? size);
  return toPoints(text, text.lastIndexOf(part, toUnits(text, from)));
}

function substring(text: string, start: Int, end: Int = codePointCount(text)): string | Fault {
  const [from, to] = [Number(start), Number(end)];
  const size = codePointCount(text);
  if (from < 0 || from > size) return outOfRange(start);
  if (to < 0 || to > size) return outOfRange(end);
  return from > to ? new Fault(`invalid substring range: ${from} to ${to}`) : slice(text, from, to);
}

function replace(text: string, old: string, by: string, limit: Int = -1): string | Fault {
  const count = Number(limit);
  if (count === 0) return text;
  const pieces = old === '' ? ['', ...Array.from(text), ''] : text.split(old);
  const places = pieces.length - 1;
  const replaced = count < 0 ? places : Math.min(count, places);
  if (text.length + replaced * by.length > MAX_RESULT) return new Fault('the replaced text is too long');
  const glue = old === '' ? '' : old;
  return pieces.reduce((out, piece, i) => (i === 0 ? piece : out + (i <= replaced ? by : glue) + piece), '');
}

function split(text: string, by: string, limit: Int = -1): string[] {
  const count = Number(limit);
  if (count === 0) return [];
  if (count === 1) return [text];
  const pieces = by === '' ? Array.from(text) : text.split(by);
  if (count < 0 || pieces.length <= count) return pieces;
  return [...pieces.slice(0, count - 1), pieces.slice(count - 1).join(by)];
}

function join(list: unknown[], separator = ''): string | Fault {
  return list.every((item) => typeof item === 'string')
    ? list.join(separator)
    : new Fault('no such overload: join() needs a list of strings');
}

/** Letters of ASCII alone change. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/** Unicode's White_Space, as Go's strings.TrimSpace has it: without the byte order mark. */
const SPACE = String.raw`[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]`;
const LEADING = new RegExp(`^${SPACE}+`);
const IS_SPACE = new RegExp(SPACE);

function trim(text: string): string {
  const start = text.replace(LEADING, '');
  let end = start.length;
  while (end > 0 && IS_SPACE.test(start[end - 1]!)) end--;
  return start.slice(0, end);
}

const QUOTES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

// oxlint-disable-next-line no-control-regex -- these are what is escaped
const ESCAPED = /[\x07\b\f\n\r\t\v\\"]/g;

const quote = (text: string): string => `"${text.toWellFormed().replace(ESCAPED, (char) => QUOTES[char]!)}"`;

const reverse = (text: string): string => (wide(text) ?? text.split('')).toReversed().join('');

/** cel-go, ext/strings.go, version 2: what Kubernetes has */
export const strings: Library = {
  name: 'strings',
  overloads: [
    ...overloads({ '<string>.charAt(int): string': charAt }),
    ...overloads(
      {
        '<string>.indexOf(string): int': indexOf,
        '<string>.indexOf(string, int): int': indexOf,
        '<string>.lastIndexOf(string): int': lastIndexOf,
        '<string>.lastIndexOf(string, int): int': lastIndexOf,
      },
      costs.walking,
    ),
    ...overloads(
      {
        '<string>.substring(int): string': substring,
        '<string>.substring(int, int): string': substring,
        '<string>.lowerAscii(): string': lower,
        '<string>.upperAscii(): string': upper,
        '<string>.trim(): string': trim,
      },
      costs.rewriting,
    ),
    ...overloads({ 'strings.quote(string): string': quote }, costs.quoting),
    ...overloads(
      {
        '<string>.replace(string, string): string': replace,
        '<string>.replace(string, string, int): string': replace,
      },
      costs.replacing,
    ),
    ...overloads(
      {
        '<string>.split(string): list<string>': split,
        '<string>.split(string, int): list<string>': split,
      },
      costs.splitting,
    ),
    ...overloads(
      {
        '<list<string>>.join(): string': join,
        '<list<string>>.join(string): string': join,
      },
      costs.joining,
    ),
    ...overloads({ '<string>.format(list<dyn>): string': format }, costs.formatting),
  ],
};

/** What versions 3 and 4 add. */
export const laterStrings: Library = {
  name: 'strings (later)',
  overloads: overloads({ '<string>.reverse(): string': reverse }, costs.rewriting),
};
