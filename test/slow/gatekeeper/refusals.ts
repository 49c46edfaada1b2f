import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asObject } from '../../../src/std/value.ts';
import { constraint, never, object, template, validations } from './make.ts';
import type { World } from './world.ts';

const POD = object('Pod', 'web', { spec: {} }, { namespace: 'default' });
const SCHEMA: JsonObject = { type: 'object', properties: { most: { type: 'integer' } } };

function world(...policies: readonly JsonObject[]): World {
  return { policies, objects: [POD] };
}

const withConstraint = (one: JsonObject): World => world(template('Limits', never('no'), SCHEMA), one);
const withSpec = (spec: JsonObject): World => withConstraint(constraint('Limits', 'ours', spec));
const withMatch = (match: Json): World => withSpec({ match });
const withParameters = (parameters: Json, schema?: JsonObject): World =>
  world(template('Limits', never('no'), schema), constraint('Limits', 'ours', { parameters }));
const withTemplate = (one: JsonObject): World => world(one, constraint('Limits', 'ours'));
const withSchema = (schema: JsonObject): World => withTemplate(template('Limits', never('no'), schema));
const withSource = (source: JsonObject): World => withTemplate(template('Limits', source, SCHEMA));
const withExpression = (expression: string): World => withSource({ validations: validations(expression) });

function changed(change: JsonObject, spec: JsonObject = {}): JsonObject {
  const whole = template('Limits', never('no'), SCHEMA);
  return { ...whole, ...change, spec: { ...asObject(whole['spec']), ...spec } };
}

const TARGET = {
  target: 'admission.k8s.gatekeeper.sh',
  code: [{ engine: 'K8sNativeValidation', source: never('no') }],
};

/** What nobody can use: each has one mistake. */
export const REFUSED: Readonly<Record<string, World>> = {
  'kinds are no list': withMatch({ kinds: 'Pod' }),
  'groups are no list': withMatch({ kinds: [{ apiGroups: '', kinds: ['Pod'] }] }),
  'a field of kinds is misspelt': withMatch({ kinds: [{ apiGroup: [''] }] }),
  'a field of match is misspelt': withMatch({ kind: [] }),
  'namespaces are no list': withMatch({ namespaces: 'shop' }),
  'a namespace in capitals': withMatch({ namespaces: ['Shop'] }),
  'a question mark': withMatch({ namespaces: ['sho?'] }),
  'a star in the middle': withMatch({ excludedNamespaces: ['s*p'] }),
  'a name with a dot': withMatch({ name: 'a.b' }),
  'a name that is a number': withMatch({ name: 5 }),
  'a label that is a number': withMatch({ labelSelector: { matchLabels: { a: 1 } } }),
  'a label that is none': withMatch({ labelSelector: { matchLabels: { 'a b': 'x' } } }),
  'a value that is none': withMatch({ labelSelector: { matchLabels: { a: 'x y' } } }),
  'an operator that is none': withMatch({ labelSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } }),
  'In without values': withMatch({ labelSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
  'Exists with values': withMatch({
    labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
  }),
  'a condition without a key': withMatch({ labelSelector: { matchExpressions: [{ operator: 'Exists' }] } }),
  'a field of a selector is misspelt': withMatch({ labelSelector: { matchLabel: {} } }),
  'a selector that is a text': withMatch({ namespaceSelector: 'env=prod' }),
  'a source that is none': withMatch({ source: 'Everything' }),
  'match is a list': withMatch([]),
  'a field of spec is misspelt': withSpec({ enforcement: 'deny' }),
  'an action that is a number': withSpec({ enforcementAction: 1 }),
  'scoped without actions': withSpec({ enforcementAction: 'scoped' }),
  'scoped actions are no list': withSpec({ enforcementAction: 'scoped', scopedEnforcementActions: {} }),
  'no name': withConstraint({ ...constraint('Limits', ''), metadata: {} }),
  'a name in capitals': withConstraint(constraint('Limits', 'Ours')),
  'a version that is none': withConstraint({
    ...constraint('Limits', 'ours'),
    apiVersion: 'constraints.gatekeeper.sh/v1',
  }),
  'a template that is missing': world(constraint('Limits', 'ours')),
  'parameters without a schema': withParameters({ most: 1 }),
  'a parameter that nobody knows': withParameters({ least: 1 }, SCHEMA),
  'a parameter of another type': withParameters({ most: 'many' }, SCHEMA),
  'a parameter that is no integer': withParameters({ most: 1.5 }, SCHEMA),
  'parameters that are a list': withParameters([1], SCHEMA),
  'a value beyond the enum': withParameters({ a: 'y' }, text({ enum: ['x'] })),
  'a value beyond the pattern': withParameters({ a: 'y' }, text({ pattern: '^x$' })),
  'a text too long': withParameters({ a: 'xyz' }, text({ maxLength: 2 })),
  'a text too short': withParameters({ a: 'xyz' }, text({ minLength: 4 })),
  'a value that fits nothing of anyOf': withParameters(
    { a: 'y' },
    text({ anyOf: [{ pattern: 'a' }, { pattern: 'b' }] }),
  ),
  'a value that fits two of oneOf': withParameters({ a: 'ab' }, text({ oneOf: [{ pattern: 'a' }, { pattern: 'b' }] })),
  'a value that breaks allOf': withParameters({ a: 'a' }, text({ allOf: [{ pattern: 'a' }, { pattern: 'b' }] })),
  'a value that fits not': withParameters({ a: 'x' }, text({ not: { enum: ['x'] } })),
  'a number too low': withParameters({ a: 1 }, integer({ minimum: 2 })),
  'a number too high': withParameters({ a: 3 }, integer({ maximum: 2 })),
  'a number at the excluded end': withParameters({ a: 2 }, integer({ minimum: 2, exclusiveMinimum: true })),
  'no multiple': withParameters({ a: 3 }, integer({ multipleOf: 2 })),
  'neither integer nor text': withParameters({ a: true }, property({ 'x-kubernetes-int-or-string': true })),
  'too few items': withParameters({ a: [] }, property({ type: 'array', items: { type: 'string' }, minItems: 1 })),
  'too many items': withParameters(
    { a: ['x', 'y'] },
    property({ type: 'array', items: { type: 'string' }, maxItems: 1 }),
  ),
  'an item of another type': withParameters({ a: [1] }, property({ type: 'array', items: { type: 'string' } })),
  'a field of an item that nobody knows': withParameters(
    { a: [{ y: 1 }] },
    property({ type: 'array', items: { type: 'object', properties: { x: { type: 'integer' } } } }),
  ),
  'too many fields': withParameters(
    { a: 'x', b: 'y' },
    { type: 'object', maxProperties: 1, additionalProperties: { type: 'string' } },
  ),
  'another type under any key': withParameters({ a: 1 }, { type: 'object', additionalProperties: { type: 'string' } }),
  'a required parameter is missing': withParameters({}, { ...SCHEMA, required: ['most'] }),
  'a schema without a type': withSchema({ properties: { a: { type: 'string' } } }),
  'a schema without an inner type': withSchema({ type: 'object', properties: { a: {} } }),
  'a schema of a type that is none': withSchema({ type: 'map' }),
  'a list without items': withSchema(property({ type: 'array' })),
  'a default of another type': withSchema(text({ default: 1 })),
  'a default beyond the enum': withSchema(text({ enum: ['x'], default: 'y' })),
  'a pattern that is none': withSchema(text({ pattern: '(' })),
  'unique items': withSchema(property({ type: 'array', items: { type: 'string' }, uniqueItems: true })),
  'properties and others': withSchema({
    type: 'object',
    properties: { a: { type: 'string' } },
    additionalProperties: { type: 'string' },
  }),
  'a name that is not of the kind': withTemplate(changed({ metadata: { name: 'other' } })),
  'no kind': withTemplate(changed({}, { crd: { spec: { names: {} } } })),
  'two targets': withTemplate(changed({}, { targets: [TARGET, TARGET] })),
  'no target': withTemplate(changed({}, { targets: [] })),
  'a target that is none': withTemplate(changed({}, { targets: [{ ...TARGET, target: 'admission' }] })),
  'an engine that is none': withTemplate(
    changed({}, { targets: [{ ...TARGET, code: [{ engine: 'CEL', source: never('no') }] }] }),
  ),
  'no code': withTemplate(changed({}, { targets: [{ ...TARGET, code: [] }] })),
  'no source': withTemplate(changed({}, { targets: [{ ...TARGET, code: [{ engine: 'K8sNativeValidation' }] }] })),
  'a version of templates that is none': withTemplate(changed({ apiVersion: 'templates.gatekeeper.sh/v2' })),
  'a failure policy that is none': withSource({ ...never('no'), failurePolicy: 'Open' }),
  'a variable named params': withSource({ ...never('no'), variables: [{ name: 'params', expression: '1' }] }),
  'a variable named anyObject': withSource({ ...never('no'), variables: [{ name: 'anyObject', expression: '1' }] }),
  'a variable with the inner prefix': withSource({
    ...never('no'),
    variables: [{ name: 'gatekeeper_internal_x', expression: '1' }],
  }),
  'an expression that ends early': withExpression('object.spec.'),
  'an expression that is a number': withExpression('1 + 1'),
  'an expression of any type': withExpression('object.kind'),
  'a name that nobody declared': withExpression('pod.spec.hostNetwork == true'),
  'parameters by their short name': withExpression('params.spec.parameters.most > 1'),
  'rights that nobody can ask for': withExpression('authorizer.group("").resource("pods").check("get").allowed()'),
  'a variable that nobody declared': withExpression('variables.other == 1'),
  'a function that is none': withExpression('object.kind.beginsWith("P")'),
  'arguments of other types': withExpression('"a" + 1 == "a1"'),
  'a literal that is no time': withExpression('timestamp("yesterday") < timestamp(object.kind)'),
  'a literal that is no pattern': withExpression('object.kind.matches("(")'),
  'a condition that cannot be read': withSource({
    ...never('no'),
    matchCondition: [{ name: 'a', expression: 'object.' }],
  }),
  'a condition without an expression': withSource({ ...never('no'), matchCondition: [{ name: 'a' }] }),
};

function property(schema: JsonObject): JsonObject {
  return { type: 'object', properties: { a: schema } };
}

function text(more: JsonObject): JsonObject {
  return property({ type: 'string', ...more });
}

function integer(more: JsonObject): JsonObject {
  return property({ type: 'integer', ...more });
}
