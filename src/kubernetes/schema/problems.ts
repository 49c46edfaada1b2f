import type { Violation, ViolationFix } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { at } from '../../std/value.ts';
import { type SchemaProblem, validateObject } from './validate.ts';

const cache = new WeakMap<Resource, { readonly minor: number; readonly problems: readonly SchemaProblem[] }>();

/** What the schema of Kubernetes 1.`minor` says against a resource; asked by several checks, answered once. */
export function schemaProblems(resource: Resource, minor: number): readonly SchemaProblem[] {
  const known = cache.get(resource);
  if (known?.minor === minor) return known.problems;
  const problems = validateObject(resource.object, minor);
  cache.set(resource, { minor, problems });
  return problems;
}

/** The violations of one kind of problem. */
export function* schemaViolations(resource: Resource, minor: number, kind: SchemaProblem['kind']): Iterable<Violation> {
  for (const problem of schemaProblems(resource, minor)) {
    if (problem.kind !== kind) continue;
    const fix = renaming(resource, problem);
    yield { path: problem.path, message: problem.message, ...(fix && { fix }) };
  }
}

/** Moves a misspelt or misplaced field to where it belongs, unless something stands there already. */
function renaming({ object }: Resource, { kind, path, meant }: SchemaProblem): ViolationFix | undefined {
  const value = at(object, ...path);
  if (kind !== 'unknown-field' || !meant || value === undefined || at(object, ...meant) !== undefined) return undefined;
  return {
    title: `Move it to ${meant.join('.')}`,
    safe: false,
    edits: [
      { op: 'remove', path },
      { op: 'set', path: meant, value },
    ],
  };
}
