import type { Program } from '../../cel/program.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import type { Variable } from '../cel/admission/activation.ts';
import { compileConditions, compileVariables } from '../cel/admission/conditions.ts';
import { compileValidations, type Validate } from '../cel/admission/validating.ts';
import { PolicyProblem } from '../problem.ts';
import { compileSchema, type ParametersSchema } from './template-schema.ts';

/** What a ConstraintTemplate judges by, compiled: the CEL of its K8sNativeValidation engine. */
export interface ConstraintTemplate {
  /** The kind of its constraints. */
  readonly kind: string;
  readonly variables: readonly Variable[];
  readonly conditions: readonly Program[];
  readonly validate: Validate;
  /** `failurePolicy: Ignore`: what cannot be evaluated is let through. */
  readonly ignores: boolean;
  readonly schema: ParametersSchema;
  /** What Gatekeeper does not read, though somebody wrote it. */
  readonly problems: readonly PolicyProblem[];
}

const CEL_ENGINE = 'K8sNativeValidation';
const REGO_ENGINE = 'Rego';

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
  const kind = checkNames(document);
  const schema = compileSchema(document);
  const { source, path } = celSource(document);
  const start = { hasParams: true, hasAuthorizer: false, hasPatches: false, variables: new Map() };
  const given = compileVariables([...GIVEN], start, path);
  checkVariables(source['variables'], [...path, 'variables']);
  // The parameters are there as a variable alone, and nobody may ask for rights.
  const own = compileVariables(source['variables'], { ...given.names, hasParams: false }, [...path, 'variables']);
  const variables = [...given.variables, ...own.variables];
  if (asList(source['validations']).length === 0) throw new PolicyProblem('The template has no validations.', path);
  return {
    kind,
    variables,
    conditions: compileConditions(source['matchCondition'], own.names, [...path, 'matchCondition']),
    validate: compileValidations({ validations: source['validations'] ?? [] }, own.names, variables, path),
    ignores: failurePolicyOf(source, path) === 'Ignore',
    schema,
    problems: unread(source, path),
  };
}

/** The kind of the constraints. */
function checkNames(document: JsonObject): string {
  const kind = constraintKind(document);
  const name = asString(at(document, 'metadata', 'name')) ?? '';
  if (kind === '') throw new PolicyProblem('The template names no kind of constraint.', ['spec', 'crd']);
  if (name !== kind.toLowerCase())
    throw new PolicyProblem(`The template of the kind ${kind} must have the name ${kind.toLowerCase()}.`, [
      'metadata',
      'name',
    ]);
  const version = (asString(document['apiVersion']) ?? '').split('/')[1] ?? '';
  if (!VERSIONS.has(version))
    throw new PolicyProblem(`There are templates of ${[...VERSIONS].join(', ')}, not of ${version}.`, ['apiVersion']);
  return kind;
}

const VERSIONS: ReadonlySet<string> = new Set(['v1', 'v1beta1', 'v1alpha1']);

const RESERVED = new Set(GIVEN.map((one) => asString(asObject(one)['name']) ?? ''));
const RESERVED_PREFIX = 'gatekeeper_internal_';

function checkVariables(list: Json | undefined, path: Path): void {
  asList(list).forEach((item, i) => {
    const name = asString(asObject(item)['name']) ?? '';
    if (RESERVED.has(name) || name.startsWith(RESERVED_PREFIX))
      throw new PolicyProblem(`The variable ${name} is Gatekeeper's own: choose another name.`, [...path, i, 'name']);
  });
}

function failurePolicyOf(source: JsonObject, path: Path): string {
  const policy = asString(source['failurePolicy']) ?? 'Fail';
  if (policy !== 'Fail' && policy !== 'Ignore')
    throw new PolicyProblem('The failurePolicy is Fail or Ignore.', [...path, 'failurePolicy']);
  return policy;
}

/** Gatekeeper calls match conditions in the singular, and passes over them under the name that admission policies have. */
function unread(source: JsonObject, path: Path): PolicyProblem[] {
  if (source['matchConditions'] === undefined) return [];
  const message = 'Gatekeeper does not read matchConditions of a template: here they are called matchCondition.';
  return [new PolicyProblem(message, [...path, 'matchConditions'])];
}

const TARGET = 'admission.k8s.gatekeeper.sh';

function celSource(document: JsonObject): { readonly source: JsonObject; readonly path: Path } {
  const targets = asList(at(document, 'spec', 'targets'));
  if (targets.length !== 1) throw new PolicyProblem('A template has one target.', ['spec', 'targets']);
  const { target, code, rego } = asObject(targets[0]);
  if (target !== TARGET) throw new PolicyProblem(`The target of a template is ${TARGET}.`, ['spec', 'targets', 0]);
  const at0: Path = ['spec', 'targets', 0];
  for (const [c, entry] of asList(code).entries()) {
    const { engine, source } = asObject(entry);
    const path = [...at0, 'code', c, 'source'];
    if (engine === CEL_ENGINE && !isObject(source)) throw new PolicyProblem('The engine has no source.', path);
    if (engine === CEL_ENGINE) return { source: asObject(source), path };
  }
  const isRego = rego !== undefined || asList(code).some((entry) => asObject(entry)['engine'] === REGO_ENGINE);
  const told = isRego ? 'is written in Rego alone, which is not evaluated' : 'has no code that is known';
  throw new PolicyProblem(`The template ${told}: only templates with the engine ${CEL_ENGINE} (CEL) are.`, at0);
}
