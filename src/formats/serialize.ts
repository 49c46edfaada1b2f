import { printable } from '../std/text.ts';

/**
 * JSON as formats write it. What a terminal or a CI log would obey is written as `\u` escapes, which changes no value:
 * control and bidirectional characters, and `##[`, which GitHub's runner takes as a command anywhere in a line.
 */
export function serialize(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replaceAll('##', '#\\u0023');
  return `${text.replace(/[^\n -~]/gu, escape)}\n`;
}

function escape(character: string): string {
  if (printable(character) === character) return character;
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}
