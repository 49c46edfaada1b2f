import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  [true, false, 0],
  [true, true, 1],
  [false, false, 1],
])('a pod with hostNetwork: %s is named, asked with hostNetwork: %s', (inNodeNetwork, hostNetwork, count) => {
  const spec = {
    hostNetwork: inNodeNetwork,
    containers: [{ name: 'agent', image: 'registry.example.com/agent:1.0.0' }],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'agent', namespace: 'shop' }, spec };

  const violations = violationsOf(check, [pod], { direction: 'ingress', hostNetwork });

  expect(violations).toHaveLength(count);
});
