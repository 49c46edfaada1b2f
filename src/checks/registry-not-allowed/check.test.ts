import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  ['nginx:1', ['ghcr.io'], 1],
  ['nginx:1', ['docker.io/library'], 0],
  ['ghcr.io/example/web:1', ['ghcr.io/example/'], 0],
  ['ghcr.io/example-evil/web:1', ['ghcr.io/example'], 1],
  ['nginx:1', [], 0],
])('%s with %j gives %i', (image, allowed, count) => {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', image }] },
  };

  const violations = violationsOf(check, [object], { allowed });

  expect(violations).toHaveLength(count);
});
