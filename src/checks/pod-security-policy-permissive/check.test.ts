import { expect, it } from 'vitest';
import { toResource } from '../../kubernetes/resource.ts';
import { createInventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Origin } from '../../model/resource.ts';
import check from './check.ts';

const place = { file: 'policies.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const origin: Origin = { file: 'policies.yaml', editable: false, locate: () => place };

function policy(name: string, spec: JsonObject) {
  return toResource({ apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', metadata: { name }, spec }, origin)!;
}

it.each([
  ['every policy must forbid', false, { privileged: false }, 1],
  ['one that forbids suffices', true, { privileged: false }, 0],
  ['none forbids', true, { privileged: true }, 1],
])('%s', (_, oneSuffices, other, count) => {
  const open = policy('open', { privileged: true });
  const scope = { inventory: createInventory([open, policy('other', other)]), minor: 24, today: '2026-11-21' };

  const violations = [...check.find(open, scope, { aspects: ['privileged', 'unheard-of'], oneSuffices })];

  expect(violations).toHaveLength(count);
});
