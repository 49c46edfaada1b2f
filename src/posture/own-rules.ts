import { compileCel, type CelProgram } from '../cel/compile.ts';
import { CelError } from '../cel/error.ts';
import { containersOf, WORKLOAD_TYPES } from '../kubernetes/workload.ts';
import { defineCheck, type Check, type Violation } from '../model/check.ts';
import type { JsonObject, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';

/** A rule of the user's own, as the config says it. */
export interface OwnRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly kinds: readonly string[];
  readonly forEach: 'object' | 'container';
  readonly when?: string | undefined;
  readonly assert: string;
  readonly path?: string | undefined;
  readonly message?: string | undefined;
  readonly why?: string | undefined;
  readonly remedy?: string | undefined;
}

const NAMES: Readonly<Record<OwnRule['forEach'], readonly string[]>> = {
  object: ['object'],
  container: ['object', 'container'],
};

/**
 * Makes a check of an own rule. An object for which `assert` can't be evaluated (a missing key) breaks the rule: use `has`.
 * @throws CelError for an expression that does not compile.
 */
export function ownCheck(rule: OwnRule): Check {
  const names = NAMES[rule.forEach];
  const when = rule.when === undefined ? undefined : compileCel(rule.when, names);
  const assert = compileCel(rule.assert, names);
  const steps = (rule.path ?? '').split('.').filter(Boolean).map(toStep);
  return defineCheck({
    id: rule.id,
    title: rule.title,
    severity: rule.severity,
    category: 'hygiene',
    profile: 'recommended',
    why: rule.why ?? 'A rule of your own says so.',
    remedy: rule.remedy ?? `Make this true: ${rule.assert}`,
    references: [],
    types: rule.kinds.includes('*')
      ? '*'
      : rule.kinds.flatMap((kind) => (kind === 'Workload' ? WORKLOAD_TYPES : [kind])),
    find(resource): Violation[] {
      const found: Violation[] = [];
      for (const { variables, path } of subjects(resource, rule.forEach)) {
        if (when && !holds(when, variables)) continue;
        const failure = violationOf(assert, variables);
        if (failure === undefined) continue;
        found.push({ path: [...path, ...steps], message: `${rule.message ?? rule.title}${failure}` });
      }
      return found;
    },
  });
}

function toStep(word: string): string | number {
  return /^\d+$/.test(word) ? Number(word) : word;
}

function subjects(
  resource: Resource,
  forEach: OwnRule['forEach'],
): { variables: Record<string, JsonObject>; path: Path }[] {
  const { object } = resource;
  if (forEach === 'object') return [{ variables: { object }, path: [] }];
  return containersOf(resource).map(({ spec, path }) => ({ variables: { object, container: spec }, path }));
}

function holds(program: CelProgram, variables: Record<string, JsonObject>): boolean {
  try {
    return program(variables) === true;
  } catch (error) {
    if (error instanceof CelError) return false;
    throw error;
  }
}

/** What to add to the message where the assertion does not hold; undefined where it does. */
function violationOf(program: CelProgram, variables: Record<string, JsonObject>): string | undefined {
  try {
    return program(variables) === true ? undefined : '';
  } catch (error) {
    if (error instanceof CelError) return ` (${error.message})`;
    throw error;
  }
}
