import { expect, it } from 'vitest';
import { toResource } from '../../kubernetes/resource.ts';
import { createInventory } from '../../model/inventory.ts';
import type { Origin } from '../../model/resource.ts';
import check from './check.ts';

const place = { file: 'pod.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const origin: Origin = { file: 'pod.yaml', editable: false, locate: () => place };

it.each([
  ['--v=2', true, 1],
  ['--v=2', false, 0],
  ['--authorization-mode=AlwaysAllow', false, 1],
])('kubelet %s, required: %s', (flag, required, count) => {
  const spec = {
    containers: [{ name: 'kubelet', image: 'registry.example.com/kubelet:v1.36.0', command: ['kubelet', flag] }],
  };
  const pod = toResource({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kubelet' }, spec }, origin)!;
  const scope = { inventory: createInventory([pod]), minor: 36, today: '2026-11-21' };

  const violations = [...check.find(pod, scope, { required })];

  expect(violations).toHaveLength(count);
});
