import { createBits, put, takeAll } from './bits.ts';
import type { PeerIndex } from './peers.ts';
import type { Direction, Policy, Rule } from './policy.ts';
import { compress, type Row, spread } from './compressed.ts';
import { EVERYTHING, NOTHING, type PortSet, type PortTable } from './ports.ts';
import type { Rules } from './rules.ts';
import { filtersOf, isClosed, type Tier } from './tiers.ts';

interface RowInput {
  readonly column: number;
  readonly direction: Direction;
  /** Those that select the class and speak of the direction, in order. */
  readonly policies: readonly Policy[];
  readonly index: PeerIndex;
  readonly ports: PortTable;
  readonly rules: Rules;
  readonly space: RowSpace;
}

/** Room to work in, which every row is made in and leaves empty. */
export interface RowSpace {
  /** Sets by column; 0 where a row has its ground. */
  readonly sets: Uint16Array;
  /** A bit for each column that has a set of its own. */
  readonly touched: Uint32Array;
}

export function createRowSpace(size: number): RowSpace {
  return { sets: new Uint16Array(size), touched: createBits(size) };
}

/**
 * What the policies of a class let through, by column of the other side: what every filter lets through. Within a filter the
 * tiers are asked in order, and in a tier the first rule that matches a connection decides it. What is passed on, or decided
 * by no rule of a tier that does not close, goes on to the next tier; what gets through all of them is allowed
 * (network-policy-api, "Rules and priorities"; "The two sorts of pod isolation", kubernetes.io; docs.tigera.io, "Tier").
 */
export function rowOf(input: RowInput): Row {
  if (isUnion(input)) return unionOf(input);
  const rows = filtersOf(input.policies).map((tiers) => filterRow(input, tiers));
  const [first, ...more] = rows;
  if (!first) return { ground: EVERYTHING, columns: new Uint32Array(), sets: new Uint16Array() };
  return more.reduce((all, row) => both(input, all, row), first);
}

function both({ index, ports }: RowInput, a: Row, b: Row): Row {
  const [left, right] = [a, b].map((row) => spread(row, new Uint16Array(index.size)));
  const ground = ports.intersect(a.ground, b.ground);
  return compress(
    left!.map((set, i) => ports.intersect(set, right![i]!)),
    ground,
  );
}

function filterRow(input: RowInput, tiers: readonly Tier[]): Row {
  const { index, ports, direction } = input;
  const state = { allowed: new Uint16Array(index.size), open: new Uint16Array(index.size).fill(EVERYTHING) };
  for (const tier of tiers) {
    const passed = fold(input, tier, state);
    if (isClosed(tier, direction)) state.open.set(passed);
    else state.open.forEach((open, i) => (state.open[i] = ports.union(open, passed[i]!)));
  }
  const row = state.allowed.map((set, i) => ports.union(set, state.open[i]!));
  return compress(row, row[0] ?? NOTHING);
}

/** Whether all policies stand in one tier that closes and no rule denies, so that they let through what any rule does. */
function isUnion({ policies, direction }: RowInput): boolean {
  const [first] = policies;
  if (!first) return false;
  let closes = false;
  for (const policy of policies) {
    if (policy.tier !== first.tier || policy.filter !== first.filter) return false;
    for (const { action } of policy[direction]!) if (action === 'deny' || action === 'pass') return false;
    closes ||= policy.closes.includes(direction);
  }
  return closes;
}

interface State {
  readonly allowed: Uint16Array;
  /** What no rule has decided yet. */
  readonly open: Uint16Array;
}

/** Lets ordered rules decide what is open; returns what they pass on. */
function fold(input: RowInput, tier: Tier, { allowed, open }: State): Uint16Array {
  const { ports } = input;
  const passed = new Uint16Array(open.length);
  for (const rule of decidingRules(input, tier)) {
    eachColumn(input, rule, (i, set) => {
      const hit = ports.intersect(open[i]!, set);
      if (hit === NOTHING) return;
      open[i] = ports.subtract(open[i]!, hit);
      if (rule.action === 'accept') allowed[i] = ports.union(allowed[i]!, hit);
      if (rule.action === 'pass') passed[i] = ports.union(passed[i]!, hit);
    });
  }
  return passed;
}

/** What rules about everybody let through is the ground that the others add to. */
function unionOf(input: RowInput): Row {
  const { ports, rules, policies, column, direction, space } = input;
  const narrow: Rule[] = [];
  let ground: PortSet = NOTHING;
  for (const policy of policies) {
    for (const rule of policy[direction]!) {
      if (!isDeciding(input, rule)) continue;
      if (isWide(input, rule)) ground = ports.union(ground, rules.portsOf(rule, column, 0, direction));
      else narrow.push(rule);
    }
  }
  const [only] = narrow;
  if (only && narrow.length === 1 && !rules.varies(only, direction)) return singleRow(input, only, ground);
  let count = 0;
  for (const rule of narrow) {
    count += rules.varies(rule, direction) ? addVarying(input, rule, ground) : addRule(input, rule, ground);
  }
  return takeRow(space, count, ground);
}

/** Adds a rule to the space; how many columns are new. */
function addRule({ index, ports, rules, column, direction, space }: RowInput, rule: Rule, ground: PortSet): number {
  const columns = index.columns(rule.peers);
  const set = columns.length === 0 ? NOTHING : rules.portsOf(rule, column, columns[0]!, direction);
  if (set === NOTHING) return 0;
  return addColumns(space, columns, ports.union(ground, set), (known) => ports.union(known, set));
}

/** Adds columns that are new with the set `fresh`; the others get what `join` makes of what is known, asked once in a run. */
function addColumns(
  { sets, touched }: RowSpace,
  columns: Uint32Array,
  fresh: PortSet,
  join: (known: PortSet) => PortSet,
): number {
  let seen = fresh;
  let joined = fresh;
  let count = 0;
  for (let k = 0; k < columns.length; k++) {
    const i = columns[k]!;
    const known = sets[i]!;
    if (known === NOTHING) {
      sets[i] = fresh;
      put(touched, i);
      count++;
    } else {
      if (known !== seen) {
        joined = join(known);
        seen = known;
      }
      sets[i] = joined;
    }
  }
  return count;
}

/** The same for a rule whose ports depend on who receives. */
function addVarying(input: RowInput, rule: Rule, ground: PortSet): number {
  const { ports, space } = input;
  const { sets, touched } = space;
  let count = 0;
  eachColumn(input, rule, (i, set) => {
    const known = sets[i]!;
    sets[i] = ports.union(known === NOTHING ? ground : known, set);
    if (known !== NOTHING) return;
    put(touched, i);
    count++;
  });
  return count;
}

/** A row that one rule makes shares the rule's list of columns. */
function singleRow({ index, ports, rules, column, direction }: RowInput, rule: Rule, ground: PortSet): Row {
  const columns = index.columns(rule.peers);
  const set = columns.length === 0 ? NOTHING : rules.portsOf(rule, column, columns[0]!, direction);
  if (set === NOTHING) return { ground, columns: new Uint32Array(), sets: new Uint16Array() };
  return { ground, columns, sets: new Uint16Array(columns.length).fill(ports.union(ground, set)) };
}

/** What was written, in order; the space is left empty. */
function takeRow({ sets: written, touched }: RowSpace, count: number, ground: PortSet): Row {
  const columns = takeAll(touched, count);
  const sets = new Uint16Array(count);
  for (let k = 0; k < count; k++) {
    sets[k] = written[columns[k]!]!;
    written[columns[k]!] = NOTHING;
  }
  return { ground, columns, sets };
}

function isWide({ rules, direction }: RowInput, rule: Rule): boolean {
  return rule.peers === undefined && !rules.varies(rule, direction);
}

/** Rules that decide, and are about the class. */
function decidingRules(input: RowInput, tier: Tier): Rule[] {
  return tier.flatMap((policy) => policy[input.direction]!.filter((rule) => isDeciding(input, rule)));
}

function isDeciding({ rules, column }: RowInput, rule: Rule): boolean {
  return rule.action !== 'note' && rules.concerns(rule, column);
}

/** Every column that a rule is about, with its ports. */
function eachColumn(input: RowInput, rule: Rule, visit: (column: number, set: number) => void): void {
  const { index, rules, column, direction } = input;
  const columns = index.columns(rule.peers);
  if (rules.varies(rule, direction)) {
    for (const other of columns) {
      const set = rules.portsOf(rule, column, other, direction);
      if (set !== NOTHING) visit(other, set);
    }
    return;
  }
  const set = columns.length === 0 ? NOTHING : rules.portsOf(rule, column, columns[0]!, direction);
  if (set !== NOTHING) for (let i = 0; i < columns.length; i++) visit(columns[i]!, set);
}
