import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { compileCel } from './compile.ts';
import { CelError } from './error.ts';

const object: Json = {
  metadata: { name: 'web', labels: { app: 'web', team: 'play' } },
  spec: { replicas: 3, containers: [{ name: 'a', image: 'x:1' }, { name: 'b' }], empty: null },
};

function evaluate(source: string): Json {
  return compileCel(source, ['object'])({ object });
}

const values: [source: string, value: Json][] = [
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['7 / 2', 3],
  ['7.5 / 2.0', 3.75],
  ['7 % 4', 3],
  ['-2 + 1', -1],
  ['!true || true', true],
  ['1 < 2 && "a" < "b"', true],
  ['[1, 2] == [1, 2]', true],
  ['{"a": 1} == {"a": 1}', true],
  ['2 in [1, 2]', true],
  ['"app" in object.metadata.labels', true],
  ['object.spec.replicas >= 3 ? "many" : "few"', 'many'],
  ['object.spec.containers[0].image', 'x:1'],
  ['object.metadata.labels["team"]', 'play'],
  ['has(object.spec.replicas)', true],
  ['has(object.spec.missing)', false],
  ['has(object.spec.empty)', false],
  ['size(object.spec.containers)', 2],
  ['object.spec.containers.all(c, c.name != "")', true],
  ['object.spec.containers.exists(c, has(c.image) && c.image.startsWith("x"))', true],
  ['object.spec.containers.exists_one(c, has(c.image))', true],
  ['object.spec.containers.filter(c, !has(c.image)).map(c, c.name)', ['b']],
  ['object.metadata.labels.all(k, k.size() > 2)', true],
  ['object.metadata.name.matches("^w.b$")', true],
  ['object.metadata.name.contains("e")', true],
  ['"a,b".split(",")', ['a', 'b']],
  ['string(3) + "x"', '3x'],
  ['int("42") + 1', 43],
  ['object.missing == 1 || true', true],
  ['false && object.missing == 1', false],
  ['"it\\"s" + \'\\n\'', 'it"s\n'],
  ['true // always', true],
];

const mistakes: [source: string, message: RegExp][] = [
  ['1 +', /ends too early/],
  ['(1', /"\)" is expected/],
  ['nothing', /undeclared reference to 'nothing'/],
  ['launch()', /undeclared reference to 'launch'/],
  ['"a".constructor()', /undeclared reference to 'constructor'/],
  ['"open', /not closed/],
  ['1 # 2', /no meaning/],
  ['('.repeat(1000), /deeper than/],
  ['!'.repeat(1000), /deeper than/],
];

const failures: [source: string, message: RegExp][] = [
  ['object.missing', /no "missing"/],
  ['object.__proto__', /no "__proto__"/],
  ['object.spec.containers[9]', /no "9"/],
  ['1 / 0', /division by zero/],
  ['!1', /no matching overload for '!_' applied to '\(int\)'/],
  ['"a" - 1', /no matching overload for '_-_' applied to '\(string, int\)'/],
  ['"a".matches("(")', /no RE2/],
];

describe('compileCel', () => {
  it.each(values)('%s', (source, value) => {
    expect(evaluate(source)).toEqual(value);
  });

  it.each(mistakes)('refuses %s', (source, message) => {
    expect(() => compileCel(source, ['object'])).toThrow(message);
  });

  it.each(failures)('fails on %s', (source, message) => {
    expect(() => evaluate(source)).toThrow(message);
  });

  it('stops an expression that takes too many steps', () => {
    const items = Array.from({ length: 1000 }, (_, i) => i);
    const program = compileCel('items.all(a, items.all(b, items.all(c, true)))', ['items']);

    expect(() => program({ items })).toThrow(/more than/);
  });

  it('matches a hostile pattern in linear time', () => {
    const program = compileCel('text.matches("(a+)+$")', ['text']);

    expect(program({ text: `${'a'.repeat(5000)}b` })).toBe(false);
  });

  it('gives a value or a CelError for any text', () => {
    const words = fc.constantFrom(
      'object',
      '.spec',
      '[',
      ']',
      '(',
      ')',
      '&&',
      '!',
      '1',
      '"x"',
      '?',
      ':',
      'has',
      ',',
      'in',
      '+',
      '{',
      '}',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        try {
          evaluate(parts.join(' '));
        } catch (error) {
          expect(error).toBeInstanceOf(CelError);
        }
      }),
    );
  });
});
