import { expect, it } from 'vitest';
import { createInventory } from '../../model/inventory.ts';
import type { Origin } from '../../model/resource.ts';
import { toResource } from '../../kubernetes/resource.ts';
import check from './check.ts';

const place = { file: 'pod.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const origin: Origin = { file: 'pod.yaml', editable: false, locate: () => place };

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
  const resource = toResource(object, origin)!;
  const scope = { inventory: createInventory([resource]), minor: 36, today: '2026-11-21' };

  const violations = [...check.find(resource, scope, { allowed })];

  expect(violations).toHaveLength(count);
});
