import { expect, it } from 'vitest';
import { sayFailure } from './helper-failure.ts';

it.each([
  ['Error: no file /src/app/a.yaml in /src/app.\n', 'Error: no file a.yaml in .'],
  ['E1121 23:01:39.814228   17102 run.go:72] "command failed" err="no \\"a.yaml\\" in /src/app"', 'no "a.yaml" in .'],
  ['F0101 01:02:03.000001       1 main.go:7] it broke', 'it broke'],
  ['E1121 is no header', 'E1121 is no header'],
  ['x'.repeat(400), `${'x'.repeat(299)}…`],
])('%j is said as %j', (message, expected) => {
  expect(sayFailure({ status: 'failed', message }, '/src/app')).toBe(expected);
});
