import fc from 'fast-check';
import { toResource } from '../../../src/kubernetes/resource.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Resource } from '../../../src/model/resource.ts';

/* Small random clusters: few names, so that things meet. */

export const NAMESPACES = ['a', 'b', 'c'];
export const KEYS = ['app', 'tier'];
export const VALUES = ['x', 'y'];
export const BLOCKS = ['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '203.0.113.0/24', '::/0', 'fd00::/8', 'fd00:1::/32'];
export const HOLES: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['10.0.0.0/8', '203.0.113.0/25'],
  '10.0.0.0/8': ['10.1.0.0/16', '10.2.0.7/32'],
  '::/0': ['fd00::/8'],
  'fd00::/8': ['fd00:1::/32'],
};
export const ADDRESSES = ['10.1.0.5', '10.2.0.7', '172.16.0.9', 'fd00:1::5', '2001:db8::1'];
export const OUTSIDE = ['203.0.113.7', '10.1.9.9', '198.51.100.1', 'fd00:1::99', '2001:db8::9'];
export const PORTS = [80, 81, 443, 8080];
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
export const PORT_NAMES = ['web', 'dns'];

export const one = <T>(items: readonly T[]) => fc.constantFrom(...items);
export const labels = fc.dictionary(one(KEYS), one(VALUES), { maxKeys: 2 });
export const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const expression = fc.oneof(
  fc.record({
    key: one(KEYS),
    operator: one(['In', 'NotIn']),
    values: fc.uniqueArray(one(VALUES), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ key: one(KEYS), operator: one(['Exists', 'DoesNotExist']) }),
);
export const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 1 }) },
  { requiredKeys: [] },
);
export const namespaceSelector = fc.oneof(
  selector,
  one(NAMESPACES).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
);

export const block = one(BLOCKS).chain((cidr) =>
  fc.record({ cidr: fc.constant(cidr), except: fc.subarray([...(HOLES[cidr] ?? [])]) }),
);
export const range = fc.tuple(one(PORTS), fc.nat(10)).map(([from, more]) => ({ from, to: from + more }));

export function made(
  apiVersion: string,
  kind: string,
  metadata: JsonObject,
  spec: unknown,
  more: JsonObject = {},
): Resource {
  return toResource(
    { apiVersion, kind, metadata, ...(spec !== undefined && { spec }), ...more } as JsonObject,
    ORIGIN,
  )!;
}

export const ORIGIN: Resource['origin'] = {
  file: 'world.yaml',
  editable: false,
  locate: () => ({ file: 'world.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }),
};
