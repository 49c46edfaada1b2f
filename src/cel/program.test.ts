import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileBundle } from './bundle.ts';
import { environmentOf } from './environment.ts';
import { CelError } from './error.ts';
import { EXTENSIONS } from './libraries.ts';
import { compileExpression, type BackendName, type Outcome } from './program.ts';
import { toJson } from './json.ts';
import { DYN, INT, STRING, listOf } from './types.ts';
import { Fault } from './values.ts';

const object = {
  name: 'web',
  spec: {
    replicas: 3,
    paused: false,
    containers: [
      { name: 'a', image: 'x:1', cpu: 0.5 },
      { name: 'b', ports: [80, 443] },
    ],
  },
};
const variables = { object: DYN, count: INT, words: listOf(STRING) };
const environment = environmentOf({ variables, libraries: EXTENSIONS });
const unchecked = environmentOf({ variables, libraries: EXTENSIONS, checked: false });
const values = { object, count: 7, words: ['one', 'two'] };
const BACKENDS: readonly BackendName[] = ['javascript', 'closures'];

function shown({ value, cost }: Outcome) {
  const json = toJson(value);
  return { json: json instanceof Fault ? { error: json.message, at: json.at } : json, cost };
}

/** What both backends give, which must be the same: JSON, or the message of the error with its place, and the cost. */
function outcomes(source: string, env = environment): unknown[] {
  return BACKENDS.map((backend) => {
    const { value, cost } = compileExpression(source, env, backend).run(values);
    const json = toJson(value);
    return json instanceof Fault ? { error: json.message, at: json.at, cost } : { json, cost };
  });
}

describe.each(BACKENDS)('compiled to %s', (backend) => {
  const evaluate = (source: string) => compileExpression(source, environment, backend).evaluate(values);

  it.each([
    ['9007199254740991 + 1 == 9007199254740992', true],
    ['9223372036854775807 - 1 == 9223372036854775806', true],
    ['dyn(1) == 1.0 && dyn(1) == 1u && type(dyn(1)) != type(1.0)', true],
    ['{1: "a"}[dyn(1u)] == "a"', true],
    ['"a😀b".size() == 3 && "a😀b".indexOf("b") == 2 && "a😀b".substring(1, 2) == "😀"', true],
    ['timestamp("2009-02-13T23:31:30Z").getHours("Australia/Sydney") == 10', true],
    ['object.?spec.?missing.orValue("none") == "none"', true],
    ['object.spec.containers.transformMap(i, c, c.name == "b", i) == {1: 1}', true],
    ['cel.bind(x, object.spec.missing, true || x)', true],
    ['words.sortBy(w, w.size() * -1 + w.indexOf("t")) == ["one", "two"]', true],
    ['object.constructor == 1 || has(object.toString) || !has(object.__proto__)', true],
  ])('%s is %j', (source, expected) => {
    expect(evaluate(source)).toBe(expected);
  });

  it.each([
    ['9223372036854775807 + 1', 'integer overflow'],
    ['object.nothing', 'no such key: there is no "nothing"'],
    ['object.spec.containers.all(c, c.cpu > 0.1)', 'no such key: there is no "cpu"'],
    ['object.constructor', 'no such key: there is no "constructor"'],
    ['object.spec.containers.length', 'no such overload: list has no fields, asked for "length"'],
    [
      '"\\n".matches("(" + object.name)',
      '"(web" is no RE2 regular expression: error parsing regexp: missing closing ): `(web`',
    ],
  ])('%s fails: %s', (source, message) => {
    const value = evaluate(source);

    expect(value).toBeInstanceOf(Fault);
    expect((value as Fault).message).toBe(message);
  });

  it('stops what costs too much, whatever would absorb errors', () => {
    const bomb =
      Array.from({ length: 9 }, (_, i) => `[1,2,3,4,5,6,7,8,9].all(x${i}, `).join('') + 'true' + ')'.repeat(9);
    const program = compileExpression(`true || false ? (${bomb} || true) : false`, environment, backend);

    const { value, cost } = program.run(values);

    expect((value as Fault).message).toMatch(/costs more than 1000000/);
    expect(cost).toBeLessThan(1_001_000);
  });

  it('stops texts and lists that double', () => {
    const doubling = (start: string) =>
      Array.from({ length: 60 }, (_, i) => `cel.bind(v${i}, ${i ? `v${i - 1} + v${i - 1}` : start}, `).join('');
    for (const start of ['"x"', '[1]']) {
      const value = evaluate(`${doubling(start)}v59.size()${')'.repeat(60)}`);
      expect((value as Fault).message).toMatch(/costs more|too large/);
    }
  });

  it('matches hostile patterns in linear time', () => {
    for (const pattern of [
      '(a+)+$',
      '(a|a)*b',
      '^(([a-z])+.)+[A-Z]([a-z])+$',
      'a?'.repeat(50) + 'a'.repeat(50),
      '.*.*.*.*=.*',
    ]) {
      const program = compileExpression(`object.matches(${JSON.stringify(pattern)})`, environment, backend);
      expect(program.evaluate({ object: 'a'.repeat(20_000) + '!' })).toBeTypeOf('boolean');
    }
  });
});

describe('mistakes', () => {
  it.each([
    [
      'object.spec &&\n  nothing',
      2,
      3,
      "undeclared reference to 'nothing' (in container ''); there are object, count, words",
    ],
    ['count + "a"', 1, 7, "found no matching overload for '_+_' applied to '(int, string)'"],
    ['words.all(w, w)\n', 1, 14, "expected type 'bool' but found 'string'"],
    [
      'object.name.matches("(?=a)")',
      1,
      21,
      'invalid matches argument; "(?=a)" is no RE2 regular expression: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      'object.name.matches("\\\\1")',
      1,
      21,
      'invalid matches argument; "\\1" is no RE2 regular expression: error parsing regexp: invalid escape sequence: `\\1`',
    ],
    ['count.missing', 1, 6, "type 'int' does not support field selection"],
    ['"😀😀" + count', 1, 6, "found no matching overload for '_+_' applied to '(string, int)'"],
    [
      'timestamp("yesterday")',
      1,
      11,
      'invalid timestamp argument; "yesterday" is no timestamp of RFC 3339, or out of range',
    ],
    ['"a\n"', 1, 1, 'this string is not closed on its line'],
    ['99999999999999999999', 1, 1, 'the number 99999999999999999999 is out of range or malformed'],
    ['has(count)', 1, 5, 'has() needs a field: has(object.spec)'],
    ['words.map(a.b, 1)', 1, 12, 'the first argument of map() is the name of a variable'],
  ])('%j at %i:%i', (source, line, column, message) => {
    const compile = () => compileExpression(source, environment);

    expect(compile).toThrow(CelError);
    expect(compile).toThrow(expect.objectContaining({ line, column, message }) as Error);
  });

  it.each([
    ['nesting', `${'['.repeat(1000)}${']'.repeat(1000)}`, /nested deeper than 250/],
    ['prefixes', `${'!'.repeat(5000)}true`, /nested deeper than 250/],
    ['ternaries', `${'true ? 1 : '.repeat(2000)}1`, /nested deeper than 250/],
    ['operators in a row', `1${' + 1'.repeat(3000)}`, /more than 1000 operations in a row/],
    ['fields in a row', `object${'.a'.repeat(3000)}`, /more than 1000 operations in a row/],
    ['length', ' '.repeat(200_000), /longer than 100000/],
  ])('bounds %s', (_, source, message) => {
    expect(() => compileExpression(source, environment)).toThrow(message);
  });

  it('compiles the deepest expression that is allowed', () => {
    for (const source of [
      `${'['.repeat(240)}${']'.repeat(240)}`,
      `1${' + 1'.repeat(990)} == 991`,
      `${'true && ('.repeat(240)}true${')'.repeat(240)}`,
    ]) {
      const [javascript, closures] = outcomes(source);
      expect(javascript).toEqual(closures);
      expect(javascript).toHaveProperty('json');
    }
  });
});

/** Expressions that are often well typed: enough of both kinds to reach every operator. */
const expressions = fc.letrec<Record<'any', string>>((tie) => ({
  any: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom(
      '1',
      '-2',
      '0',
      '2u',
      '1.5',
      '2.0',
      '"a"',
      '""',
      'b"z"',
      'true',
      'false',
      'null',
      '[]',
      '{}',
      'count',
      'words',
      'object',
      'object.spec',
      'object.name',
      'object.missing',
      'object.spec.containers',
      'object.spec.replicas',
      '9223372036854775807',
      'optional.none()',
      'duration("1s")',
      'has(object.spec.paused)',
      'has(object.nothing)',
      'x',
      'y',
    ),
    fc
      .tuple(
        tie('any'),
        fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'in', '&&', '||'),
        tie('any'),
      )
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(fc.constantFrom('!', '-'), tie('any')).map(([op, a]) => `${op}(${a})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(
        tie('any'),
        fc.constantFrom(
          '[0]',
          '["name"]',
          '.name',
          '.?name',
          '[?0]',
          '.size()',
          '.orValue(1)',
          '.hasValue()',
          '.image',
        ),
      )
      .map(([a, b]) => `${a}${b}`),
    fc
      .tuple(tie('any'), fc.constantFrom('all', 'exists', 'exists_one', 'map', 'filter'), tie('any'))
      .map(([a, macro, b]) => `${a}.${macro}(x, ${b})`),
    fc
      .tuple(tie('any'), fc.constantFrom('all', 'exists', 'transformList', 'transformMap'), tie('any'))
      .map(([a, macro, b]) => `${a}.${macro}(x, y, ${b})`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `cel.bind(x, ${a}, ${b})`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `[${a}, ${b}]`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
    fc
      .tuple(fc.constantFrom('size', 'string', 'int', 'type', 'dyn', 'double'), tie('any'))
      .map(([f, a]) => `${f}(${a})`),
  ),
})).any;

describe('any text', () => {
  it('compiles or is a CelError', () => {
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
      '.?',
      '`a-b`',
      'b"',
      "r'''",
      '0x',
      '1e',
      '.all(x,',
      '\\',
      '\u{1f600}',
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 14 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          outcomes(text, unchecked);
        } catch (error) {
          expect(error).toBeInstanceOf(CelError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('means the same in both backends, costs included', () => {
    fc.assert(
      fc.property(expressions, (source) => {
        const [javascript, closures] = outcomes(source, unchecked);
        fc.pre(!JSON.stringify([javascript, closures]).includes('costs more'));
        expect(javascript).toEqual(closures);
      }),
      { numRuns: 1500 },
    );
  });

  it.each(['[] == null', 'null != {}', 'object.spec == null', 'count == null'])(
    'costs the same in both: %s',
    (source) => {
      const [javascript, closures] = outcomes(source, unchecked);

      expect(javascript).toEqual(closures);
    },
  );

  it('means the same together with others as alone', () => {
    fc.assert(
      fc.property(fc.array(expressions, { minLength: 1, maxLength: 12 }), (sources) => {
        const alone = sources.map((source) => shown(compileExpression(source, unchecked).run(values)).json);

        for (const backend of BACKENDS) {
          const together = compileBundle(sources, unchecked, backend).evaluate(values);
          expect(together.map((value) => shown({ value, cost: 0 }).json)).toEqual(alone);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('has a cost limit of its own for each that runs together', () => {
    const bomb = '[1,2,3,4,5,6,7,8,9].all(x, '.repeat(7) + 'true' + ')'.repeat(7);
    const bundle = compileBundle(['count == 7', bomb, 'object.name == "web"', 'object.nothing'], environment);

    const [first, second, third, fourth] = bundle.evaluate(values);

    expect(first).toBe(true);
    expect((second as Fault).message).toMatch(/costs more than 1000000/);
    expect(third).toBe(true);
    expect((fourth as Fault).message).toBe('no such key: there is no "nothing"');
  });
});
