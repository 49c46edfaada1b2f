import type { Violation, ViolationFix } from '../../model/check.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { at, isObject } from '../../std/value.ts';
import { type SchemaProblem, validateObject } from './validate.ts';

interface Answer {
  readonly resource: Resource;
  readonly minor: number;
  readonly problems: readonly SchemaProblem[];
}

/** The last answer: several checks ask about a resource, one after the other. */
let last: Answer | undefined;

/** What the schema of Kubernetes 1.`minor` says against a resource. */
export function schemaProblems(resource: Resource, minor: number): readonly SchemaProblem[] {
  if (last?.resource === resource && last.minor === minor) return last.problems;
  const problems = validateObject(resource.object, minor);
  last = { resource, minor, problems };
  return problems;
}

/** The violations of one kind of problem. */
export function schemaViolations(resource: Resource, minor: number, kind: SchemaProblem['kind']): readonly Violation[] {
  const problems = schemaProblems(resource, minor);
  if (problems.length === 0) return NOTHING;
  return problems
    .filter((problem) => problem.kind === kind)
    .map((problem) => {
      const fix = renaming(resource, problem, minor);
      return { path: problem.path, message: problem.message, ...(fix && { fix }) };
    });
}

const NOTHING: readonly Violation[] = [];

/** Moves a misspelt or misplaced field to where it belongs, unless something stands there or the value does not fit. */
function renaming({ object }: Resource, { kind, path, meant }: SchemaProblem, minor: number): ViolationFix | undefined {
  const value = at(object, ...path);
  if (kind !== 'unknown-field' || !meant || value === undefined || at(object, ...meant) !== undefined) return undefined;
  if (!fits(object, value, meant, minor)) return undefined;
  return {
    title: `Move it to ${meant.join('.')}`,
    safe: false,
    edits: [
      { op: 'remove', path },
      { op: 'set', path: meant, value },
    ],
  };
}

function fits(object: JsonObject, value: Json, meant: Path, minor: number): boolean {
  const moved = structuredClone(object);
  let parent: Json | undefined = moved;
  for (const step of meant.slice(0, -1)) {
    if (isObject(parent)) parent = parent[step] ??= {};
    else parent = Array.isArray(parent) ? parent[Number(step)] : undefined;
  }
  if (!isObject(parent)) return false;
  parent[String(meant.at(-1))] = value;
  return validateObject(moved, minor).every((problem) => !startsWith(problem.path, meant));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, i) => path[i] === step);
}
