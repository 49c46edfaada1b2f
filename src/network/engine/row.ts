import type { PeerIndex } from './peers.ts';
import type { Direction, Policy, Rule } from './policy.ts';
import { EVERYTHING, NOTHING, type PortTable } from './ports.ts';
import type { Rules } from './rules.ts';

interface RowInput {
  readonly column: number;
  readonly direction: Direction;
  /** Those that select the class and speak of the direction: admin tier in order, network policies, baseline in order. */
  readonly policies: readonly Policy[];
  readonly index: PeerIndex;
  readonly ports: PortTable;
  readonly rules: Rules;
}

/**
 * What the policies of a class let through, by column of the other side. The first admin rule that matches a connection
 * decides it; what is passed or matched by none goes on to the network policies, which allow the union of their rules if
 * there are any, and otherwise to the baseline, where again the first match decides and nothing means yes
 * (network-policy-api, "Rules and priorities"; "The two sorts of pod isolation", kubernetes.io).
 */
export function rowOf(input: RowInput): Uint16Array {
  const { policies, index, ports } = input;
  const admin = policies.filter(({ tier }) => tier === 'admin');
  const network = policies.filter(({ tier }) => tier === 'network');
  const baseline = policies.filter(({ tier }) => tier === 'baseline');
  if (admin.length === 0 && network.length > 0) return unionOf(input, network);
  const state = { allowed: new Uint16Array(index.size), open: new Uint16Array(index.size).fill(EVERYTHING) };
  const passed = fold(input, admin, state);
  state.open.forEach((open, i) => (state.open[i] = ports.union(open, passed[i]!)));
  if (network.length > 0) {
    const union = unionOf(input, network);
    return state.allowed.map((set, i) => ports.union(set, ports.intersect(state.open[i]!, union[i]!)));
  }
  const beyond = fold(input, baseline, state);
  return state.allowed.map((set, i) => ports.union(set, ports.union(state.open[i]!, beyond[i]!)));
}

interface State {
  readonly allowed: Uint16Array;
  /** What no rule has decided yet. */
  readonly open: Uint16Array;
}

/** Lets ordered rules decide what is open; returns what they pass on. */
function fold(input: RowInput, policies: readonly Policy[], { allowed, open }: State): Uint16Array {
  const { ports, direction } = input;
  const passed = new Uint16Array(open.length);
  for (const policy of policies) {
    for (const rule of policy[direction] ?? []) {
      eachColumn(input, rule, (i, set) => {
        const hit = ports.intersect(open[i]!, set);
        if (hit === NOTHING) return;
        open[i] = ports.subtract(open[i]!, hit);
        if (rule.action === 'accept') allowed[i] = ports.union(allowed[i]!, hit);
        if (rule.action === 'pass') passed[i] = ports.union(passed[i]!, hit);
      });
    }
  }
  return passed;
}

function unionOf(input: RowInput, policies: readonly Policy[]): Uint16Array {
  const row = new Uint16Array(input.index.size);
  for (const policy of policies) {
    for (const rule of policy[input.direction] ?? []) {
      eachColumn(input, rule, (i, set) => (row[i] = input.ports.union(row[i]!, set)));
    }
  }
  return row;
}

function eachColumn(input: RowInput, rule: Rule, visit: (column: number, set: number) => void): void {
  const { index, rules, column, direction } = input;
  const columns = index.columns(rule.peers);
  const varies = rules.varies(rule, direction);
  const same = varies || columns.length === 0 ? NOTHING : rules.portsOf(rule, column, columns[0]!, direction);
  for (const other of columns) visit(other, varies ? rules.portsOf(rule, column, other, direction) : same);
}
