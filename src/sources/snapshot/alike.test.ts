import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { createAlikeReader } from './alike.ts';

const POD = {
  metadata: { name: 'web-1', labels: { app: 'web' } },
  spec: { nodeName: 'a', list: ['x', { y: 'z', n: 1 }], escaped: 'a"b' },
};

/** What a reader that knows one line says of another. */
function read(known: string, line: string): JsonObject | undefined {
  const reader = createAlikeReader();
  reader.learn(Buffer.from(known), JSON.parse(known) as JsonObject);
  return reader.read(Buffer.from(line));
}

describe('lines that are alike', () => {
  it.each<[string, (text: string) => string, boolean]>([
    ['the same line', (text) => text, true],
    ['a text that is longer', (text) => text.replace('web-1', 'web-100'), true],
    ['a text that is shorter', (text) => text.replace('"x"', '""'), true],
    ['texts beyond ASCII', (text) => text.replace('web-1', 'wéb').replace('"z"', '"漢"'), true],
    ['several texts', (text) => text.replace('web-1', 'web-22').replace('"a"', '"node"').replace('"z"', '"q"'), true],
    ['another number', (text) => text.replace('"n":1', '"n":2'), false],
    ['another key', (text) => text.replace('app', 'tier'), false],
    ['a text with an escape', (text) => text.replace('web-1', 'web\\"1'), false],
    ['another text with an escape', (text) => text.replace('a\\"b', 'a\\"c'), false],
    ['a text that becomes a number', (text) => text.replace('"x"', '7'), false],
    ['more behind it', (text) => `${text} `, false],
    ['less', (text) => text.slice(0, -1), false],
    ['a byte that JSON does not allow', (text) => text.replace('web-1', 'web\t1'), false],
  ])('%s', (_, change, isAlike) => {
    const line = change(JSON.stringify(POD));

    const found = read(JSON.stringify(POD), line);

    expect(found).toEqual(isAlike ? JSON.parse(line) : undefined);
  });

  it('share what does not differ, and change nothing of the one before', () => {
    const reader = createAlikeReader();
    const [first, second, third] = ['web-1', 'web-22', 'web-3'].map((name) =>
      Buffer.from(JSON.stringify({ ...POD, metadata: { ...POD.metadata, name } })),
    );
    const known = JSON.parse(first!.toString()) as JsonObject;
    reader.learn(first!, known);

    const [two, three] = [reader.read(second!), reader.read(third!)];

    expect(two?.['spec']).toBe(known['spec']);
    expect(three?.['spec']).toBe(known['spec']);
    expect([known, two, three]).toMatchObject([
      { metadata: { name: 'web-1' } },
      { metadata: { name: 'web-22' } },
      { metadata: { name: 'web-3' } },
    ]);
  });

  it.each([
    ['a key that comes twice', '{"a":"x","a":"y"}', '{"a":"z","a":"y"}'],
    ['a key that comes twice with one text', '{"a":"x","a":"x"}', '{"a":"z","a":"x"}'],
    ['a list that comes twice', '{"a":["x"],"a":["x"]}', '{"a":["z"],"a":["x"]}'],
    ['a key that is no key here', '{"__proto__":{"a":"x"}}', '{"__proto__":{"a":"y"}}'],
    ['a key with an escape', '{"\\u0061":"x"}', '{"\\u0061":"y"}'],
    ['space between the parts', '{"" :""}', '{"x" :""}'],
  ])('are not looked for with %s', (_, known, line) => {
    expect(read(known, line)).toBeUndefined();
  });

  it('say what the line says, whatever differs', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '"', '\\', 'é', '1', ':', ',', '{', ' ', '\n'),
      maxLength: 4,
    });
    const value = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        text,
        fc.constantFrom<Json>(null, true, 1),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(text, fc.constant('__proto__')), tie('value'), { maxKeys: 3 }) as fc.Arbitrary<Json>,
      ),
    })).value;
    const pair = fc.tuple(fc.dictionary(text, value, { maxKeys: 4 }), fc.func(text));
    fc.assert(
      fc.property(pair, fc.nat(40), ([object, rename], place) => {
        const known = JSON.stringify(object);
        const renamed = JSON.stringify(object, (key, one: unknown) =>
          typeof one === 'string' && key ? rename(one) : one,
        );
        const broken = known.slice(0, place) + known.slice(place + 1);
        for (const line of [known, renamed, broken]) {
          const found = read(known, line);

          if (found) expect(JSON.stringify(found)).toBe(JSON.stringify(JSON.parse(line)));
        }
      }),
      { numRuns: 500 },
    );
  });
});
