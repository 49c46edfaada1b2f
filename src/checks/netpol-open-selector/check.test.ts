import { expect, it } from 'vitest';
import { toResource } from '../../kubernetes/resource.ts';
import { createInventory } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Origin } from '../../model/resource.ts';
import check from './check.ts';

const place = { file: 'policy.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
const origin: Origin = { file: 'policy.yaml', editable: false, locate: () => place };

const toAddresses = { egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] };
const cases: [string, JsonObject, number][] = [
  ['nothing', {}, 1],
  ['addresses alone', toAddresses, 1],
  ['all pods by silence', { podSelector: {}, ingress: [{}] }, 1],
  ['all pods on purpose', { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] }, 0],
  ['pods', { podSelector: { matchLabels: { app: 'web' } } }, 0],
  ['namespaces as peers', { ingress: [{ from: [{ namespaceSelector: {} }] }] }, 0],
];

it.each(cases)('asks for any selector: %s', (_, spec, count) => {
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec };
  const resource = toResource(object, origin)!;
  const scope = { inventory: createInventory([resource]), minor: 36, today: '2026-11-21' };

  const violations = [...check.find(resource, scope, { selectors: 'any' })];

  expect(violations).toHaveLength(count);
});
