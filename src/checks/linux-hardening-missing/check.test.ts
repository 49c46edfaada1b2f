import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  ['runtime/default', false, 1],
  ['runtime/default', true, 0],
  ['unconfined', true, 1],
])('the seccomp annotation %s, legacyAnnotations: %s', (profile, legacyAnnotations, count) => {
  const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': profile };
  const spec = { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations }, spec };

  const violations = violationsOf(check, [pod], { legacyAnnotations });

  expect(violations).toHaveLength(count);
});
