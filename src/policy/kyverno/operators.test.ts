import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { operatorNamed } from './operators.ts';

function holds(operator: string, key: Json, value: Json): boolean | undefined {
  return operatorNamed(operator)?.(key, value);
}

describe('comparing', () => {
  it.each<[key: Json, operator: string, value: Json, expected: boolean]>([
    ['nginx:1.2', 'Equals', 'nginx:*', true],
    ['1Gi', 'Equals', '1024Mi', true],
    ['1Gi', 'Equals', '*', false],
    ['9', 'Equals', 9, false],
    [9, 'Equals', '9', true],
    [1000, 'Equals', '1k', false],
    [1000, 'Equals', '1e3', true],
    ['1h', 'Equals', 3600, true],
    [3600, 'Equals', '1h', false],
    ['1h', 'Equals', '60m', true],
    ['500m', 'Equals', '0.5', true],
    [['a', 'b'], 'Equals', ['a', 'b'], true],
    [{ a: 1 }, 'NotEquals', { a: 2 }, true],
    ['9', 'GreaterThan', '60m', true],
    ['9', 'LessThan', '1h', true],
    ['1h', 'GreaterThan', '9', false],
    ['1h', 'GreaterThan', '0', false],
    ['5Mi', 'GreaterThan', 9, false],
    [9, 'LessThan', '1Mi', false],
    ['1.10.0', 'GreaterThan', '1.9.0', true],
    ['30m', 'DurationGreaterThan', 60, true],
    ['9', 'DurationGreaterThan', '1', false],
    [1.5, 'DurationLessThanOrEquals', 1, true],
    [null, 'NotEquals', 'a', false],
  ])('%j %s %j: %s', (key, operator, value, expected) => {
    expect(holds(operator, key, value)).toBe(expected);
  });
});

describe('membership', () => {
  it.each<[key: Json, operator: string, value: Json, expected: boolean]>([
    ['a', 'AnyIn', ['a*', 'b'], true],
    [['1', '5'], 'AnyIn', '1', false],
    [['1'], 'AnyIn', '1', true],
    [['a*'], 'AnyIn', 'a', true],
    ['a*', 'AnyIn', 'a', false],
    ['a*', 'AnyIn', ['ab'], true],
    ['ab', 'AnyIn', '["a*"]', false],
    [['ab'], 'AnyIn', '["a*"]', true],
    ['9', 'AnyIn', '9', true],
    ['a', 'AnyNotIn', '9', false],
    ['a', 'AnyNotIn', 'b', true],
    ['a', 'AllNotIn', 'null', true],
    ['a', 'AnyIn', 9, false],
    ['a', 'AnyNotIn', 9, false],
    [['a'], 'AnyNotIn', 9, true],
    [9, 'AnyIn', '1-10', true],
    [20, 'AnyIn', '1!-10', false],
    ['5Mi', 'AllIn', '1Mi-10Mi', true],
    [9, 'AnyIn', ['1-10'], false],
    [['a', 9], 'AnyNotIn', '1-10', false],
    [[20, 9], 'AnyNotIn', '1-10', true],
    [['a', 'c'], 'AllIn', ['a', 'b'], false],
    [['c', 'd'], 'AllNotIn', ['a', 'b'], true],
    [[], 'AllIn', ['a'], true],
    [[], 'AnyNotIn', ['a'], false],
    [null, 'AnyNotIn', ['a'], false],
    [{ a: 1 }, 'AllNotIn', ['a'], false],
    ['a', 'In', 'a*', true],
    ['b', 'NotIn', 'a*', false],
    ['b', 'NotIn', '["a"]', true],
    [['ab'], 'In', ['a*'], false],
    [['ab'], 'NotIn', ['a*'], true],
    [['a'], 'In', 'a', true],
    [['a'], 'NotIn', 'a', true],
  ])('%j %s %j: %s', (key, operator, value, expected) => {
    expect(holds(operator, key, value)).toBe(expected);
  });
});
