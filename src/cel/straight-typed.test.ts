import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileBundle } from './bundle.ts';
import { environmentOf } from './environment.ts';
import { toJson } from './json.ts';
import { EXTENSIONS } from './libraries.ts';
import { compileExpression, compileOptions, readExpression } from './program.ts';
import { compileStraight } from './straight.ts';
import { DYN } from './types.ts';
import { Fault, type Value } from './values.ts';

/* Expressions that mostly find what they ask for: unlike those of any form, most of them reach the end of the straight way. */

const environment = environmentOf({ variables: { object: DYN, other: DYN }, libraries: EXTENSIONS, json: ['object'] });

/** An expression with holes. */
const say = (text: TemplateStringsArray, ...holes: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...holes).map((parts) => String.raw({ raw: text }, ...parts));

type Sort = 'item' | 'items' | 'text' | 'texts' | 'number' | 'test';

const quoted = fc.constantFrom('"a"', '"ab"', '""', '"𝒳"', '"\\uE000"', '"length"', '"aaaaaaaaaaaaaaaaaaaaa"');
const numbers = fc.constantFrom('0', '1', '2u', '1.0', '0.5', '-0.0');
const fields = fc.constantFrom('item', 'items', 'text', 'missing', 'constructor', '__proto__');
const order = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const equality = fc.constantFrom('==', '!=');
const quantifier = fc.constantFrom('all', 'exists', 'exists_one');
const SETTINGS = { maxDepth: 4, withCrossShrink: true };

/** `x` is an item and `t` a text wherever they stand. */
const expressions = fc.letrec<Record<Sort, string>>((tie) => {
  const [item, items, text] = [tie('item'), tie('items'), tie('text')];
  const [texts, number, test] = [tie('texts'), tie('number'), tie('test')];
  const any = fc.oneof(item, items, text, texts, number, test);
  return {
    item: fc.oneof(
      SETTINGS,
      fc.constantFrom('x', 'x', 'object', 'other', 'object.item'),
      say`${item}.item`,
      say`${item}["item"]`,
      say`${items}[0]`,
      say`${item}.?${fields}.orValue(x)`,
      say`(${test} ? ${item} : ${item})`,
    ),
    items: fc.oneof(
      SETTINGS,
      fc.constantFrom('object.items', 'x.items', 'other.items', '[object]'),
      say`${item}.items`,
      say`${item}.?items.orValue([])`,
      say`${items}.filter(x, ${test})`,
      say`${items}.map(x, ${item})`,
      say`(${items} + ${items})`,
    ),
    text: fc.oneof(
      SETTINGS,
      fc.oneof(fc.constantFrom('t', 'x.text', 'object.text'), quoted),
      say`${item}.text`,
      say`${item}[?"text"].orValue(${text})`,
      say`(${text} + ${text})`,
      say`${text}.lowerAscii()`,
    ),
    texts: fc.oneof(
      SETTINGS,
      fc.constantFrom('x.texts', 'object.texts', 'object.labels', '["a", "b"]', '["a", "b", "c", "d", "e", "f", "g"]'),
      say`${item}.texts`,
      say`${texts}.map(t, ${text})`,
      say`${texts}.filter(t, ${test})`,
      say`${items}.map(x, ${test}, ${text})`,
      say`${texts}.transformList(k, t, ${text})`,
    ),
    number: fc.oneof(
      SETTINGS,
      fc.oneof(fc.constantFrom('x.number', 'object.number'), numbers),
      say`${item}.number`,
      say`${fc.oneof(texts, items, text)}.size()`,
    ),
    test: fc.oneof(
      SETTINGS,
      fc.constantFrom('true', 'false', 'x.is', 'object.is', 'has(x.item)'),
      say`has((${item}).${fields})`,
      say`(${test} && ${test})`,
      say`(${test} || ${test})`,
      say`!(${test})`,
      say`(${number} ${order} ${number})`,
      say`(${text} ${order} ${text})`,
      say`(dyn(${number}) ${equality} ${numbers})`,
      say`(${any} ${equality} dyn(${any}))`,
      say`(dyn(${any}) ${equality} ${fc.oneof(quoted, numbers, fc.constantFrom('null', 'true'))})`,
      say`(${text} in ${texts})`,
      say`(${quoted} in ${fc.oneof(texts, item)})`,
      say`${text}.${fc.constantFrom('contains', 'startsWith', 'endsWith', 'matches')}(${quoted})`,
      say`${items}.${quantifier}(x, ${test})`,
      say`${texts}.${quantifier}(t, ${test})`,
      say`${texts}.${fc.constantFrom('all', 'exists')}(k, t, ${test})`,
    ),
  };
});

const sources = fc
  .oneof(expressions.test, expressions.test, expressions.texts, expressions.items)
  .map((source) => `[object].map(x, ["a"].map(t, ${source}))`)
  .filter(isReadable);

function isReadable(source: string): boolean {
  try {
    readExpression(source, environment);
    return true;
  } catch {
    return false;
  }
}

const texts = fc.constantFrom('', 'a', 'ab', 'A', '𝒳', '\uE000', 'length', 'a'.repeat(30));
/** Seldom another value than the one that is expected there. */
const mostly = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 60, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(null, 1, 'a', [], {}) });

const objects = fc.letrec<{ item: unknown }>((tie) => ({
  item: fc.record({
    item: fc.oneof({ maxDepth: 2 }, fc.constant({}), tie('item')),
    items: fc.oneof({ maxDepth: 2 }, fc.constant([]), fc.array(tie('item'), { maxLength: 2 })),
    text: mostly(texts),
    texts: mostly(fc.array(texts, { maxLength: 3 })),
    labels: mostly(fc.dictionary(fc.constantFrom('a', 'ab', 'length', 'constructor', '__proto__'), texts)),
    number: mostly(fc.constantFrom(0, -0, 1, 2, 0.5, 1e20)),
    is: mostly(fc.boolean()),
  }),
})).item;

function shown(value: Value): unknown {
  const json = toJson(value);
  return json instanceof Fault ? { error: json.message, at: json.at } : json;
}

describe('expressions that find what they ask for', () => {
  it('mean and cost on the straight way what they do exactly', () => {
    const seen = { all: 0, straight: 0 };
    fc.assert(
      fc.property(fc.array(sources, { minLength: 1, maxLength: 4 }), objects, objects, (all, object, other) => {
        const variables = { object, other };
        const exact = all.map((source) => compileExpression(source, environment, 'closures').run(variables));

        expect(compileBundle(all, environment).evaluate(variables).map(shown)).toEqual(
          exact.map(({ value }) => shown(value)),
        );
        for (const [i, source] of all.entries()) {
          seen.all++;
          const straightly = (limit?: number): Value | undefined =>
            compileStraight(
              [readExpression(source, environment).ir],
              compileOptions(environment),
              limit,
            )?.(variables)?.[0];
          if (straightly() !== undefined) seen.straight++;
          expect(straightly(exact[i]!.cost - 1)).toBeUndefined();
        }
      }),
      { numRuns: 200 },
    );

    expect(seen.straight).toBeGreaterThan(seen.all / 3);
  });
});
