import type { Fault } from '../../../cel/values.ts';

/* Errors of expressions in the words of cel-go, which the API server shows to the user. */

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^no such key: there is no "([^]*)"$/, 'no such key: $1'],
  [/^no such overload\b[^]*$/, 'no such overload'],
  [/^index out of bounds: there is no "(.*)"$/, 'index out of bounds: $1'],
  [/^the expression costs more than [^]*$/, 'operation cancelled: actual cost limit exceeded'],
];

export function faultText({ message }: Fault): string {
  for (const [pattern, words] of WORDS) if (pattern.test(message)) return message.replace(pattern, words);
  return message;
}
