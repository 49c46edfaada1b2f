import type { Json, JsonObject } from '../../../src/model/json.ts';
import { object, policyOf } from './make.ts';
import type { World } from './world.ts';

/* Conditions: every operator between many keys and values, and how any, all and lists join them. */

const OPERATORS = [
  ['Equals', 'NotEquals', 'AnyIn', 'AllIn', 'AnyNotIn', 'AllNotIn', 'In', 'NotIn', 'Equal', 'NotEqual'],
  ['GreaterThan', 'GreaterThanOrEquals', 'LessThan', 'LessThanOrEquals'],
  ['DurationGreaterThan', 'DurationGreaterThanOrEquals', 'DurationLessThan', 'DurationLessThanOrEquals'],
].flat();

const AMOUNTS: Json[] = [
  '1',
  '2',
  '1.5',
  '1Gi',
  '1024Mi',
  '500m',
  '1h',
  '60m',
  '3600',
  '1.2.3',
  '1.10.0',
  'v1.2.3',
  '0',
];
const TEXTS: Json[] = [
  '',
  'a',
  'ab',
  'a*',
  '*',
  '?',
  'b',
  'true',
  '1-10',
  '10-20',
  '1!-10',
  '1Gi-2Gi',
  '["a","b"]',
  'a,b',
];
const OTHERS: Json[] = [
  1,
  2,
  0,
  1.5,
  3600,
  true,
  false,
  null,
  [],
  ['a'],
  ['a', 'b'],
  ['a*'],
  ['1', '5'],
  {},
  { a: 'b' },
];
const ALL = [...AMOUNTS, ...TEXTS, ...OTHERS];

/** Every operator between all keys and values, in as many rules as there are operators and keys. */
function operators(): World {
  const objects = ALL.map((value, i) => object('acme.io/v1 Thing', `v${i}`, { spec: { value } }));
  const policies = OPERATORS.flatMap((operator) =>
    ALL.filter((_, i) => (i + operator.length) % 3 === 0).map((key, i) =>
      denied(`${operator.toLowerCase()}-${i}`, { all: [{ key, operator, value: '{{ request.object.spec.value }}' }] }),
    ),
  );
  return { policies, resources: objects };
}

/** The same with what an object has as the key. */
function keys(): World {
  const objects = ALL.map((value, i) => object('acme.io/v1 Thing', `v${i}`, { spec: { value } }));
  const policies = OPERATORS.flatMap((operator) =>
    ALL.filter((_, i) => (i + operator.length) % 3 === 1).map((value, i) =>
      denied(`${operator.toLowerCase()}-${i}`, { all: [{ key: '{{ request.object.spec.value }}', operator, value }] }),
    ),
  );
  return { policies, resources: objects };
}

function denied(name: string, conditions: Json): JsonObject {
  return policyOf(name, { message: 'No.', deny: { conditions } });
}

const YES = { key: 'a', operator: 'Equals', value: 'a' };
const NO = { key: 'a', operator: 'Equals', value: 'b' };
const SAID = { ...YES, message: 'said {{ request.object.metadata.name }}' };
const UNSAID = { ...NO, message: 'unsaid' };
const MISSING = { key: '{{ request.object.spec.nothing }}', operator: 'Equals', value: 'a' };
const ORED = { key: "{{ request.object.spec.nothing || 'a' }}", operator: 'Equals', value: 'a' };

const JOINED: readonly Json[] = [
  { any: [YES, NO] },
  { any: [NO, NO] },
  { all: [YES, NO] },
  { all: [YES, YES] },
  { any: [NO], all: [YES] },
  { any: [YES], all: [NO] },
  { any: [YES], all: [YES] },
  { any: [] },
  { all: [] },
  {},
  [YES, NO],
  [YES, YES],
  [],
  [{ any: [YES] }, { all: [NO] }],
  [{ any: [YES] }, { all: [YES] }],
  { all: [SAID] },
  { any: [UNSAID, SAID] },
  { any: [SAID, SAID] },
  { all: [SAID, SAID] },
  { all: [SAID, UNSAID] },
  { any: [SAID], all: [SAID] },
  { all: [MISSING] },
  { any: [YES, MISSING] },
  { any: [MISSING, YES] },
  { all: [NO, MISSING] },
  { all: [ORED] },
  { all: [{ ...YES, operator: 'equals' }] },
];

/** Joined in every way, in denials and in preconditions. */
function joined(): World {
  const deny: JsonObject = { message: 'Denied.', deny: { conditions: { all: [YES] } } };
  return {
    policies: JOINED.flatMap((conditions, i) => [
      policyOf(`deny-${i}`, { deny: { conditions } }),
      policyOf(`message-${i}`, { message: 'It is {{ request.object.metadata.name }}', deny: { conditions } }),
      policyOf(`pre-${i}`, deny, ['Thing'], { preconditions: conditions }),
    ]),
    resources: [object('acme.io/v1 Thing', 'one', { spec: { value: 1 } })],
  };
}

export const CONDITIONS: Readonly<Record<string, () => World>> = { operators, keys, joined };
