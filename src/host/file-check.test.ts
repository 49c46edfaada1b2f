import { expect, it } from 'vitest';
import { octal, tooOpen } from './file-check.ts';

it.each([
  [0o600, 0o600, false],
  [0o400, 0o600, false],
  [0o500, 0o600, false],
  [0o000, 0o600, false],
  [0o700, 0o600, true],
  [0o640, 0o600, true],
  [0o604, 0o600, true],
  [0o440, 0o600, true],
  [0o100600, 0o600, false],
  [0o4600, 0o600, true],
  [0o644, 0o644, false],
  [0o664, 0o644, true],
  [0o645, 0o644, true],
  [0o700, 0o700, false],
  [0o660, 0o660, false],
  [0o666, 0o660, true],
])('mode %o is too open for %o: %s', (mode, widest, open) => {
  expect(tooOpen(mode, widest)).toBe(open);
});

it('modes are written with four digits', () => {
  expect([0o600, 0o40755, 0o4755].map(octal)).toEqual(['0600', '0755', '4755']);
});
