import { expect, it } from 'vitest';
import { isDate } from './date.ts';

it.each([
  ['2027-01-31', true],
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['soon', false],
  ['', false],
])('%j: %s', (text, expected) => {
  expect(isDate(text)).toBe(expected);
});
