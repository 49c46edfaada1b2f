import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import { conform, patternFault, TYPE_NAMES } from './schema.ts';

/** The schema that a template has for the parameters of its constraints. */
export interface ParametersSchema {
  /** The parameters as expressions see them, defaults filled in; undefined where there are none. @throws PolicyProblem */
  fill(parameters: Json | undefined): Json | undefined;
}

const PLACE: Path = ['spec', 'crd', 'spec', 'validation', 'openAPIV3Schema'];
const PARAMETERS: Path = ['spec', 'parameters'];

/**
 * Reads it (Gatekeeper, "Constraint Templates": v1 wants a structural schema; those of older versions, and with
 * `legacySchema`, may leave out types and take any field). @throws PolicyProblem
 */
export function compileSchema(template: JsonObject): ParametersSchema {
  const validation = asObject(asObject(asObject(asObject(template['spec'])['crd'])['spec'])['validation']);
  const schema = isObject(validation['openAPIV3Schema']) ? validation['openAPIV3Schema'] : undefined;
  const isLegacy = validation['legacySchema'] ?? asString(template['apiVersion'])?.endsWith('/v1') !== true;
  const keepsUnknown = isLegacy === true;
  if (schema) checkSchema(schema, PLACE, !keepsUnknown);
  return {
    fill(parameters) {
      const given = parameters === undefined ? schema?.['default'] : parameters;
      if (given === undefined) return undefined;
      if (schema) return conform(given, schema, PARAMETERS, { keepsUnknown });
      if (keepsUnknown) return given;
      throw new PolicyProblem('The template has no schema for parameters, so there can be none.', PARAMETERS);
    },
  };
}

/** Where a schema holds others. */
const INNER_MAPS = ['properties'];
const INNER = ['items', 'additionalProperties'];

function checkSchema(schema: JsonObject, path: Path, isStructural: boolean): void {
  const type = schema['type'];
  const needsNone =
    schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-int-or-string'] === true;
  if (type === undefined && isStructural && !needsNone)
    throw new PolicyProblem('The schema names no type here; templates of v1 need one at each level.', path);
  if (type !== undefined && !TYPE_NAMES.includes(asString(type) ?? ''))
    throw new PolicyProblem(`The type of a schema is one of ${TYPE_NAMES.join(', ')}.`, [...path, 'type']);
  checkKeywords(schema, path);
  for (const key of INNER_MAPS)
    for (const [name, inner] of Object.entries(asObject(schema[key])))
      checkSchema(asObject(inner), [...path, key, name], isStructural);
  for (const key of INNER) if (isObject(schema[key])) checkSchema(schema[key], [...path, key], isStructural);
  checkDefault(schema, path);
}

function checkKeywords(schema: JsonObject, path: Path): void {
  if (schema['type'] === 'array' && !isObject(schema['items']))
    throw new PolicyProblem('A list of a schema needs items.', path);
  if (schema['uniqueItems'] === true)
    throw new PolicyProblem('A schema cannot have uniqueItems.', [...path, 'uniqueItems']);
  if (Object.keys(asObject(schema['properties'])).length > 0 && schema['additionalProperties'] !== undefined)
    throw new PolicyProblem('A schema has either properties or additionalProperties.', [
      ...path,
      'additionalProperties',
    ]);
  const fault = patternFault(schema);
  if (fault !== undefined) throw new PolicyProblem(`The pattern cannot be read: ${fault}.`, [...path, 'pattern']);
  if (schema['required'] !== undefined && asList(schema['required']).some((one) => typeof one !== 'string'))
    throw new PolicyProblem('required is a list of names.', [...path, 'required']);
}

function checkDefault(schema: JsonObject, path: Path): void {
  if (schema['default'] === undefined) return;
  try {
    conform(schema['default'], schema, ['default']);
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    throw new PolicyProblem(`The default does not fit its schema: ${error.message}`, [...path, 'default'], error);
  }
}
