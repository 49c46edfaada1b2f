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
}

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
  eachRule(input, tier, (rule, i, set) => {
    const hit = ports.intersect(open[i]!, set);
    if (hit === NOTHING) return;
    open[i] = ports.subtract(open[i]!, hit);
    if (rule.action === 'accept') allowed[i] = ports.union(allowed[i]!, hit);
    if (rule.action === 'pass') passed[i] = ports.union(passed[i]!, hit);
  });
  return passed;
}

function unionOf(input: RowInput, tier: Tier): Uint16Array {
  const row = new Uint16Array(input.index.size);
  eachRule(input, tier, (_, i, set) => (row[i] = input.ports.union(row[i]!, set)));
  return row;
}

type Visit = (rule: Rule, column: number, set: number) => void;

/** Every column that a deciding rule is about, with its ports. */
function eachRule(input: RowInput, tier: Tier, visit: Visit): void {
  const { index, rules, column, direction } = input;
  for (const policy of tier) {
    for (const rule of policy[direction]!) {
      if (rule.action === 'note' || !rules.concerns(rule, column)) continue;
      const columns = index.columns(rule.peers);
      const varies = rules.varies(rule, direction);
      const same = varies || columns.length === 0 ? NOTHING : rules.portsOf(rule, column, columns[0]!, direction);
      for (const other of columns) visit(rule, other, varies ? rules.portsOf(rule, column, other, direction) : same);
    }
  }
}
