import { expect, it } from 'vitest';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

it.each([
  ['--enable-admission-plugins=NodeRestriction', false, []],
  ['--enable-admission-plugins=NodeRestriction', true, ['--enable-admission-plugins lacks ServiceAccount']],
  ['--enable-admission-plugins=ServiceAccount', true, []],
  ['--v=2', true, []],
  ['--disable-admission-plugins=ServiceAccount', true, ['--disable-admission-plugins contains ServiceAccount']],
])('%s, listed: %s: %j', (flag, listed, problems) => {
  const command = ['kube-apiserver', flag];
  const spec = { containers: [{ name: 'kube-apiserver', image: 'registry.example.com/apiserver:v1.36.0', command }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kube-apiserver' }, spec };

  const violations = violationsOf(check, [pod], { listed });

  expect(violations.map(({ message }) => message)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});
