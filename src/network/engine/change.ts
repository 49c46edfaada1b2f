import { askedBy, type Asked } from './classes.ts';
import { cutsOf } from './cuts.ts';
import { eachDifference, setAt } from './compressed.ts';
import type { Network } from './engine.ts';
import type { AddressRange } from './address.ts';
import type { PeerIndex } from './peers.ts';
import type { Direction, Policy } from './policy.ts';
import { EVERYTHING, type PortSet } from './ports.ts';
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
  const cut = (point: bigint) => atoms.some(({ from, to }) => from === point || to === point - 1n);
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
      for (const column of index.subjects(policy)) {
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
export function changedPairs(before: Network, after: Network): ColumnChange[] {
  const { ports, firstStand } = before;
  const changes: ColumnChange[] = [];
  const tell = (from: number, to: number, old: PortSet, fresh: PortSet) => {
    if (old !== fresh) changes.push({ from, to, before: old, after: fresh });
  };
  const taken = (network: Network, from: number, to: number) =>
    to < firstStand ? setAt(network.row(to, 'ingress'), from) : EVERYTHING;
  const isSame = (column: number, direction: Direction) =>
    column >= firstStand || before.policiesOf(column, direction) === after.policiesOf(column, direction);
  for (let from = 0; from < firstStand; from++) {
    if (isSame(from, 'egress')) continue;
    eachDifference(before.row(from, 'egress'), after.row(from, 'egress'), before.index.size, (to, old, fresh) => {
      const then = taken(before, from, to);
      const now = isSame(to, 'ingress') ? then : taken(after, from, to);
      tell(from, to, ports.intersect(old, then), ports.intersect(fresh, now));
    });
  }
  for (let to = 0; to < firstStand; to++) {
    if (isSame(to, 'ingress')) continue;
    eachDifference(before.row(to, 'ingress'), after.row(to, 'ingress'), before.index.size, (from, old, fresh) => {
      const sent = from < firstStand ? setAt(before.row(from, 'egress'), to) : EVERYTHING;
      // Where the source sends otherwise too, the pair has been told.
      const same = isSame(from, 'egress') || setAt(after.row(from, 'egress'), to) === sent;
      if (same) tell(from, to, ports.intersect(sent, old), ports.intersect(sent, fresh));
    });
  }
  return changes;
}
