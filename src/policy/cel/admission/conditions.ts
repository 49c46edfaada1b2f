import type { Json, Path } from '../../../model/json.ts';
import { asList, asObject, asString } from '../../../std/value.ts';
import { CONDITIONS_BUDGET } from '../../../cel/cost.ts';
import type { Program } from '../../../cel/program.ts';
import { PolicyProblem } from '../../problem.ts';
import { activationOf, evaluateAll, noteUnknown, OUT_OF_BUDGET, type Input, type Variable } from './activation.ts';
import { compileAdmissionExpression, type AdmissionText, type ExpressionSort, type Names } from './environment.ts';

/** What `matchConditions` say: whether the policy is about the request, or why that cannot be told. */
export type Matching = { readonly matches: boolean } | { readonly error: string };

/** `matchConditions`. They see no `namespaceObject`, and the resource as it was asked for. Errors count by the failure policy: with Ignore nothing matches. */
export function conditionsMatch(conditions: readonly Program[], input: Input, ignores: boolean): Matching {
  if (conditions.length === 0) return { matches: true };
  const { request, matched } = input;
  const known = { ...input, namespaceObject: null, matched: { kind: matched.kind, resource: request.resource } };
  const activation = activationOf(known);
  const evaluated = evaluateAll(conditions, activation, CONDITIONS_BUDGET);
  if (!evaluated) return ignores ? { matches: false } : { error: OUT_OF_BUDGET };
  if (evaluated.list.some((one) => 'value' in one && one.value === false)) return { matches: false };
  const errors = evaluated.list.flatMap((one) => ('error' in one ? [one.error] : []));
  if (errors.length === 0) return { matches: true };
  noteUnknown(errors, input.world);
  return ignores ? { matches: false } : { error: joined(errors) };
}

/** Several errors as one, as Go's `errors.Aggregate` shows them. */
function joined(errors: readonly string[]): string {
  const different = [...new Set(errors)];
  return different.length === 1 ? different[0]! : `[${different.join(', ')}]`;
}

export interface CompiledVariables {
  readonly variables: readonly Variable[];
  readonly names: Names;
}

/** `variables`: each may name those before it. */
export function compileVariables(list: Json | undefined, names: Names, path: Path): CompiledVariables {
  const types = new Map(names.variables);
  const variables = asList(list).map((item, i) => {
    const name = asString(asObject(item)['name']) ?? '';
    if (!/^[A-Za-z_]\w*$/.test(name))
      throw new PolicyProblem('A variable needs a name that is a CEL identifier.', [...path, i]);
    const program = compileEntry(item, 'expression', 'variable', { ...names, variables: new Map(types) }, [...path, i]);
    types.set(name, program.type);
    return { name, program };
  });
  return { variables, names: { ...names, variables: types } };
}

export function compileConditions(list: Json | undefined, names: Names, path: Path): Program[] {
  return asList(list).map((item, i) => compileEntry(item, 'expression', 'condition', names, [...path, i]));
}

/** The expression under a key of an entry. @throws PolicyProblem */
export function compileEntry(entry: Json, key: string, sort: ExpressionSort, names: Names, path: Path): AdmissionText {
  const source = asString(asObject(entry)[key]);
  if (!source?.trim()) throw new PolicyProblem('An expression is missing.', path);
  return compileAdmissionExpression(source, sort, names, [...path, key]);
}
