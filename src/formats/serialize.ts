import { printable } from '../std/text.ts';

/**
 * JSON as formats write it. What a terminal or a CI log would obey is written as `\u` escapes, which changes no value:
 * control and bidirectional characters, and `##[`, which GitHub's runner takes as a command anywhere in a line.
 */
export function serialize(value: unknown): string {
  return `${inert(JSON.stringify(value, null, 2))}\n`;
}

/** The same in one line, for streams of JSON. */
export function serializeLine(value: unknown): string {
  return `${inert(JSON.stringify(value))}\n`;
}

/** Items that are written together. */
const BATCH = 256;

/**
 * Serialized JSON with a long list in the place of the empty one of `key` at the top, in parts: one item a line, so that it
 * costs little to write and reads well in a diff.
 */
export function* withLines<T>(
  serialized: string,
  key: string,
  items: readonly T[],
  shape: (item: T) => unknown,
): Generator<string> {
  if (items.length === 0) {
    yield serialized;
    return;
  }
  const place = `\n  "${key}": []`;
  const at = serialized.indexOf(place) + place.length - 1;
  yield serialized.slice(0, at);
  for (let from = 0; from < items.length; from += BATCH) {
    const lines = items.slice(from, from + BATCH).map((item) => `\n    ${JSON.stringify(shape(item))}`);
    yield `${from > 0 ? ',' : ''}${inert(lines.join(','))}`;
  }
  yield `\n  ${serialized.slice(at)}`;
}

function inert(text: string): string {
  const safe = text.includes('##') ? text.replaceAll('##', '#\\u0023') : text;
  // Of ASCII, JSON leaves but DEL as it is; to count bytes takes a tenth of the time of a regular expression.
  const isPlain = Buffer.byteLength(safe) === safe.length && !safe.includes('\u007f');
  return isPlain ? safe : safe.replace(UNUSUAL, escape);
}

const UNUSUAL = /[^\n -~]/gu;

function escape(character: string): string {
  if (printable(character) === character) return character;
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}
