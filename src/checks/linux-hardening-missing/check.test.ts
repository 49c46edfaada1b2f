import { expect, it } from 'vitest';
import { toResource } from '../../kubernetes/resource.ts';
import { createInventory } from '../../model/inventory.ts';
import type { Origin } from '../../model/resource.ts';
import check from './check.ts';

const place = { file: 'pod.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const origin: Origin = { file: 'pod.yaml', editable: false, locate: () => place };

it.each([
  ['runtime/default', false, 1],
  ['runtime/default', true, 0],
  ['unconfined', true, 1],
])('the seccomp annotation %s, legacyAnnotations: %s', (profile, legacyAnnotations, count) => {
  const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': profile };
  const spec = { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }] };
  const pod = toResource({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', annotations }, spec }, origin)!;
  const scope = { inventory: createInventory([pod]), minor: 36, today: '2026-11-21' };

  const violations = [...check.find(pod, scope, { legacyAnnotations })];

  expect(violations).toHaveLength(count);
});
