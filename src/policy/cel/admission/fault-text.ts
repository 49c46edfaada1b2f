import type { Fault } from '../../../cel/values.ts';

/* Errors of expressions in the words of cel-go, which the API server shows to the user. */

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^no such key: there is no "([^]*)"$/, 'no such key: {}'],
  [/^no such overload: null_type has no fields, asked for "([^]*)"$/, 'no such key: {}'],
  [/^no such overload: \S+ can't be indexed, asked for "([^]*)"$/, 'no such key: {}'],
  [/^"[^]*" is no (int|uint|double|bool)$/, "type conversion error from 'string' to '{}'"],
  [/^"[^]*" is no duration, or out of range$/, "type conversion error from 'string' to 'google.protobuf.Duration'"],
  [/^("[^]*") is no timestamp\b[^]*$/, 'invalid RFC 3339 timestamp {}'],
  [/^"[^]*" is no RE2 regular expression: ([^]*)$/, '{}'],
  [
    /^"[^]*" is no quantity$/,
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  ],
  [/^no such overload\b[^]*$/, 'no such overload'],
  [/^\S+ and \S+ have no order$/, 'no such overload'],
  [/^index out of bounds: there is no "(.*)"$/, 'index out of bounds: {}'],
  [/^the expression costs more than [^]*$/, 'operation cancelled: actual cost limit exceeded'],
];

export function faultText({ message }: Fault): string {
  for (const [pattern, words] of WORDS) {
    const found = pattern.exec(message);
    if (found) return words.replace('{}', () => found[1] ?? '');
  }
  return message;
}
