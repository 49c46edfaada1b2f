import { environmentOf, type Environment } from '../../../cel/environment.ts';
import { CelError } from '../../../cel/error.ts';
import { KUBERNETES } from '../../../cel/libraries.ts';
import { programOf, readExpression, type Program } from '../../../cel/program.ts';
import { readPaths, type Reading } from '../../../cel/reads.ts';
import {
  BOOL,
  DYN,
  NULL,
  STRING,
  listOf,
  opaque,
  showType,
  structOf,
  type Type,
  type TypeProvider,
} from '../../../cel/types.ts';
import type { Path } from '../../../model/json.ts';
import { PolicyProblem } from '../../problem.ts';
import { NAMESPACE, REQUEST, VARIABLES, declaredTypes } from './declarations.ts';
import { JSON_PATCH, JSON_PATCH_LIBRARY, PATCH_TYPES } from './patch-types.ts';

/** What expressions of one policy may name. Each part of a policy has one of its own. */
export interface Names {
  readonly hasParams: boolean;
  readonly hasAuthorizer: boolean;
  readonly hasPatches: boolean;
  /** Types of the variables so far; `variables.x` is only known where it stands after x. Undefined: there are none here. */
  readonly variables: ReadonlyMap<string, Type> | undefined;
}

/** The types of `object` and `params` where they are known: for the checks of types that only warn. */
export interface KnownTypes {
  readonly object: Type;
  readonly params: Type;
  readonly provider: TypeProvider;
}

/** What each sort of expression must evaluate to. */
export const RETURNS = {
  condition: [BOOL],
  message: [STRING],
  annotation: [STRING, NULL],
  variable: undefined,
  applyConfiguration: [structOf('Object')],
  jsonPatch: [listOf(structOf(JSON_PATCH))],
} as const satisfies Readonly<Record<string, readonly Type[] | undefined>>;

export type ExpressionSort = keyof typeof RETURNS;

const NONE: ReadonlyMap<string, Type> = new Map();

let plain: Environment | undefined;
let patching: Environment | undefined;

function base(hasPatches: boolean): Environment {
  const options = { homogeneousLiterals: true };
  if (hasPatches) return (patching ??= environmentOf({ ...options, libraries: [...KUBERNETES, JSON_PATCH_LIBRARY] }));
  return (plain ??= environmentOf({ ...options, libraries: KUBERNETES }));
}

/** The environment of the API server for these names; functions are shared by all. */
export function environmentFor(names: Names, known?: KnownTypes): Environment {
  const shared = base(names.hasPatches);
  const variables = new Map<string, Type>([
    ['object', known?.object ?? DYN],
    ['oldObject', known?.object ?? DYN],
    ['namespaceObject', NAMESPACE],
    ['request', REQUEST],
  ]);
  if (names.variables) variables.set('variables', VARIABLES);
  if (names.hasParams) variables.set('params', known?.params ?? DYN);
  if (names.hasAuthorizer) {
    variables.set('authorizer', opaque('kubernetes.authorization.Authorizer'));
    variables.set('authorizer.requestResource', opaque('kubernetes.authorization.ResourceCheck'));
  }
  const types = declaredTypes(names.variables ?? NONE, names.hasPatches ? PATCH_TYPES : known?.provider);
  return { ...shared, variables, options: { ...shared.options, types } };
}

/** An expression of an admission policy. */
export interface AdmissionText extends Program, Reading {}

/** Compiles an expression that must be of its sort. @throws PolicyProblem with the place in the document */
export function compileAdmissionExpression(
  source: string,
  sort: ExpressionSort,
  names: Names,
  path: Path,
): AdmissionText {
  const program = compiled(source, environmentFor(names), path);
  const wanted: readonly Type[] | undefined = RETURNS[sort];
  if (!wanted || wanted.some((type) => showType(type) === showType(program.type))) return program;
  const shown = wanted.map(showType).join(' or ');
  throw new PolicyProblem(`The expression must evaluate to ${shown}, not to ${showType(program.type)}.`, path);
}

function compiled(source: string, environment: Environment, path: Path): AdmissionText {
  try {
    const readied = readExpression(source, environment);
    return { ...programOf(readied, environment), reads: () => readPaths(readied.ir) };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    const { line, column, message } = error;
    throw new PolicyProblem(`The expression cannot be compiled: ${line}:${column}: ${message}.`, path, error);
  }
}
