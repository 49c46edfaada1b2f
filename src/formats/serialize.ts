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

/**
 * Puts a long list into serialized JSON in the place of the empty list of `key` at the top: one item a line, so that it
 * costs little to write and reads well in a diff.
 */
export function withLines(serialized: string, key: string, items: readonly unknown[]): string {
  if (items.length === 0) return serialized;
  const place = `\n  "${key}": []`;
  const at = serialized.indexOf(place) + place.length - 1;
  const lines = items.map((item) => `\n    ${inert(JSON.stringify(item))}`);
  return `${serialized.slice(0, at)}${lines.join(',')}\n  ${serialized.slice(at)}`;
}

function inert(text: string): string {
  const safe = text.includes('##') ? text.replaceAll('##', '#\\u0023') : text;
  return UNUSUAL.test(safe) ? safe.replace(UNUSUAL_EACH, escape) : safe;
}

const UNUSUAL = /[^\n -~]/u;
const UNUSUAL_EACH = /[^\n -~]/gu;

function escape(character: string): string {
  if (printable(character) === character) return character;
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}
