import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { violationsOf } from '../../../test/violations.ts';
import check from './check.ts';

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

  expect(violationsOf(check, [object], { selectors: 'any' })).toHaveLength(count);
});
