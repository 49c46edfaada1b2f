import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  [undefined, false, 0],
  [undefined, true, 1],
  ['nginx:1.27.0', true, 1],
])('image %s, missing: %s', (image, missing, count) => {
  const spec = { containers: [{ name: 'web', ...(image && { image }) }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };

  const violations = violationsOf(check, [pod], { missing });

  expect(violations).toHaveLength(count);
});
