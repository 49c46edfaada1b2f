import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { shareWith } from './share.ts';

const LEVELS = 50;
const copyOf = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json;

describe('sharing', () => {
  it('makes one of what is alike', () => {
    const like = { metadata: { name: 'a' }, spec: { containers: [{ env: [1, 2] }, { env: [3] }] } };
    const fresh = { metadata: { name: 'b' }, spec: { containers: [{ env: [1, 2] }, { env: [4] }] } };

    const found = shareWith(fresh, like, LEVELS);

    expect(found).toBe(fresh);
    expect(fresh.spec.containers[0]).toBe(like.spec.containers[0]);
    expect(fresh.spec.containers[1]).not.toBe(like.spec.containers[1]);
    expect(shareWith({ a: [1] }, like, LEVELS)).toEqual({ a: [1] });
    expect(shareWith(copyOf(like), like, LEVELS)).toBe(like);
  });

  it('tells orders of keys apart: they decide about lines', () => {
    const like = { a: { x: 1, y: 2 } };
    const fresh = { a: { y: 2, x: 1 } };

    expect(shareWith(fresh, like, LEVELS)).toBe(fresh);
    expect(Object.keys(fresh.a)).toEqual(['y', 'x']);
  });

  it.each([
    ['[[[]]]', 2, true],
    ['[[[]]]', 1, false],
    ['{"a":{"b":[]}}', 1, false],
    ['[1,"x",null]', 0, true],
  ])('%s in %i levels', (text, levels, fits) => {
    expect(shareWith(JSON.parse(text) as Json, undefined, levels) !== undefined).toBe(fits);
    expect(shareWith(JSON.parse(text) as Json, JSON.parse(text) as Json, levels) !== undefined).toBe(fits);
  });

  it('never changes what is said, nor the other', () => {
    const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
    const hostile = fc
      .dictionary(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString'), value)
      .map((object) => JSON.parse(JSON.stringify(object)) as Json);
    fc.assert(
      fc.property(fc.oneof(value, hostile), fc.oneof(value, hostile), (fresh, like) => {
        const [text, other] = [JSON.stringify(fresh), JSON.stringify(like)];

        const found = shareWith(fresh, like, LEVELS);

        expect(JSON.stringify(found)).toBe(text);
        expect(JSON.stringify(like)).toBe(other);
      }),
    );
  });
});
