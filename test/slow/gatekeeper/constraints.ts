import type { Json, JsonObject } from '../../../src/model/json.ts';
import { constraint, never, object, template } from './make.ts';
import type { World } from './world.ts';

const POD = object('Pod', 'web', { spec: {} }, { namespace: 'default' });

const point = (action: string, ...names: readonly string[]): JsonObject => ({
  action,
  enforcementPoints: names.map((name) => ({ name })),
});
const scoped = (...scopedEnforcementActions: readonly JsonObject[]): JsonObject => ({
  enforcementAction: 'scoped',
  scopedEnforcementActions: [...scopedEnforcementActions],
});

const ACTIONS: readonly JsonObject[] = [
  {},
  { enforcementAction: 'deny' },
  { enforcementAction: 'warn' },
  { enforcementAction: 'dryrun' },
  scoped(),
  scoped(point('deny', '*')),
  scoped(point('warn', '*')),
  scoped(point('dryrun', 'gator.gatekeeper.sh')),
  scoped(point('warn', 'audit.gatekeeper.sh', 'gator.gatekeeper.sh')),
  scoped(point('warn', 'validation.gatekeeper.sh')),
  scoped(point('warn', 'Gator.gatekeeper.sh')),
  scoped(point('warn')),
  scoped({ action: 'warn' }),
  scoped(point('warn', 'elsewhere.example')),
  scoped(point('deny', 'validation.gatekeeper.sh'), point('warn', 'gator.gatekeeper.sh')),
  { enforcementAction: 'warn', scopedEnforcementActions: [point('deny', '*')] },
];

const enforcement: World = {
  policies: [template('Never', never('no')), ...ACTIONS.map((spec, i) => constraint('Never', `c${i}`, spec))],
  objects: [POD],
};

const TEXT: JsonObject = { type: 'string' };
const NAMED: JsonObject = { type: 'object', properties: { name: { type: 'string', default: 'usual' }, size: TEXT } };

/** Schemas of parameters, and parameters that fit them. */
const SCHEMAS: readonly (readonly [schema: JsonObject | undefined, ...parameters: readonly Json[]])[] = [
  [undefined],
  [{ type: 'object' }, {}],
  [{ type: 'object', properties: { a: TEXT } }, {}, { a: 'x' }],
  [{ type: 'object', properties: { a: { type: 'integer', default: 3 } } }, {}, { a: 5 }],
  [{ type: 'object', default: { a: 'whole' }, properties: { a: TEXT } }, {}, { a: 'x' }],
  [{ type: 'object', properties: { a: NAMED } }, {}, { a: {} }, { a: { size: 'x' } }, { a: { name: 'own' } }],
  [{ type: 'object', properties: { a: { ...NAMED, default: {} } } }, {}, { a: { name: 'own' } }],
  [{ type: 'object', properties: { a: { type: 'array', items: NAMED } } }, {}, { a: [] }, { a: [{}, { name: 'own' }] }],
  [{ type: 'object', properties: { a: { type: 'array', items: TEXT, default: ['x'] } } }, {}, { a: [] }],
  [{ type: 'object', additionalProperties: NAMED }, {}, { a: {}, b: { name: 'own' } }],
  [{ type: 'object', additionalProperties: true }, { a: [1, 'x'] }],
  [{ type: 'object', properties: { a: { ...TEXT, nullable: true, default: 'x' } } }, {}, { a: null }],
  [{ type: 'object', properties: { a: { 'x-kubernetes-int-or-string': true } } }, { a: 1 }, { a: '10%' }],
  [{ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, { a: 1 }, { b: { c: [] } }],
  [{ 'x-kubernetes-preserve-unknown-fields': true }, { a: 1 }, ['a']],
  [
    { type: 'object', properties: { a: { ...NAMED, 'x-kubernetes-preserve-unknown-fields': true } } },
    { a: { other: 1 } },
  ],
  [{ type: 'object', properties: { a: { type: 'number', minimum: 1, maximum: 2.5 } } }, { a: 1 }, { a: 2.5 }],
  [{ type: 'object', properties: { a: { ...TEXT, minLength: 1, maxLength: 2 } } }, { a: 'éà' }],
  [{ type: 'object', properties: { a: { ...TEXT, enum: ['x', 'y'] } } }, { a: 'y' }],
  [{ type: 'array', items: TEXT }, [], ['a']],
];

const SHOWN: JsonObject = {
  validations: [
    {
      expression: 'variables.params == null',
      messageExpression: [
        '"size " + string(size(variables.params)) + (type(variables.params) != map ? "" : ',
        '", a " + (!("a" in variables.params) ? "missing" : variables.params.a == null ? "null" : ',
        'type(variables.params.a) == list ? "list of " + string(size(variables.params.a)) : ',
        'type(variables.params.a) == map ? "name " + (has(variables.params.a.name) ? string(variables.params.a.name) : "-") : ',
        'string(variables.params.a)))',
      ].join(''),
    },
    { expression: 'variables.params != null', message: 'nothing' },
  ],
};

function schemas(apiVersion: string, list = SCHEMAS): World {
  const policies = list.flatMap(([schema, ...parameters], i) => [
    { ...template(`Schema${i}`, SHOWN, schema), apiVersion },
    constraint(`Schema${i}`, `schema-${i}`),
    ...parameters.map((one, j) => constraint(`Schema${i}`, `schema-${i}-${j}`, { parameters: one })),
  ]);
  return { policies, objects: [POD] };
}

/** Older templates may say less, and let constraints say more. */
const LOOSE: readonly (JsonObject | undefined)[] = [
  undefined,
  { properties: { a: TEXT } },
  { properties: { a: { properties: { name: TEXT } } } },
];

const legacy: World = {
  policies: LOOSE.flatMap((schema, i) => [
    { ...template(`Older${i}`, SHOWN, schema), apiVersion: 'templates.gatekeeper.sh/v1beta1' },
    constraint(`Older${i}`, `older-${i}`),
    constraint(`Older${i}`, `older-${i}-more`, { parameters: { b: 1 } }),
    constraint(`Older${i}`, `older-${i}-deep`, { parameters: i === 1 ? {} : { a: { b: 1 } } }),
  ]),
  objects: [POD],
};

export const CONSTRAINTS = {
  'enforcement actions': () => enforcement,
  'parameters by schemas': () => schemas('templates.gatekeeper.sh/v1'),
  'parameters by schemas of v1beta1': () =>
    schemas(
      'templates.gatekeeper.sh/v1beta1',
      // gator refuses integers or texts in templates of old versions
      SCHEMAS.filter(([schema]) => !JSON.stringify(schema ?? {}).includes('int-or-string')),
    ),
  'parameters by loose schemas': () => legacy,
};
