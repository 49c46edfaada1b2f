import type { Check, Scope, Violation } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import { createInventory, type Derivations, forget, type Inventory } from '../model/inventory.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import { CannotJudge } from './cannot-judge.ts';
import { append } from '../std/append.ts';
import { sharedEnds } from '../std/sparse.ts';
import { changedParts, FAILURE, staleness } from './changes.ts';
import { type PlannedCheck, type ReadyCheck, type TypeAliases, type TypePlan, planByType } from './plan.ts';
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
  readonly planned: ReadyCheck;
  readonly found: readonly RawFinding[];
  readonly parts: ReadonlySet<string>;
}

/**
 * What earlier runs of a plan learned. `watch` keeps one, so that a changed file costs its own objects and the rules that
 * look at objects of their types in their namespaces.
 */
export interface RunMemory {
  readonly judged: WeakMap<Resource, Judged>;
  /** The last run: its resources, what is known of each, and the parts that it depends on. */
  round: Round;
  plan: { readonly checks: readonly PlannedCheck[]; readonly aliases: TypeAliases; readonly ready: Ready } | undefined;
  /** Parts of the inventory that the check under way looked at. */
  readonly looked: Set<string>;
  readonly derivations: Derivations;
  /** How many resources there were of each type. */
  readonly counts: Map<string, number>;
  last: readonly Resource[];
  /** Parts that this run finds changed. */
  changed: ReadonlySet<string>;
}

/** `parts` stand apart from what they are of: a round goes over all of them, and over little else. */
interface Round {
  readonly resources: readonly Resource[];
  readonly judged: readonly Judged[];
  readonly parts: readonly ReadonlySet<string>[];
}

/** What a run over the same checks needs again. */
interface Ready {
  readonly words: Words;
  readonly plan: (type: string) => TypePlan;
}

export function createRunMemory(): RunMemory {
  return {
    judged: new WeakMap(),
    round: { resources: [], judged: [], parts: [] },
    plan: undefined,
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
  const take: TakeFindings = (found) => append(findings, found);
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
  const { plan, words } = readyFor(checks, aliases, memory);
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

function readyFor(checks: readonly PlannedCheck[], aliases: TypeAliases, memory: RunMemory | undefined): Ready {
  const known = memory?.plan;
  if (known?.checks === checks && known.aliases === aliases) return known.ready;
  const words = new Words();
  const ready = { words, plan: planByType(checks, aliases, words) };
  if (memory) memory.plan = { checks, aliases, ready };
  return ready;
}

/** The way of a single scan: nothing is kept. */
function judgeOnce(run: Run, resource: Resource): readonly RawFinding[] {
  let all: RawFinding[] | undefined;
  askEach(run, resource, (planned) => {
    const found = violationsOf(run, planned, resource);
    for (const violation of found) (all ??= []).push({ check: planned.check, resource, violation });
  });
  return all ?? NOTHING;
}

/**
 * Goes over the checks that may find something in a resource, in the order of the plan. No loop of a scan turns as often:
 * it makes no iterators.
 */
function askEach({ plan, words }: Run, resource: Resource, ask: (ready: ReadyCheck) => void): void {
  const { groups, reads } = plan(resource.type);
  if (reads) words.read(resource.object);
  for (let i = 0; i < groups.length; i++) {
    const { applies, checks } = groups[i]!;
    if (applies && !applies(resource)) continue;
    for (let k = 0; k < checks.length; k++) {
      const planned = checks[k]!;
      if (!reads || !planned.demand || words.meet(planned.demand)) ask(planned);
    }
  }
}

/** What one check says; undecided, with what it found all the same. */
function violationsOf(run: Run, { check, find, parameters }: ReadyCheck, resource: Resource): readonly Violation[] {
  try {
    return find(resource, run.scope, parameters);
  } catch (error) {
    run.gaps.push(checkFailed(check, resource, error));
    return error instanceof CannotJudge ? error.found : [];
  }
}

function judgeRemembering(run: Run, resources: readonly Resource[], memory: RunMemory, take: TakeFindings): void {
  const isStale = staleness(memory.changed);
  const { round } = memory;
  const { start, end } = sharedEnds(round.resources, resources);
  const shift = round.resources.length - resources.length;
  const all: Judged[] = [];
  const parts: ReadonlySet<string>[] = [];
  for (let i = 0; i < resources.length; i++) {
    // What stands as in the last run is known by its place: that costs the least.
    const place = i < start ? i : i >= resources.length - end ? i + shift : -1;
    let judged = place === -1 ? memory.judged.get(resources[i]!) : round.judged[place];
    let looked = place === -1 ? judged?.parts : round.parts[place];
    if (!judged || !looked || isStale(looked)) {
      judged = judged ? judgeAgain(run, resources[i]!, judged, isStale) : judgeFirst(run, resources[i]!);
      looked = judged.parts;
      memory.judged.set(resources[i]!, judged);
    }
    all.push(judged);
    parts.push(looked);
    if (judged.found.length > 0) take(judged.found);
  }
  memory.round = { resources, judged: all, parts };
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
  askEach(run, resource, (planned) => {
    const answer = ask(run, planned, resource);
    if (answer.parts.size > 0) others.push(answer);
    else append(own, answer.found);
  });
  return judgedBy(own, others, run.plan(resource.type));
}

const CLEAN: Judged = { found: [], own: [], others: [], parts: NO_PARTS };

function judgedBy(own: readonly RawFinding[], others: readonly Answer[], plan: TypePlan): Judged {
  if (others.length === 0) return own.length === 0 ? CLEAN : { found: own, own, others, parts: NO_PARTS };
  const parts = new Set(others.flatMap((answer) => [...answer.parts]));
  const around = others.flatMap(({ found }) => found);
  return { found: inOrder(own, around, plan), own, others, parts: interned(parts) };
}

/** As a run without a memory gives them: which finding stands for others is a matter of order. */
function inOrder(own: readonly RawFinding[], around: readonly RawFinding[], plan: TypePlan): readonly RawFinding[] {
  if (own.length === 0 || around.length === 0) return own.length === 0 ? around : own;
  const order = orderOf(plan);
  return [...own, ...around].sort((a, b) => order.get(a.check)! - order.get(b.check)!);
}

const orders = new WeakMap<TypePlan, ReadonlyMap<Check, number>>();

/** The order in which the checks of a type are asked. */
function orderOf(plan: TypePlan): ReadonlyMap<Check, number> {
  let order = orders.get(plan);
  if (!order) {
    const checks = plan.groups.flatMap((group) => group.checks);
    orders.set(plan, (order = new Map(checks.map(({ check }, i) => [check, i]))));
  }
  return order;
}

/** Asks the checks that looked at what changed; findings that say the same as before stay the same objects. */
function judgeAgain(
  run: Run,
  resource: Resource,
  known: Judged,
  isStale: (parts: ReadonlySet<string>) => boolean,
): Judged {
  const others = known.others.map((other) => {
    if (!isStale(other.parts)) return other;
    const answer = ask(run, other.planned, resource);
    return sameFindings(answer.found, other.found) ? { ...answer, found: other.found } : answer;
  });
  return judgedBy(known.own, others, run.plan(resource.type));
}

const NOTHING: readonly RawFinding[] = [];

function ask(run: Run, planned: ReadyCheck, resource: Resource): Answer {
  const { looked, gaps } = run;
  const failures = gaps.length;
  looked.clear();
  const violations = violationsOf(run, planned, resource);
  const found =
    violations.length === 0 ? NOTHING : violations.map((violation) => ({ check: planned.check, resource, violation }));
  if (gaps.length > failures) return { planned, found, parts: FAILURE };
  return { planned, found, parts: looked.size > 0 ? interned(looked) : NO_PARTS };
}

const sets = new Map<string, ReadonlySet<string>>();
const MOST_SETS = 10_000;

/** One set for all answers that depend on the same parts. */
function interned(parts: ReadonlySet<string>): ReadonlySet<string> {
  const key = [...parts].join('\0');
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
