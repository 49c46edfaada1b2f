import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  [true, 0],
  [false, 1],
])('a spread over nodes keeps replicas apart, spreadCounts: %s', (spreadCounts, count) => {
  const labels = { app: 'web' };
  const constraint = { topologyKey: 'kubernetes.io/hostname', maxSkew: 1, labelSelector: { matchLabels: labels } };
  const template = { metadata: { labels }, spec: { topologySpreadConstraints: [constraint], containers: [] } };
  const spec = { replicas: 2, selector: { matchLabels: labels }, template };
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };

  const violations = violationsOf(check, [deployment], { spreadCounts });

  expect(violations).toHaveLength(count);
});
