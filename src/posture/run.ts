import type { Check, Parameters, Scope } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';

/** A check made ready for a run: its parameters settled, its types widened by the user's own workload kinds. */
export interface PlannedCheck {
  readonly check: Check;
  readonly parameters: Parameters;
}

export interface PostureResult {
  readonly findings: readonly RawFinding[];
  readonly gaps: readonly Gap[];
}

/** Types that behave as a built-in workload type, from the config: `{'Widget.acme.io': ...}` reads like `Deployment`. */
export type TypeAliases = ReadonlyMap<string, string>;

/**
 * Runs every check over every resource of its types. Linear in resources times the checks of their type. A check that
 * throws is a bug, but one that costs a gap, not the run.
 */
export function runChecks(
  inventory: Inventory,
  checks: readonly PlannedCheck[],
  scope: Omit<Scope, 'inventory'>,
  aliases: TypeAliases = new Map(),
): PostureResult {
  const plan = planByType(checks, aliases);
  const findings: RawFinding[] = [];
  const gaps: Gap[] = [];
  const full: Scope = { ...scope, inventory };
  for (const resource of inventory.resources) {
    for (const { check, parameters } of plan(resource.type)) {
      try {
        for (const violation of check.find(resource, full, parameters)) findings.push({ check, resource, violation });
      } catch (error) {
        gaps.push(checkFailed(check, resource, error));
      }
    }
  }
  return { findings, gaps };
}

function planByType(checks: readonly PlannedCheck[], aliases: TypeAliases): (type: string) => readonly PlannedCheck[] {
  const plans = new Map<string, PlannedCheck[]>();
  return (type) => {
    let plan = plans.get(type);
    if (!plan) {
      const alias = aliases.get(type) ?? type;
      plan = checks.filter(({ check }) => check.types === '*' || check.types.includes(alias));
      plans.set(type, plan);
    }
    return plan;
  };
}

function checkFailed(check: Check, resource: Resource, error: unknown): Gap {
  return {
    code: 'check-failed',
    file: resource.origin.file,
    message: `The check ${check.id} failed on ${resource.kind} ${resource.name || '(unnamed)'}: ${String(error)}.`,
    place: resource.origin.locate([]),
    hint: 'This is a bug in Castellan: please report it with the file.',
  };
}
