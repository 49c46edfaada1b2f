import { includes } from './columns.ts';
import type { Network } from './engine.ts';
import type { Direction, Filter, Policy, Rule } from './policy.ts';
import { EVERYTHING, NOTHING, type PortSet } from './ports.ts';
import { filtersOf, isClosed, type Tier } from './tiers.ts';

/** What one rule (or the absence of one) has to say of a direction of a connection. */
export interface Reason {
  readonly filter: Filter;
  readonly ports: PortSet;
  readonly verdict: 'allowed' | 'denied' | 'passed on' | 'noted';
  /** Undefined where no policy decides: what is not forbidden is allowed. */
  readonly policy: Policy | undefined;
  /** Undefined where a policy isolates and none of its rules allows. */
  readonly rule: Rule | undefined;
}

/**
 * Why a class may or may not talk to a column of the other side in one direction: the same order of filters and tiers as the
 * rows are computed in, with every rule that decides a port. A connection is allowed where every filter allows it.
 */
export function trace(network: Network, column: number, other: number, direction: Direction): readonly Reason[] {
  const policies = column < network.firstStand ? network.policiesOf(column, direction) : [];
  const filters = filtersOf(policies);
  if (filters.length === 0) return [free('network', EVERYTHING)];
  return filters.flatMap((tiers) => filterReasons({ network, column, other, direction }, tiers));
}

/** The ports that the reasons allow: those that every filter allows. */
export function tracedPorts(network: Network, reasons: readonly Reason[]): PortSet {
  const { ports } = network;
  const byFilter = Map.groupBy(reasons, ({ filter }) => filter);
  let all: PortSet = EVERYTHING;
  for (const list of byFilter.values()) {
    const allowed = list.filter(({ verdict }) => verdict === 'allowed');
    all = ports.intersect(
      all,
      allowed.reduce((set, one) => ports.union(set, one.ports), NOTHING),
    );
  }
  return all;
}

interface Asked {
  readonly network: Network;
  readonly column: number;
  readonly other: number;
  readonly direction: Direction;
}

const VERDICTS = { accept: 'allowed', deny: 'denied', pass: 'passed on', note: 'noted' } as const;

function free(filter: Filter, ports: PortSet): Reason {
  return { filter, ports, verdict: 'allowed', policy: undefined, rule: undefined };
}

function filterReasons(asked: Asked, tiers: readonly Tier[]): Reason[] {
  const { filter } = tiers[0]![0]!;
  const reasons: Reason[] = [];
  let open: PortSet = EVERYTHING;
  for (const tier of tiers) {
    const { rest, passed } = decide(asked, tier, open, reasons);
    const closed = isClosed(tier, asked.direction);
    open = closed ? passed : asked.network.ports.union(rest, passed);
    if (!closed || rest === NOTHING) continue;
    const closing = tier.filter(({ closes }) => closes.includes(asked.direction));
    for (const policy of closing) reasons.push({ filter, ports: rest, verdict: 'denied', policy, rule: undefined });
  }
  return open === NOTHING ? reasons : [...reasons, free(filter, open)];
}

/** Lets ordered rules decide; what they leave undecided, and what they pass on. */
function decide(asked: Asked, tier: Tier, from: PortSet, reasons: Reason[]) {
  const { ports } = asked.network;
  let rest = from;
  const unordered = accepting(asked, tier);
  let passed: PortSet = NOTHING;
  for (const policy of tier) {
    for (const rule of policy[asked.direction]!) {
      const hit = ports.intersect(unordered ? from : rest, matched(asked, rule));
      if (hit === NOTHING) continue;
      reasons.push({ filter: policy.filter, ports: hit, verdict: VERDICTS[rule.action], policy, rule });
      if (rule.action === 'note') continue;
      rest = ports.subtract(rest, hit);
      if (rule.action === 'pass') passed = ports.union(passed, hit);
    }
  }
  return { rest, passed };
}

/** Where rules can only accept, each is told with all that it accepts: none comes before another. */
function accepting({ direction }: Asked, tier: Tier): boolean {
  return tier.every((policy) => policy[direction]!.every(({ action }) => action === 'accept'));
}

function matched({ network, column, other, direction }: Asked, rule: Rule): PortSet {
  if (rule.own && !includes(network.index.columns(rule.own), column)) return NOTHING;
  if (!includes(network.index.columns(rule.peers), other)) return NOTHING;
  return network.portsOf(rule, column, other, direction);
}
