import type { Check, Parameters, Scope, Violation } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import { createInventory, type Derivations, forget, type Inventory, partAny, partIn } from '../model/inventory.ts';
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
  /** All findings. */
  readonly found: readonly RawFinding[];
  /** Those of checks that looked at this resource alone: they hold as long as the resource does. */
  readonly own: readonly RawFinding[];
  /** Checks that looked around: what they found, and the parts of the inventory that it depends on. */
  readonly others: readonly Answer[];
  /** The parts that any of them depends on. */
  readonly parts: ReadonlySet<string>;
}

interface Answer {
  readonly planned: PlannedCheck;
  readonly found: readonly RawFinding[];
  readonly parts: ReadonlySet<string>;
}

/**
 * What earlier runs of a plan learned. `watch` keeps one, so that a changed file costs its own objects and the rules that
 * look at objects of their types in their namespaces.
 */
export interface RunMemory {
  readonly judged: WeakMap<Resource, Judged>;
  /** Parts of the inventory that the check under way looked at. */
  readonly looked: Set<string>;
  readonly derivations: Derivations;
  /** How many resources there were of each type. */
  readonly counts: Map<string, number>;
  last: readonly Resource[];
  /** Parts that this run finds changed. */
  changed: ReadonlySet<string>;
}

export function createRunMemory(): RunMemory {
  return {
    judged: new WeakMap(),
    looked: new Set(),
    derivations: new Map(),
    counts: new Map(),
    last: [],
    changed: new Set(),
  };
}

/** The inventory of the next run: what an earlier one derived from parts that did not change is known. */
export function nextInventory(resources: readonly Resource[], memory: RunMemory): Inventory {
  memory.changed = changedParts(memory, resources);
  memory.last = resources;
  forget(memory.derivations, memory.changed);
  return createInventory(resources, (_type, part) => memory.looked.add(part), memory.derivations);
}

/**
 * Runs every check over every resource of its types. Linear in resources times the checks of their type. A check that
 * throws is a bug, but one that costs a gap, not the run. With a memory, `inventory` is of `nextInventory`.
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
  const isStale = staleness(memory.changed);
  for (const resource of resources) {
    const known = memory.judged.get(resource);
    const judged = known ? judgeAgain(run, resource, known, isStale) : judgeFirst(run, resource);
    if (judged !== known) memory.judged.set(resource, judged);
    for (const finding of judged.found) into.push(finding);
  }
}

interface Run {
  readonly plan: (type: string) => readonly PlanGroup[];
  readonly scope: Scope;
  readonly looked: Set<string>;
  readonly gaps: Gap[];
}

const NO_PARTS: ReadonlySet<string> = new Set();

/** What a check depends on that failed: it is asked in every run. */
const FAILED = '!';
const FAILURE: ReadonlySet<string> = new Set([FAILED]);

/** The parts that hold a resource that came or went since the last run. */
function changedParts({ last, counts }: RunMemory, resources: readonly Resource[]): ReadonlySet<string> {
  const changed = new Set([FAILED]);
  const note = (resource: Resource, difference: number) => {
    const { type, namespace } = resource;
    const before = counts.get(type) ?? 0;
    counts.set(type, before + difference);
    for (const any of [type, '*']) changed.add(any).add(partIn(any, namespace));
    changed.add(partIn('*', namespace || 'default'));
  };
  const types = new Map(counts);
  const { gone, come } = difference(last, resources);
  for (const resource of gone) note(resource, -1);
  for (const resource of come) note(resource, 1);
  for (const [type, count] of counts) if (count > 0 !== (types.get(type) ?? 0) > 0) changed.add(partAny(type));
  return changed;
}

/** What is in one list alone; most of both is the same. */
function difference(before: readonly Resource[], after: readonly Resource[]) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) {
    beforeEnd--;
    afterEnd--;
  }
  const old = new Set(before.slice(start, beforeEnd));
  const young = new Set(after.slice(start, afterEnd));
  return { gone: old.difference(young), come: young.difference(old) };
}

/** Whether something in any of these parts changed; answers share their sets of parts. */
function staleness(changed: ReadonlySet<string>): (parts: ReadonlySet<string>) => boolean {
  const known = new Map<ReadonlySet<string>, boolean>();
  return (parts) => {
    let stale = known.get(parts);
    if (stale === undefined) known.set(parts, (stale = !parts.isDisjointFrom(changed)));
    return stale;
  };
}

function judgeFirst(run: Run, resource: Resource): Judged {
  const own: RawFinding[] = [];
  const others: Answer[] = [];
  for (const { applies, checks } of run.plan(resource.type)) {
    if (applies && !applies(resource)) continue;
    for (const planned of checks) {
      const answer = ask(run, planned, resource);
      if (answer.parts.size > 0) others.push(answer);
      else for (const finding of answer.found) own.push(finding);
    }
  }
  return judgedBy(own, others);
}

const CLEAN: Judged = { found: [], own: [], others: [], parts: NO_PARTS };

function judgedBy(own: readonly RawFinding[], others: readonly Answer[]): Judged {
  if (others.length === 0) return own.length === 0 ? CLEAN : { found: own, own, others, parts: NO_PARTS };
  const parts = new Set(others.flatMap((answer) => [...answer.parts]));
  return { found: [...own, ...others.flatMap(({ found }) => found)], own, others, parts: interned(parts) };
}

/** Asks the checks that looked at what changed; findings that say the same as before stay the same objects. */
function judgeAgain(
  run: Run,
  resource: Resource,
  known: Judged,
  isStale: (parts: ReadonlySet<string>) => boolean,
): Judged {
  if (known.others.length === 0 || !isStale(known.parts)) return known;
  const others = known.others.map((other) => {
    if (!isStale(other.parts)) return other;
    const answer = ask(run, other.planned, resource);
    return sameFindings(answer.found, other.found) ? { ...answer, found: other.found } : answer;
  });
  return judgedBy(known.own, others);
}

const NOTHING: readonly RawFinding[] = [];

function ask({ scope, looked, gaps }: Run, planned: PlannedCheck, resource: Resource): Answer {
  const { check, parameters } = planned;
  looked.clear();
  let found: RawFinding[] | undefined;
  try {
    for (const violation of check.find(resource, scope, parameters))
      (found ??= []).push({ check, resource, violation });
  } catch (error) {
    gaps.push(checkFailed(check, resource, error));
    return { planned, found: found ?? NOTHING, parts: FAILURE };
  }
  return { planned, found: found ?? NOTHING, parts: looked.size > 0 ? interned(looked) : NO_PARTS };
}

const sets = new Map<string, ReadonlySet<string>>();
const MOST_SETS = 10_000;

/** One set for all answers that depend on the same parts. */
function interned(parts: ReadonlySet<string>): ReadonlySet<string> {
  const key = [...parts].join(' ');
  let set = sets.get(key);
  if (set) return set;
  if (sets.size >= MOST_SETS) sets.clear();
  sets.set(key, (set = new Set(parts)));
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
