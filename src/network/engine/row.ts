import type { PeerIndex } from './peers.ts';
import type { Direction, Policy, Rule } from './policy.ts';
import { EVERYTHING, NOTHING, type PortTable } from './ports.ts';
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

/** Gives rows of nothing. */
export type RowSpace = () => Uint16Array;

/** Rows that are kept are cut from large pieces: a network has thousands, and each by itself would cost the collector. */
export function createRowSpace(size: number): RowSpace {
  const many = Math.max(1, Math.floor(PIECE / Math.max(size, 1)));
  let piece = new Uint16Array(0);
  let used = 0;
  return () => {
    if (used + size > piece.length) {
      piece = new Uint16Array(size * many);
      used = 0;
    }
    used += size;
    return piece.subarray(used - size, used);
  };
}

const PIECE = 1 << 19;

/**
 * What the policies of a class let through, by column of the other side: what every filter lets through. Within a filter the
 * tiers are asked in order, and in a tier the first rule that matches a connection decides it. What is passed on, or decided
 * by no rule of a tier that does not close, goes on to the next tier; what gets through all of them is allowed
 * (network-policy-api, "Rules and priorities"; "The two sorts of pod isolation", kubernetes.io; docs.tigera.io, "Tier").
 */
export function rowOf(input: RowInput): Uint16Array {
  const rows = filtersOf(input.policies).map((tiers) => filterRow(input, tiers));
  const [first, ...more] = rows;
  if (!first) return new Uint16Array(input.index.size).fill(EVERYTHING);
  return more.reduce((all, row) => all.map((set, i) => input.ports.intersect(set, row[i]!)), first);
}

function filterRow(input: RowInput, tiers: readonly Tier[]): Uint16Array {
  const { index, ports, direction } = input;
  const [only] = tiers;
  if (only && isClosed(only, direction) && onlyAccepts(only, direction)) return unionOf(input, only);
  const state = { allowed: new Uint16Array(index.size), open: new Uint16Array(index.size).fill(EVERYTHING) };
  for (const tier of tiers) {
    const passed = fold(input, tier, state);
    if (isClosed(tier, direction)) state.open.set(passed);
    else state.open.forEach((open, i) => (state.open[i] = ports.union(open, passed[i]!)));
  }
  return state.allowed.map((set, i) => ports.union(set, state.open[i]!));
}

function onlyAccepts(tier: Tier, direction: Direction): boolean {
  return tier.every((policy) => policy[direction]!.every(({ action }) => action === 'accept' || action === 'note'));
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
function unionOf(input: RowInput, tier: Tier): Uint16Array {
  const { ports, rules, column, direction, space } = input;
  const all = decidingRules(input, tier);
  const [wide, narrow] = [all.filter((rule) => isWide(input, rule)), all.filter((rule) => !isWide(input, rule))];
  const ground = wide.reduce((set, rule) => ports.union(set, rules.portsOf(rule, column, 0, direction)), NOTHING);
  const row = space();
  if (ground !== NOTHING) row.fill(ground);
  // Columns of a rule mostly hold the same before it, and so after it.
  let [before, added, after] = [-1, -1, -1];
  for (const rule of narrow) {
    eachColumn(input, rule, (i, set) => {
      if (row[i] !== before || set !== added) [before, added, after] = [row[i]!, set, ports.union(row[i]!, set)];
      row[i] = after;
    });
  }
  return row;
}

function isWide({ rules, direction }: RowInput, rule: Rule): boolean {
  return rule.peers === undefined && !rules.varies(rule, direction);
}

/** Rules that decide, and are about the class. */
function decidingRules({ rules, column, direction }: RowInput, tier: Tier): Rule[] {
  return tier.flatMap((policy) =>
    policy[direction]!.filter((rule) => rule.action !== 'note' && rules.concerns(rule, column)),
  );
}

/** Every column that a rule is about, with its ports. */
function eachColumn(input: RowInput, rule: Rule, visit: (column: number, set: number) => void): void {
  const { index, rules, column, direction } = input;
  const columns = index.columns(rule.peers);
  if (rules.varies(rule, direction)) {
    for (const other of columns) visit(other, rules.portsOf(rule, column, other, direction));
    return;
  }
  const set = columns.length === 0 ? NOTHING : rules.portsOf(rule, column, columns[0]!, direction);
  for (let i = 0; i < columns.length; i++) visit(columns[i]!, set);
}
