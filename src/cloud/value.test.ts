import { describe, expect, it } from 'vitest';
import { blocks, hasUnknown, setting, unknownText } from './value.ts';

const unknown = { $unknown: 'var.public' };

describe('setting', () => {
  it('steps into the only item of a block', () => {
    const object = { vpc_config: [{ endpoint_public_access: true }] };

    const found = setting(object, 'vpc_config.endpoint_public_access');

    expect(found).toEqual({ state: 'set', value: true, path: ['vpc_config', 0, 'endpoint_public_access'] });
  });

  it('says where an absent setting would be', () => {
    const object = { vpc_config: [{}], tags: null };

    const found = [setting(object, 'vpc_config.public'), setting(object, 'tags'), setting(object, 'a.b')];

    expect(found).toEqual([
      { state: 'absent', path: ['vpc_config', 0, 'public'] },
      { state: 'absent', path: ['tags'], isNull: true },
      { state: 'absent', path: ['a', 'b'] },
    ]);
  });

  it.each([
    ['the value', { a: [{ b: unknown }] }],
    ['the block', { a: unknown }],
    ['an item of the block', { a: [unknown] }],
    ['which block', { a: [{ b: 1 }, { b: 2 }] }],
  ])('is unknown where %s is', (_, object) => {
    expect(setting(object, 'a.b').state).toBe('unknown');
  });

  it('finds keys in any spelling where asked to', () => {
    const pascal = setting({ Cluster: { PublicAccessCidrs: [] } }, 'cluster.publicAccessCidrs', 'loose');
    const snake = setting({ cluster: { public_access_cidrs: [] } }, 'cluster.publicAccessCidrs', 'loose');
    const exact = setting({ Cluster: {} }, 'cluster');

    expect(pascal.path).toEqual(['Cluster', 'PublicAccessCidrs']);
    expect(snake.path).toEqual(['cluster', 'public_access_cidrs']);
    expect(exact.state).toBe('absent');
  });

  it('answers for any input', () => {
    for (const value of [undefined, null, 1, 'text', [], [[]], [1, 2]])
      expect(setting(value, 'a.b').state).not.toBe('set');
  });
});

it('lists the blocks that are known', () => {
  const object = { taint: [{ key: 'a' }, unknown, 7, { key: 'b' }], one: { x: 1 } };

  expect(blocks(object, 'taint').map(({ path }) => path)).toEqual([
    ['taint', 0],
    ['taint', 3],
  ]);
  expect(blocks(object, 'one')).toEqual([{ value: { x: 1 }, path: ['one'] }]);
  expect(blocks(object, 'none')).toEqual([]);
});

it('sees an unknown value at any depth', () => {
  expect(hasUnknown({ a: [{ b: unknown }] })).toBe(true);
  expect(hasUnknown({ a: [1, null] })).toBe(false);
  expect(unknownText(unknown)).toBe('var.public');
});
