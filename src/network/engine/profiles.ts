import type { PodClass } from './classes.ts';
import type { PeerIndex } from './peers.ts';
import type { Direction, Policy } from './policy.ts';
import type { PortTable } from './ports.ts';
import type { Row } from './compressed.ts';
import { type RowSpace, rowOf } from './row.ts';
import type { Rules } from './rules.ts';

/** What stays while policies come and go. */
export interface Ground {
  readonly classes: readonly PodClass[];
  readonly index: PeerIndex;
  readonly ports: PortTable;
  readonly rules: Rules;
  readonly space: RowSpace;
  /** Every row that was ever computed, by what makes it. */
  readonly rows: Map<string, Row>;
  /** What policies are called in the keys of rows. */
  readonly names: Map<Policy, PolicyName>;
}

/** For each class and direction, the policies that speak of it, in order. */
export type Selection = Readonly<Record<Direction, readonly (readonly Policy[])[]>>;

export const DIRECTIONS = ['ingress', 'egress'] as const;

export function selectionOf(policies: readonly Policy[], index: PeerIndex, count: number): Selection {
  const lists = { ingress: emptyLists(count), egress: emptyLists(count) };
  for (const policy of policies) {
    const columns = index.subjects(policy);
    for (const direction of DIRECTIONS) {
      if (policy[direction]) for (const column of columns) lists[direction][column]!.push(policy);
    }
  }
  return lists;
}

function emptyLists(count: number): Policy[][] {
  return Array.from({ length: count }, () => []);
}

/** Rows that are known, by class. */
export type KnownRows = Record<Direction, (Row | undefined)[]>;

/** Rows by class and direction, each computed when somebody asks for it. */
export function createRows(ground: Ground, selection: Selection, known: KnownRows) {
  return (column: number, direction: Direction): Row =>
    (known[direction][column] ??= sharedRow(ground, selection[direction][column]!, column, direction));
}

/** Those that an edit leaves as they are. */
export function keptRows(known: KnownRows, before: Selection, after: Selection): KnownRows {
  const kept = (direction: Direction) =>
    known[direction].map((row, column) => (before[direction][column] === after[direction][column] ? row : undefined));
  return { ingress: kept('ingress'), egress: kept('egress') };
}

interface PolicyName {
  readonly number: number;
  /** Whether it has rules about some of the pods that it selects. */
  readonly choosy: boolean;
}

/** Classes that the same policies select share a row. */
function sharedRow(ground: Ground, policies: readonly Policy[], column: number, direction: Direction): Row {
  const names = direction === 'ingress' ? ground.classes[column]!.portsKey : '';
  let key = `${direction} ${names}`;
  let choosy = false;
  for (const policy of policies) {
    const name = nameOf(ground.names, policy);
    key += ` ${name.number}`;
    choosy ||= name.choosy;
  }
  if (choosy) key += ` of ${column}`;
  let row = ground.rows.get(key);
  if (!row) ground.rows.set(key, (row = rowOf({ ...ground, column, direction, policies })));
  return row;
}

function nameOf(names: Map<Policy, PolicyName>, policy: Policy): PolicyName {
  let name = names.get(policy);
  if (!name) names.set(policy, (name = { number: names.size, choosy: isChoosy(policy) }));
  return name;
}

function isChoosy({ ingress = [], egress = [] }: Policy): boolean {
  return ingress.some(hasOwn) || egress.some(hasOwn);
}

function hasOwn({ own }: { readonly own?: unknown }): boolean {
  return own !== undefined;
}
