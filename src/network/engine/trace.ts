import type { Network } from './engine.ts';
import type { Direction, Policy, Rule } from './policy.ts';
import { EVERYTHING, NOTHING, type PortSet } from './ports.ts';

/** What one rule (or the absence of one) has to say of a direction of a connection. */
export interface Reason {
  readonly ports: PortSet;
  readonly verdict: 'allowed' | 'denied' | 'passed on';
  /** Undefined where no policy decides: what is not forbidden is allowed. */
  readonly policy: Policy | undefined;
  /** Undefined where a policy isolates and none of its rules allows. */
  readonly rule: Rule | undefined;
}

/**
 * Why a class may or may not talk to a column of the other side in one direction: the same order of tiers as the rows are
 * computed in, with every rule that decides a port.
 */
export function trace(network: Network, column: number, other: number, direction: Direction): readonly Reason[] {
  const policies = column < network.firstStand ? network.policiesOf(column, direction) : [];
  const reasons: Reason[] = [];
  const tier = (name: Policy['tier']) => policies.filter((policy) => policy.tier === name);
  const asked: Asked = { network, column, other, direction, reasons };
  const open = decide(asked, tier('admin'), EVERYTHING);
  const isolating = tier('network');
  if (isolating.length > 0) isolate(asked, isolating, open);
  else {
    const rest = decide(asked, tier('baseline'), open);
    if (rest !== NOTHING) reasons.push({ ports: rest, verdict: 'allowed', policy: undefined, rule: undefined });
  }
  return reasons;
}

interface Asked {
  readonly network: Network;
  readonly column: number;
  readonly other: number;
  readonly direction: Direction;
  readonly reasons: Reason[];
}

const VERDICTS = { accept: 'allowed', deny: 'denied', pass: 'passed on' } as const;

/** Lets ordered rules decide; returns what goes on to the next tier. */
function decide({ network, column, other, direction, reasons }: Asked, policies: readonly Policy[], from: PortSet) {
  const { ports } = network;
  let open = from;
  let passed: PortSet = NOTHING;
  for (const policy of policies) {
    for (const rule of policy[direction] ?? []) {
      const hit = ports.intersect(open, matched(network, rule, { column, other, direction }));
      if (hit === NOTHING) continue;
      open = ports.subtract(open, hit);
      if (rule.action === 'pass') passed = ports.union(passed, hit);
      reasons.push({ ports: hit, verdict: VERDICTS[rule.action], policy, rule });
    }
  }
  return ports.union(open, passed);
}

/** Network policies together allow the union of their rules; what none allows is denied by all of them. */
function isolate({ network, column, other, direction, reasons }: Asked, policies: readonly Policy[], open: PortSet) {
  const { ports } = network;
  let denied = open;
  for (const policy of policies) {
    for (const rule of policy[direction] ?? []) {
      const hit = ports.intersect(open, matched(network, rule, { column, other, direction }));
      if (hit === NOTHING) continue;
      denied = ports.subtract(denied, hit);
      reasons.push({ ports: hit, verdict: 'allowed', policy, rule });
    }
  }
  if (denied === NOTHING) return;
  for (const policy of policies) reasons.push({ ports: denied, verdict: 'denied', policy, rule: undefined });
}

interface Side {
  readonly column: number;
  readonly other: number;
  readonly direction: Direction;
}

function matched(network: Network, rule: Rule, { column, other, direction }: Side): PortSet {
  if (!includes(network.index.columns(rule.peers), other)) return NOTHING;
  return network.portsOf(rule, column, other, direction);
}

/** Binary search: columns are ascending. */
function includes(columns: Uint32Array, wanted: number): boolean {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (columns[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return columns[low] === wanted;
}
