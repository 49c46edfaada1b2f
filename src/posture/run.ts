import type { Check, Parameters, Scope, Violation } from '../model/check.ts';
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

/** What is known of a resource that an earlier run judged by the same plan. */
interface Judged {
  /** Findings of checks that looked at this resource alone: they hold as long as the resource does. */
  readonly own: readonly RawFinding[];
  /** Checks that looked around, and what they found: they are asked again. */
  readonly others: readonly { readonly planned: PlannedCheck; readonly found: readonly RawFinding[] }[];
}

/** What earlier runs of a plan learned. `watch` keeps one: a changed file costs its objects and the rules that look around. */
export type RunMemory = WeakMap<Resource, Judged>;

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
  const run: Run = { plan: planByType(checks, aliases), observed: observe(inventory, scope), gaps: [] };
  const findings: RawFinding[] = [];
  for (const resource of inventory.resources) {
    const known = memory?.get(resource);
    const judged = known ? judgeAgain(run, resource, known) : judgeFirst(run, resource);
    if (memory && judged !== known) memory.set(resource, judged);
    for (const finding of judged.own) findings.push(finding);
    for (const { found } of judged.others) for (const finding of found) findings.push(finding);
  }
  return { findings, gaps: run.gaps };
}

interface Run {
  readonly plan: (type: string) => readonly PlanGroup[];
  readonly observed: ReturnType<typeof observe>;
  readonly gaps: Gap[];
}

function judgeFirst(run: Run, resource: Resource): Judged {
  const own: RawFinding[] = [];
  const others: Judged['others'][number][] = [];
  for (const { applies, checks } of run.plan(resource.type)) {
    if (applies && !applies(resource)) continue;
    for (const planned of checks) {
      run.observed.reset();
      const found = ask(run, planned, resource);
      if (run.observed.lookedAround()) others.push({ planned, found });
      else for (const finding of found) own.push(finding);
    }
  }
  return { own, others };
}

/** Asks the checks that looked around; findings that say the same as before stay the same objects. */
function judgeAgain(run: Run, resource: Resource, known: Judged): Judged {
  let changed = false;
  const others = known.others.map((other) => {
    const found = ask(run, other.planned, resource);
    if (sameFindings(found, other.found)) return other;
    changed = true;
    return { planned: other.planned, found };
  });
  return changed ? { own: known.own, others } : known;
}

const NOTHING: readonly RawFinding[] = [];

function ask({ observed, gaps }: Run, { check, parameters }: PlannedCheck, resource: Resource): readonly RawFinding[] {
  let found: RawFinding[] | undefined;
  try {
    for (const violation of check.find(resource, observed.scope, parameters))
      (found ??= []).push({ check, resource, violation });
  } catch (error) {
    gaps.push(checkFailed(check, resource, error));
  }
  return found ?? NOTHING;
}

function sameFindings(a: readonly RawFinding[], b: readonly RawFinding[]): boolean {
  return a.length === b.length && a.every((finding, i) => sameViolation(finding.violation, b[i]!.violation));
}

function sameViolation(a: Violation, b: Violation): boolean {
  return (
    a.message === b.message &&
    a.severity === b.severity &&
    a.path.length === b.path.length &&
    a.path.every((step, i) => step === b.path[i]) &&
    sameEvidence(a.evidence, b.evidence)
  );
}

function sameEvidence(a: Violation['evidence'] = [], b: Violation['evidence'] = []): boolean {
  return a.length === b.length && a.every((fact, i) => fact.resource === b[i]!.resource && fact.note === b[i]!.note);
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

/** Checks of a type that ask the same question before they look: it is answered once for all of them. */
interface PlanGroup {
  readonly applies: Check['applies'];
  readonly checks: readonly PlannedCheck[];
}

function planByType(checks: readonly PlannedCheck[], aliases: TypeAliases): (type: string) => readonly PlanGroup[] {
  const plans = new Map<string, PlanGroup[]>();
  return (type) => {
    let plan = plans.get(type);
    if (!plan) {
      const alias = aliases.get(type) ?? type;
      const chosen = checks.filter(({ check }) => check.types === '*' || check.types.includes(alias));
      const groups = Map.groupBy(chosen, ({ check }) => check.applies);
      plan = [...groups].map(([applies, members]) => ({ applies, checks: members }));
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
