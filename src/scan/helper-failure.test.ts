import { expect, it } from 'vitest';
import { sayFailure } from './helper-failure.ts';

it.each([
  ['paths', 'Error: no file /src/app/a.yaml in /src/app.\n', 'Error: no file a.yaml in .'],
  ['logged', 'E1121 23:01:39.814228   17102 run.go:72] "command failed" err="no \\"a.yaml\\""', 'no "a.yaml"'],
  ['logged otherwise', 'F0101 01:02:03.000001       1 main.go:7] it broke', 'it broke'],
  ['no header', 'E1121 is no header', 'E1121 is no header'],
  ['endless', `it broke${'.'.repeat(3_000_000)}x`, 'it broke'],
  ['long', 'x'.repeat(400), `${'x'.repeat(299)}…`],
])('words of a helper: %s', (_, message, expected) => {
  expect(sayFailure({ status: 'failed', message }, '/src/app')).toBe(expected);
});
