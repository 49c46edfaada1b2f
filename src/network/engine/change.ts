import { askedBy, type Asked } from './classes.ts';
import { cutsOf } from './cuts.ts';
import type { Network } from './engine.ts';
import type { AddressRange } from './address.ts';
import type { PeerIndex } from './peers.ts';
import type { Direction, Policy } from './policy.ts';
import type { PortSet } from './ports.ts';
import { DIRECTIONS, type Selection } from './profiles.ts';
import { inOrder } from './tiers.ts';

/** Policies that go and policies that come; one that is edited does both. */
export interface Edit {
  readonly removed: readonly Policy[];
  readonly added: readonly Policy[];
}

/** Whether nothing that the policies ask about tells apart what is one for those that were asked before. */
export function fits(policies: readonly Policy[], asked: Asked, atoms: readonly AddressRange[]): boolean {
  const more = askedBy(policies, asked.podAddresses);
  const starts = new Set(atoms.map(({ from }) => from));
  const cut = (point: bigint) => starts.has(point) || atoms.some(({ to }) => to === point - 1n);
  return (
    isIn(more.keys, asked.keys) &&
    isIn(more.portNames, asked.portNames) &&
    (asked.addresses || !more.addresses) &&
    asked.podAddresses === more.podAddresses &&
    cutsOf(policies).every(({ from, to }) => cut(from) && cut(to + 1n))
  );
}

function isIn(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return some.isSubsetOf(all);
}

export function editedPolicies(policies: readonly Policy[], { removed, added }: Edit): readonly Policy[] {
  const gone = new Set(removed);
  return inOrder([...policies.filter((policy) => !gone.has(policy)), ...added]);
}

/** The selection after an edit: lists of classes that it does not concern stay the same objects. */
export function editedSelection(selection: Selection, { removed, added }: Edit, index: PeerIndex): Selection {
  const gone = new Set(removed);
  const next = { ingress: [...selection.ingress], egress: [...selection.egress] };
  const concerned: Record<Direction, Map<number, Policy[]>> = { ingress: new Map(), egress: new Map() };
  const mark = (policy: Policy, isNew: boolean) => {
    for (const direction of DIRECTIONS) {
      if (!policy[direction]) continue;
      for (const column of index.subjects(policy.subject)) {
        let fresh = concerned[direction].get(column);
        if (!fresh) concerned[direction].set(column, (fresh = []));
        if (isNew) fresh.push(policy);
      }
    }
  };
  for (const policy of removed) mark(policy, false);
  for (const policy of added) mark(policy, true);
  for (const direction of DIRECTIONS) {
    for (const [column, fresh] of concerned[direction]) {
      const stay = selection[direction][column]!.filter((policy) => !gone.has(policy));
      next[direction][column] = fresh.length === 0 ? stay : inOrder([...stay, ...fresh]);
    }
  }
  return next;
}

/** What may go from one column to another before and after. */
export interface ColumnChange {
  readonly from: number;
  readonly to: number;
  readonly before: PortSet;
  readonly after: PortSet;
}

/** Every pair of columns that an edit changed; `after` must come from `before.change`. */
export function* changedPairs(before: Network, after: Network): Generator<ColumnChange> {
  for (let from = 0; from < before.firstStand; from++) {
    if (before.policiesOf(from, 'egress') === after.policiesOf(from, 'egress')) continue;
    const [old, fresh] = [before.row(from, 'egress'), after.row(from, 'egress')];
    for (let to = 0; to < old.length; to++) if (old[to] !== fresh[to]) yield* pair(before, after, from, to);
  }
  for (let to = 0; to < before.firstStand; to++) {
    if (before.policiesOf(to, 'ingress') === after.policiesOf(to, 'ingress')) continue;
    const [old, fresh] = [before.row(to, 'ingress'), after.row(to, 'ingress')];
    for (let from = 0; from < old.length; from++) {
      if (old[from] === fresh[from] || sendsOtherwise(before, after, from, to)) continue;
      yield* pair(before, after, from, to);
    }
  }
}

/** Then the pair has been told with the egress of its source. */
function sendsOtherwise(before: Network, after: Network, from: number, to: number): boolean {
  return from < before.firstStand && before.row(from, 'egress')[to] !== after.row(from, 'egress')[to];
}

function* pair(before: Network, after: Network, from: number, to: number): Generator<ColumnChange> {
  const change = { from, to, before: before.allowed(from, to), after: after.allowed(from, to) };
  if (change.before !== change.after) yield change;
}
