import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../model/json.ts';
import { PolicyProblem } from '../problem.ts';
import { compileConstraint } from './constraint.ts';
import { constraint, TEMPLATE } from './sample.ts';
import { conform } from './schema.ts';
import { compileSchema } from './template-schema.ts';

const NAMED: JsonObject = { type: 'object', properties: { name: { type: 'string', default: 'usual' } } };

describe('parameters by a schema', () => {
  it.each<[JsonObject, Json, Json]>([
    [NAMED, {}, { name: 'usual' }],
    [NAMED, { name: null }, { name: 'usual' }],
    [{ type: 'object', properties: { a: NAMED } }, {}, {}],
    [{ type: 'array', items: NAMED }, [{}, { name: 'own' }], [{ name: 'usual' }, { name: 'own' }]],
    [{ type: 'object', additionalProperties: NAMED }, { a: {} }, { a: { name: 'usual' } }],
    [{ 'x-kubernetes-preserve-unknown-fields': true }, { a: [1] }, { a: [1] }],
    [{ 'x-kubernetes-int-or-string': true }, '10%', '10%'],
  ])('%j of %j is %j', (schema, value, expected) => {
    expect(conform(value, schema, ['spec', 'parameters'])).toEqual(expected);
  });

  it('are told where they do not fit, at their place', () => {
    const wrong = constraint({ parameters: { owners: ['red', 5] } });

    expect(() => compileConstraint(wrong, [TEMPLATE])).toThrow(
      expect.objectContaining({
        message: 'parameters.owners[1] must be a text, not 5.',
        path: ['spec', 'parameters', 'owners', 1],
      }),
    );
  });

  it('never break on values and schemas of any shape', () => {
    const keyword = fc.constantFrom(
      'type',
      'properties',
      'items',
      'default',
      'enum',
      'pattern',
      'required',
      'not',
      'anyOf',
    );
    const schema = fc.dictionary(keyword, fc.jsonValue()) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(schema, fc.jsonValue(), (openAPIV3Schema, parameters) => {
        const template: JsonObject = {
          apiVersion: 'templates.gatekeeper.sh/v1',
          spec: { crd: { spec: { validation: { openAPIV3Schema } } } },
        };
        try {
          compileSchema(template).fill(parameters);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyProblem);
        }
      }),
    );
  });
});
