import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

function policy(name: string, spec: JsonObject): JsonObject {
  return { apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', metadata: { name }, spec };
}

it.each([
  ['every policy must forbid', false, { privileged: false }, 1],
  ['one that forbids suffices', true, { privileged: false }, 0],
  ['none forbids', true, { privileged: true }, 1],
])('%s', (_, oneSuffices, other, count) => {
  const objects = [policy('open', { privileged: true }), policy('other', other)];

  const violations = violationsOf(check, objects, { aspects: ['privileged', 'unheard-of'], oneSuffices }, 24);

  expect(violations).toHaveLength(count);
});

it.each([
  [{ 'seccomp.security.alpha.kubernetes.io/defaultProfileName': 'runtime/default' }, 0],
  [{ 'seccomp.security.alpha.kubernetes.io/allowedProfileNames': 'runtime/default' }, 1],
  [{ 'seccomp.security.alpha.kubernetes.io/defaultProfileName': 'unconfined' }, 1],
  [{}, 1],
])('asked for a default profile of seccomp: %j', (annotations, count) => {
  const object = { ...policy('open', {}), metadata: { name: 'open', annotations } };

  const violations = violationsOf(check, [object], { aspects: ['seccomp-default'], oneSuffices: false }, 18);

  expect(violations).toHaveLength(count);
});
