import type { Check, Parameters, Scope, Violation } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { CannotJudge } from './cannot-judge.ts';

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
  /** Checks that looked around: what they found, and the types that it depends on (`*` for all). */
  readonly others: readonly Answer[];
}

interface Answer {
  readonly planned: PlannedCheck;
  readonly found: readonly RawFinding[];
  readonly types: ReadonlySet<string>;
}

/**
 * What earlier runs of a plan learned. `watch` keeps one, so that a changed file costs its own objects and the rules that
 * look at objects of their types.
 */
export interface RunMemory {
  readonly judged: WeakMap<Resource, Judged>;
  /** Types that the check under way looked at. */
  readonly looked: Set<string>;
  last: ReadonlySet<Resource>;
}

export function createRunMemory(): RunMemory {
  return { judged: new WeakMap(), looked: new Set(), last: new Set() };
}

/**
 * Runs every check over every resource of its types. Linear in resources times the checks of their type. A check that
 * throws is a bug, but one that costs a gap, not the run. With a memory, `inventory` must be made with `memory.looked`.
 */
export function runChecks(
  inventory: Inventory,
  checks: readonly PlannedCheck[],
  scope: Omit<Scope, 'inventory'>,
  aliases: TypeAliases = new Map(),
  memory?: RunMemory,
): PostureResult {
  const { resources } = inventory;
  const plan = planByType(checks, aliases);
  const run: Run = { plan, scope: { ...scope, inventory }, looked: memory?.looked ?? new Set(), gaps: [] };
  const findings: RawFinding[] = [];
  if (memory) judgeRemembering(run, resources, memory, findings);
  else for (const resource of resources) judgeOnce(run, resource, findings);
  return { findings, gaps: run.gaps };
}

/** The way of a single scan: nothing is kept but the findings. */
function judgeOnce(run: Run, resource: Resource, into: RawFinding[]): void {
  for (const { applies, checks } of run.plan(resource.type)) {
    if (applies && !applies(resource)) continue;
    for (const { check, parameters } of checks) {
      try {
        const found = check.find(resource, run.scope, parameters);
        // Most rules answer with no violation for most resources: an empty list takes no iterator.
        if (Array.isArray(found) && found.length === 0) continue;
        for (const violation of found) into.push({ check, resource, violation });
      } catch (error) {
        run.gaps.push(checkFailed(check, resource, error));
      }
    }
  }
}

function judgeRemembering(run: Run, resources: readonly Resource[], memory: RunMemory, into: RawFinding[]): void {
  const changed = changedTypes(memory, resources);
  for (const resource of resources) {
    const known = memory.judged.get(resource);
    const judged = known ? judgeAgain(run, resource, known, changed) : judgeFirst(run, resource);
    if (judged !== known) memory.judged.set(resource, judged);
    for (const finding of judged.own) into.push(finding);
    for (const { found } of judged.others) for (const finding of found) into.push(finding);
  }
}

interface Run {
  readonly plan: (type: string) => readonly PlanGroup[];
  readonly scope: Scope;
  readonly looked: Set<string>;
  readonly gaps: Gap[];
}

const NO_TYPES: ReadonlySet<string> = new Set();

/** Types of the resources that came or went since the last run. */
function changedTypes(memory: RunMemory, resources: readonly Resource[]): ReadonlySet<string> {
  const now = new Set(resources);
  const changed = new Set<string>();
  for (const resource of now) if (!memory.last.has(resource)) changed.add(resource.type);
  for (const resource of memory.last) if (!now.has(resource)) changed.add(resource.type);
  memory.last = now;
  return changed;
}

function judgeFirst(run: Run, resource: Resource): Judged {
  const own: RawFinding[] = [];
  const others: Answer[] = [];
  for (const { applies, checks } of run.plan(resource.type)) {
    if (applies && !applies(resource)) continue;
    for (const planned of checks) {
      const answer = ask(run, planned, resource);
      if (answer.types.size > 0) others.push(answer);
      else for (const finding of answer.found) own.push(finding);
    }
  }
  return { own, others };
}

/** Asks the checks that looked at what changed; findings that say the same as before stay the same objects. */
function judgeAgain(run: Run, resource: Resource, known: Judged, changed: ReadonlySet<string>): Judged {
  let news = false;
  const others = known.others.map((other) => {
    if (!dependsOn(other.types, changed)) return other;
    const answer = ask(run, other.planned, resource);
    news = true;
    return sameFindings(answer.found, other.found) ? { ...answer, found: other.found } : answer;
  });
  return news ? { own: known.own, others } : known;
}

function dependsOn(types: ReadonlySet<string>, changed: ReadonlySet<string>): boolean {
  if (types.has('*')) return true;
  for (const type of changed) if (types.has(type)) return true;
  return false;
}

const NOTHING: readonly RawFinding[] = [];

const EVERYTHING: ReadonlySet<string> = new Set(['*']);

function ask({ scope, looked, gaps }: Run, planned: PlannedCheck, resource: Resource): Answer {
  const { check, parameters } = planned;
  looked.clear();
  let found: RawFinding[] | undefined;
  try {
    for (const violation of check.find(resource, scope, parameters))
      (found ??= []).push({ check, resource, violation });
  } catch (error) {
    gaps.push(checkFailed(check, resource, error));
    return { planned, found: found ?? NOTHING, types: EVERYTHING };
  }
  return { planned, found: found ?? NOTHING, types: looked.size > 0 ? interned(looked) : NO_TYPES };
}

const sets = new Map<string, ReadonlySet<string>>();
const MOST_SETS = 10_000;

/** One set for all answers that depend on the same types. */
function interned(types: ReadonlySet<string>): ReadonlySet<string> {
  const key = [...types].join(' ');
  let set = sets.get(key);
  if (set) return set;
  if (sets.size >= MOST_SETS) sets.clear();
  sets.set(key, (set = new Set(types)));
  return set;
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
  if (error instanceof CannotJudge) return undecidedBy(check, resource, error);
  return {
    code: 'check-failed',
    file: resource.origin.file,
    message: `The check ${check.id} failed on ${resource.kind} ${resource.name || '(unnamed)'}: ${String(error)}.`,
    place: resource.origin.locate([]),
    hint: 'This is a bug in Castellan: please report it with the file.',
    rules: [check.id],
  };
}

function undecidedBy(check: Check, resource: Resource, { message, hint }: CannotJudge): Gap {
  return {
    code: 'unsupported',
    file: resource.origin.file,
    message: `${resource.kind} ${resource.name || '(unnamed)'}: ${message.replace(/\.$/, '')}.`,
    place: resource.origin.locate([]),
    ...(hint && { hint }),
    rules: [check.id],
    types: [resource.type],
  };
}
