import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  ['--v=2', true, 1],
  ['--v=2', false, 0],
  ['--authorization-mode=AlwaysAllow', false, 1],
])('kubelet %s, required: %s', (flag, required, count) => {
  const spec = {
    containers: [{ name: 'kubelet', image: 'registry.example.com/kubelet:v1.36.0', command: ['kubelet', flag] }],
  };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kubelet' }, spec };

  const violations = violationsOf(check, [pod], { required });

  expect(violations).toHaveLength(count);
});
