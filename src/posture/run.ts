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
 * What earlier runs of the same plan found in resources that are still there: the answers of checks that did not look at
 * the inventory. `watch` keeps one, so that a changed file costs its own objects and the rules that look around.
 */
export type RunMemory = WeakMap<Resource, Map<PlannedCheck, readonly RawFinding[]>>;

/**
 * Runs every check over every resource of its types. Linear in resources times the checks of their type. A check that
 * throws is a bug, but one that costs a gap, not the run.
 */
export function runChecks(
  inventory: Inventory,
  checks: readonly PlannedCheck[],
  scope: Omit<Scope, 'inventory'>,
  aliases: TypeAliases = new Map(),
  memory?: RunMemory,
): PostureResult {
  const plan = planByType(checks, aliases);
  const findings: RawFinding[] = [];
  const gaps: Gap[] = [];
  const observed = observe(inventory, scope);
  for (const resource of inventory.resources) {
    const known = memory?.get(resource);
    const learned = known ?? new Map<PlannedCheck, readonly RawFinding[]>();
    for (const planned of plan(resource.type)) {
      const before = known?.get(planned);
      if (before) {
        findings.push(...before);
        continue;
      }
      observed.reset();
      const own: RawFinding[] = [];
      try {
        for (const violation of planned.check.find(resource, observed.scope, planned.parameters)) {
          own.push({ check: planned.check, resource, violation });
        }
      } catch (error) {
        gaps.push(checkFailed(planned.check, resource, error));
      }
      if (memory && !observed.lookedAround()) learned.set(planned, own);
      for (const finding of own) findings.push(finding);
    }
    if (memory && !known) memory.set(resource, learned);
  }
  return { findings, gaps };
}

/** A scope that remembers whether a check looked at other resources. */
function observe(inventory: Inventory, rest: Omit<Scope, 'inventory'>) {
  let looked = false;
  const scope: Scope = {
    ...rest,
    get inventory() {
      looked = true;
      return inventory;
    },
  };
  return { scope, reset: () => void (looked = false), lookedAround: () => looked };
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
