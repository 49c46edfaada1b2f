import { asString } from '../std/value.ts';
import { compileCelException, isCelException, type CelException } from '../policy/cel/exception.ts';
import { compileException, type Exception } from '../policy/kyverno/exception.ts';
import { compilePolicy, policyKindOf } from '../policy/plan.ts';
import { PolicyProblem } from '../policy/problem.ts';
import type { CompiledPolicy } from '../policy/types.ts';
import type { DocumentProblem, FileObject } from './documents.ts';

export interface LoadedPolicies {
  readonly policies: readonly CompiledPolicy[];
  /** Objects among the policies that are none: config maps, bindings. */
  readonly others: readonly FileObject[];
}

/** Compiles the policies among the objects; each that cannot be compiled is one problem. */
export function loadPolicies(
  objects: readonly FileObject[],
  exceptionObjects: readonly FileObject[],
  problems: DocumentProblem[],
): LoadedPolicies {
  const exceptions = { rules: [] as Exception[], cel: [] as CelException[] };
  for (const one of exceptionObjects) {
    if (asString(one.object['kind']) !== 'PolicyException') continue;
    if (isCelException(one.object))
      exceptions.cel.push(...(compiled(one, problems, () => compileCelException(one.object)) ?? []));
    else exceptions.rules.push(...(compiled(one, problems, () => compileException(one.object)) ?? []));
  }
  const policies: CompiledPolicy[] = [];
  const others: FileObject[] = [];
  const all = objects.map(({ object }) => object);
  for (const one of objects) {
    if (!policyKindOf(one.object)) others.push(one);
    else policies.push(...(compiled(one, problems, () => compilePolicy(one.object, exceptions, all)) ?? []));
  }
  return { policies, others };
}

function compiled<T>(one: FileObject, problems: DocumentProblem[], compile: () => T): T[] | undefined {
  try {
    return [compile()];
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const { line, column } = one.placeOf(error.path);
    problems.push({ file: one.file, line, column, message: error.message });
    return undefined;
  }
}
