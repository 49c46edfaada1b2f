import type { Check, Scope, Violation } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import { createInventory, type Derivations, forget, type Inventory } from '../model/inventory.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { CannotJudge } from './cannot-judge.ts';
import { changedParts, FAILURE, sharedEnds, staleness } from './changes.ts';
import { type PlannedCheck, type TypeAliases, type TypePlan, planByType } from './plan.ts';
import { Words } from './words.ts';

export type { PlannedCheck, TypeAliases } from './plan.ts';

export interface PostureResult {
  readonly findings: readonly RawFinding[];
  readonly gaps: readonly Gap[];
}

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
  /** The last run: its resources, and what is known of each. */
  round: { readonly resources: readonly Resource[]; readonly judged: readonly Judged[] };
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
    round: { resources: [], judged: [] },
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

/** Takes what was found on one resource; never an empty list. */
export type TakeFindings = (found: readonly RawFinding[]) => void;

/** All findings of `findEach` in one list. */
export function runChecks(
  inventory: Inventory,
  checks: readonly PlannedCheck[],
  scope: Omit<Scope, 'inventory'>,
  aliases: TypeAliases = new Map(),
  memory?: RunMemory,
): PostureResult {
  const findings: RawFinding[] = [];
  const take: TakeFindings = (found) => findings.push(...found);
  const gaps = findEach({ inventory, checks, scope, aliases, memory }, take);
  return { findings, gaps };
}

export interface RunInput {
  /** With a memory, of `nextInventory`. */
  readonly inventory: Inventory;
  readonly checks: readonly PlannedCheck[];
  readonly scope: Omit<Scope, 'inventory'>;
  readonly aliases: TypeAliases;
  readonly memory?: RunMemory | undefined;
}

/**
 * Runs every check over every resource of its types, and hands on what was found resource by resource: a large scan
 * need not hold it. Linear in resources times the checks of their type. A check that throws is a bug, but one that costs
 * a gap, not the run.
 */
export function findEach(input: RunInput, take: TakeFindings): readonly Gap[] {
  const { inventory, checks, scope, aliases, memory } = input;
  const { resources } = inventory;
  const words = new Words();
  const plan = planByType(checks, aliases, words);
  const run: Run = { plan, words, scope: { ...scope, inventory }, looked: memory?.looked ?? new Set(), gaps: [] };
  if (memory) judgeRemembering(run, resources, memory, take);
  else {
    for (const resource of resources) {
      const found = judgeOnce(run, resource);
      if (found.length > 0) take(found);
    }
  }
  return run.gaps;
}

/** The way of a single scan: nothing is kept. */
function judgeOnce(run: Run, resource: Resource): readonly RawFinding[] {
  let into: RawFinding[] | undefined;
  const { groups, reads } = run.plan(resource.type);
  if (reads) run.words.read(resource.object);
  for (const { applies, checks } of groups) {
    if (applies && !applies(resource)) continue;
    for (const { check, parameters, demand } of checks) {
      if (reads && demand && !run.words.meet(demand)) continue;
      try {
        const found = check.find(resource, run.scope, parameters);
        // Most rules answer with no violation for most resources: an empty list takes no iterator.
        if (Array.isArray(found) && found.length === 0) continue;
        for (const violation of found) (into ??= []).push({ check, resource, violation });
      } catch (error) {
        run.gaps.push(checkFailed(check, resource, error));
      }
    }
  }
  return into ?? NOTHING;
}

function judgeRemembering(run: Run, resources: readonly Resource[], memory: RunMemory, take: TakeFindings): void {
  const isStale = staleness(memory.changed);
  const recall = recaller(memory, resources);
  const all: Judged[] = [];
  for (const [i, resource] of resources.entries()) {
    const known = recall(i);
    const judged = known ? judgeAgain(run, resource, known, isStale) : judgeFirst(run, resource);
    if (judged !== known) memory.judged.set(resource, judged);
    all.push(judged);
    if (judged.found.length > 0) take(judged.found);
  }
  memory.round = { resources, judged: all };
}

/** Gives what is known of each resource, by its place where it stands as in the last run: that costs the least. */
function recaller({ round, judged }: RunMemory, resources: readonly Resource[]): (i: number) => Judged | undefined {
  const { start, end } = sharedEnds(round.resources, resources);
  const shift = round.resources.length - resources.length;
  return (i) => {
    if (i < start) return round.judged[i];
    return i >= resources.length - end ? round.judged[i + shift] : judged.get(resources[i]!);
  };
}

interface Run {
  readonly plan: (type: string) => TypePlan;
  readonly words: Words;
  readonly scope: Scope;
  readonly looked: Set<string>;
  readonly gaps: Gap[];
}

const NO_PARTS: ReadonlySet<string> = new Set();

function judgeFirst(run: Run, resource: Resource): Judged {
  const own: RawFinding[] = [];
  const others: Answer[] = [];
  const { groups, reads } = run.plan(resource.type);
  if (reads) run.words.read(resource.object);
  for (const { applies, checks } of groups) {
    if (applies && !applies(resource)) continue;
    for (const planned of checks) {
      if (reads && planned.demand && !run.words.meet(planned.demand)) continue;
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
