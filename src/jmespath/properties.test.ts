import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import type { DialectName } from './dialect.ts';
import { compileJmespath, JmespathError } from './jmespath.ts';

const name = fc.constantFrom('a', 'b', 'c', '"d e"', 'constructor', '__proto__', 'toString');
const literal = fc.constantFrom(
  '`null`',
  '`1`',
  '`-2.5`',
  '`true`',
  "'x'",
  "''",
  '`[1, [2], null]`',
  '`{"a": 1}`',
  '`[]`',
);
const infix = fc.constantFrom('||', '&&', '==', '!=', '<', '>=', '|');
const one = fc.constantFrom('length', 'type', 'to_string', 'to_array', 'keys', 'reverse', 'not_null', 'max', 'sort');

const { expression } = fc.letrec<{ expression: string; chain: string }>((tie) => ({
  chain: fc.oneof(
    { withCrossShrink: true, depthSize: 'small' },
    name,
    fc.constant('@'),
    fc.tuple(tie('chain'), name).map(([l, n]) => `${l}.${n}`),
    fc.tuple(tie('chain'), fc.integer({ min: -3, max: 3 })).map(([l, i]) => `${l}[${i}]`),
    fc
      .tuple(tie('chain'), fc.constantFrom('[*]', '[]', '.*', '[1:]', '[::-1]', '[-2:3:2]'))
      .map((parts) => parts.join('')),
    fc.tuple(tie('chain'), tie('expression')).map(([l, c]) => `${l}[?${c}]`),
    fc.tuple(tie('chain'), tie('expression'), tie('expression')).map(([l, a, b]) => `${l}.[${a}, ${b}]`),
    fc.tuple(tie('chain'), name, tie('expression')).map(([l, k, a]) => `${l}.{${k}: ${a}}`),
  ),
  expression: fc.oneof(
    { withCrossShrink: true, depthSize: 'small' },
    tie('chain'),
    literal,
    fc.tuple(tie('expression'), infix, tie('expression')).map(([l, o, r]) => `(${l}) ${o} (${r})`),
    tie('expression').map((e) => `!(${e})`),
    fc.tuple(one, tie('expression')).map(([f, e]) => `${f}(${e})`),
    fc
      .tuple(fc.constantFrom('sort_by', 'max_by'), tie('expression'), tie('expression'))
      .map(([f, l, e]) => `${f}(${l}, &${e})`),
    fc.tuple(tie('expression'), tie('expression')).map(([e, l]) => `map(&${e}, ${l})`),
  ),
}));

const { data } = fc.letrec<{ data: Json }>((tie) => ({
  data: fc.oneof(
    { withCrossShrink: true, depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, 0, 1, -2.5, '', 'x', 'ab'),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd e', 'constructor', '__proto__'), tie('data'), { maxKeys: 4 }),
  ),
}));

function outcome(text: string, value: Json, dialect: DialectName, generate: boolean): unknown {
  try {
    return compileJmespath(text, { dialect, generate }).evaluate(value);
  } catch (error) {
    if (error instanceof JmespathError) return `${error.code} at ${error.at}: ${error.message}`;
    throw error;
  }
}

describe('any expression', () => {
  it.each<DialectName>(['standard', 'kyverno'])('gives the same by generated code and by closures (%s)', (dialect) => {
    fc.assert(
      fc.property(expression, data, (text, value) => {
        expect(outcome(text, value, dialect, true)).toEqual(outcome(text, value, dialect, false));
      }),
      { numRuns: 2000 },
    );
  });

  it('names the key when it says "not found"', () => {
    fc.assert(
      fc.property(expression, data, (text, value) => {
        const query = compileJmespath(text, { dialect: 'kyverno' });
        if (outcome(text, value, 'kyverno', true) !== undefined) return;

        expect(() => query.require(value)).toThrow(
          /^Unknown key "(a|b|c|d e|constructor|__proto__|toString)" in path$/,
        );
      }),
    );
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'.*[]{}()|&!<>=@,:?`"\'\\-0a "'.split(''),
    '[?',
    '||',
    '&&',
    '`1`',
    "'x'",
    'sort_by(',
    '&a',
    '[::-1]',
  );
  const noise = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  );

  it('is read, or refused with a place in it', () => {
    fc.assert(
      fc.property(noise, (text) => {
        try {
          compileJmespath(text).evaluate({ a: [1, { a: 'x' }] });
        } catch (error) {
          expect(error).toBeInstanceOf(JmespathError);
          expect((error as JmespathError).at).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
