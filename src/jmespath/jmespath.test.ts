import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { compileJmespath, JmespathError } from './jmespath.ts';

const DATA: Json = {
  name: 'web',
  empty: null,
  labels: { app: 'web' },
  ports: [{ n: 'http', port: 80 }, { n: 'metrics' }, { n: 'https', port: 443 }],
};

const NOT_FOUND = undefined;

describe('a key that is missing, as Kyverno has it', () => {
  it.each<[string, Json | undefined]>([
    ['zone', NOT_FOUND],
    ['labels.tier', NOT_FOUND],
    ['zone.name', NOT_FOUND],
    ['zone[0]', NOT_FOUND],
    ['ports[0].zone', NOT_FOUND],
    ['name && zone', NOT_FOUND],
    // Null is a value, and so is what nothing but an object could have.
    ['empty', null],
    ['empty.zone', null],
    ['name.zone', null],
    ['ports[9]', null],
    // What takes "not found" for null.
    ["zone || 'none'", 'none'],
    ['zone || tier', null],
    ['zone && name', null],
    ['!zone', true],
    ['zone == `null`', true],
    ['zone != name', true],
    ['zone > `1`', null],
    ['not_null(zone, name)', 'web'],
    ['type(zone)', 'null'],
    ['zone | @', null],
    ['[zone, name]', [null, 'web']],
    ['{z: zone}', { z: null }],
    ['zone[*]', null],
    ['zone[]', null],
    ['zone.*', null],
    ['ports[*].port', [80, 443]],
    ['ports[?port].n', ['http', 'https']],
    ['ports[?port == `null`].n', ['metrics']],
    ['ports[].zone', []],
    ['map(&port, ports)', [80, null, 443]],
  ])('%s', (expression, expected) => {
    for (const generate of [true, false]) {
      expect(compileJmespath(expression, { dialect: 'kyverno', generate }).evaluate(DATA)).toEqual(expected);
    }
    expect(compileJmespath(expression).evaluate(DATA)).toEqual(expected ?? null);
  });

  it('is named where a value is required', () => {
    const query = compileJmespath('name && labels.tier', { dialect: 'kyverno' });

    expect(() => query.require(DATA)).toThrow(
      expect.objectContaining({ code: 'not-found', message: 'Unknown key "tier" in path', at: 15 }),
    );
  });

  it('and failures below a filter are null', () => {
    const evaluate = (expression: string) => compileJmespath(expression, { dialect: 'kyverno' }).evaluate(DATA);

    expect(evaluate("parse_json('{')[]")).toBeNull();
    expect(() => evaluate("parse_json('{')[*]")).toThrow(JmespathError);
  });
});

describe('an expression that is wrong', () => {
  it.each([
    ['', 'syntax', 0, 'the expression ends too early: expected an expression'],
    ['a.', 'syntax', 2, 'the expression ends too early: expected a name, "*", "[" or "{"'],
    ['a b', 'syntax', 2, 'unexpected "b"'],
    ['a[', 'syntax', 2, 'the expression ends too early: expected an index, a slice or "*"'],
    ['a[?b', 'syntax', 4, 'the expression ends too early: expected "]"'],
    ["'open", 'syntax', 0, "' is not closed"],
    ['a == `{`', 'syntax', 5, 'a literal must be JSON'],
    ['a # b', 'syntax', 2, '"#" has no meaning here'],
    ['a.[0].b', 'syntax', 3, 'unexpected "0": expected an expression'],
    ['a || &b', 'syntax', 5, 'unexpected "&": expected an expression'],
    ['a[::0]', 'invalid-value', 1, 'the step of a slice must not be 0'],
    ['a.nope(b)', 'unknown-function', 2, 'there is no function nope()'],
    ['length(a, b)', 'invalid-arity', 0, 'length() takes 1 arguments, not 2'],
  ])('%s', (expression, code, at, message) => {
    expect(() => compileJmespath(expression)).toThrow(expect.objectContaining({ code, at, message }));
  });

  it('says at which call an argument has the wrong type', () => {
    const query = compileJmespath('name == join(`1`, ports)');

    expect(() => query.evaluate(DATA)).toThrow(
      expect.objectContaining({
        code: 'invalid-type',
        at: 8,
        message: 'join(): argument 1 must be string, not number',
      }),
    );
  });
});

describe('names that objects inherit', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s is no key unless it is there', (key) => {
    const mine = JSON.parse(`{"${key}": 1}`) as Json;

    for (const generate of [true, false]) {
      const field = compileJmespath(key, { generate });
      const object = compileJmespath(`{${key}: @}.${key}`, { generate });

      expect([field.evaluate({}), field.evaluate(mine), object.evaluate(2)]).toEqual([null, 1, 2]);
    }
    expect(Object.keys(compileJmespath('merge(@, @)').evaluate(mine) as object)).toEqual([key]);
  });
});

describe('limits', () => {
  const tooLarge = expect.objectContaining({ name: 'JmespathError', code: 'too-large' });

  it.each([
    ['brackets', '('.repeat(5_000)],
    ['lists', '['.repeat(5_000)],
    ['nots', `${'!'.repeat(5_000)}a`],
    ['steps', `a${'.a'.repeat(5_000)}`],
    ['flattens', `a${'[]'.repeat(5_000)}`],
    ['pipes', `a${'|a'.repeat(5_000)}`],
    ['characters', `'${'x'.repeat(200_000)}'`],
  ])('refuses too many %s', (_, expression) => {
    expect(() => compileJmespath(expression)).toThrow(tooLarge);
  });

  it.each([
    ['nested projections', `${'{a: [@, @]} | '.repeat(40)} a${'[*].a'.repeat(39)}`],
    ['a list that doubles', Array.from({ length: 60 }, () => '[@,@][]').join(' | ')],
    ['equality of what repeats itself', `${'[@,@] | '.repeat(60)} @ == ${'[@,@] | '.repeat(0)} @`],
    ['a text of what repeats itself', `${'[@,@] | '.repeat(60)} to_string(@)`],
    ['a text that doubles', `'xxxxxxxx' | ${Array.from({ length: 40 }, () => "join('', [@,@])").join(' | ')}`],
    [
      'a replacement that grows',
      `'xxxxxxxx' | ${Array.from({ length: 40 }, () => "replace_all(@, 'x', 'xxxx')").join(' | ')}`,
    ],
    ['a pattern that repeats much', "random('((a{1000}){1000}){1000}')"],
  ])('ends %s', (what, expression) => {
    const evaluate = () =>
      compileJmespath(expression, { dialect: 'kyverno' }).evaluate({ a: 1 }, { random: () => 0.99 });

    if (what.startsWith('equality')) expect(evaluate()).toBe(true);
    else expect(evaluate).toThrow(JmespathError);
  });

  it.each([
    ["regex_match('^(a+)+$', @)", false],
    ["regex_match('(a|aa)+$', @)", false],
    ["pattern_match('*a*a*a*a*a*a*a*a*c', @)", false],
  ])('matches 200,000 characters with %s', { timeout: 60_000 }, (expression, expected) => {
    expect(compileJmespath(expression, { dialect: 'kyverno' }).evaluate(`${'a'.repeat(200_000)}b`)).toBe(expected);
  });

  it('reads data of any depth, and fails plainly where a function walks what is too deep', () => {
    let deep: Json = 1;
    for (let i = 0; i < 200_000; i++) deep = [deep];

    expect(compileJmespath('[0][0][0] && `1`').evaluate(deep)).toBe(1);
    expect(() => compileJmespath('to_string(@)', { dialect: 'kyverno' }).evaluate(deep)).toThrow(tooLarge);
  });
});
