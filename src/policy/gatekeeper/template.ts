import type { Program } from '../../cel/program.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import type { Variable } from '../cel/admission/activation.ts';
import { compileConditions, compileVariables } from '../cel/admission/conditions.ts';
import { compileValidations, type Validate } from '../cel/admission/validating.ts';
import { PolicyProblem } from '../problem.ts';

/** What a ConstraintTemplate judges by, compiled: the CEL of its K8sNativeValidation engine. */
export interface ConstraintTemplate {
  /** The kind of its constraints. */
  readonly kind: string;
  readonly variables: readonly Variable[];
  readonly conditions: readonly Program[];
  readonly validate: Validate;
  /** `failurePolicy: Ignore`: what cannot be evaluated is let through. */
  readonly ignores: boolean;
}

const CEL_ENGINE = 'K8sNativeValidation';

/** Variables that Gatekeeper gives every template: the parameters of the constraint, and the object whatever happens to it. */
const GIVEN: readonly Json[] = [
  {
    name: 'params',
    expression: '!has(params.spec) ? null : !has(params.spec.parameters) ? null : params.spec.parameters',
  },
  { name: 'anyObject', expression: 'request.operation == "DELETE" ? oldObject : object' },
];

export function isTemplate(document: JsonObject): boolean {
  return (
    document['kind'] === 'ConstraintTemplate' &&
    (asString(document['apiVersion']) ?? '').startsWith('templates.gatekeeper.sh/')
  );
}

/** The kind of the constraints that a template defines; '' where it says none. */
export function constraintKind(template: JsonObject): string {
  return asString(at(template, 'spec', 'crd', 'spec', 'names', 'kind')) ?? '';
}

const compiled = new WeakMap<JsonObject, ConstraintTemplate>();

/** Compiles the template's CEL; the same object once. @throws PolicyProblem where it has none, or one that does not compile */
export function compileTemplate(document: JsonObject): ConstraintTemplate {
  let template = compiled.get(document);
  if (!template) compiled.set(document, (template = compileNew(document)));
  return template;
}

function compileNew(document: JsonObject): ConstraintTemplate {
  const kind = constraintKind(document);
  if (kind === '') throw new PolicyProblem('The template names no kind of constraint.', ['spec', 'crd']);
  const { source, path } = celSource(document);
  const start = { hasParams: true, hasAuthorizer: true, hasPatches: false, variables: new Map() };
  const given = compileVariables([...GIVEN], start, path);
  const own = compileVariables(source['variables'], given.names, [...path, 'variables']);
  const variables = [...given.variables, ...own.variables];
  return {
    kind,
    variables,
    conditions: compileConditions(source['matchConditions'], own.names, [...path, 'matchConditions']),
    validate: compileValidations(source, own.names, variables, path),
    ignores: source['failurePolicy'] === 'Ignore',
  };
}

function celSource(document: JsonObject): { readonly source: JsonObject; readonly path: Path } {
  const targets = asList(at(document, 'spec', 'targets'));
  for (const [t, target] of targets.entries()) {
    for (const [c, code] of asList(asObject(target)['code']).entries()) {
      const { engine, source } = asObject(code);
      const path = ['spec', 'targets', t, 'code', c, 'source'];
      if (engine === CEL_ENGINE) return { source: asObject(source), path };
    }
  }
  throw new PolicyProblem(
    `The template is written in Rego alone, which is not evaluated: only templates with the engine ${CEL_ENGINE} (CEL) are.`,
    ['spec', 'targets'],
  );
}
