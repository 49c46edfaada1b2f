import type { PodClass } from './classes.ts';
import type { PeerIndex } from './peers.ts';
import type { Direction, Policy } from './policy.ts';
import type { PortTable } from './ports.ts';
import type { Row } from './compressed.ts';
import { type RowSpace, rowOf } from './row.ts';
import { namesPorts, type Rules } from './rules.ts';

/** What stays while policies come and go. */
export interface Ground {
  readonly classes: readonly PodClass[];
  readonly index: PeerIndex;
  readonly ports: PortTable;
  readonly rules: Rules;
  readonly space: RowSpace;
  /** Every row that was ever computed, by what makes it. */
  readonly rows: Map<string, Row>;
  readonly keys: RowKeys;
}

/** For each class and direction, the policies that speak of it, in order. */
export type Selection = Readonly<Record<Direction, readonly (readonly Policy[])[]>>;

export const DIRECTIONS = ['ingress', 'egress'] as const;

export function selectionOf(policies: readonly Policy[], index: PeerIndex, count: number): Selection {
  const lists = { ingress: emptyLists(count), egress: emptyLists(count) };
  for (const policy of policies) {
    const columns = index.subjects(policy);
    for (const direction of DIRECTIONS) if (policy[direction]) grow(lists[direction], columns, policy);
  }
  return { ingress: lists.ingress.map(listOf), egress: lists.egress.map(listOf) };
}

/** A list that policies are added to, one after the other: classes to which the same were added have the same list. */
interface Growing {
  readonly before: Growing | undefined;
  readonly policy: Policy | undefined;
  /** The list with one more: the last that was added to any class that has this one. */
  longer: Growing | undefined;
  list: readonly Policy[] | undefined;
}

function emptyLists(count: number): Growing[] {
  const none: Growing = { before: undefined, policy: undefined, longer: undefined, list: [] };
  return Array.from({ length: count }, () => none);
}

function grow(lists: Growing[], columns: Uint32Array, policy: Policy): void {
  for (const column of columns) {
    const before = lists[column]!;
    if (before.longer?.policy !== policy) before.longer = { before, policy, longer: undefined, list: undefined };
    lists[column] = before.longer!;
  }
}

function listOf(end: Growing): readonly Policy[] {
  if (end.list) return end.list;
  const list: Policy[] = [];
  for (let here: Growing | undefined = end; here?.policy; here = here.before) list.push(here.policy);
  return (end.list = list.toReversed());
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

/** What the rows of a list of policies have in their key. */
interface RowKey {
  readonly text: string;
  /** Whether there are rules about some of the pods that a policy selects. */
  readonly choosy: boolean;
  /** Whether the rules name ports of the class itself. */
  readonly named: boolean;
  /** The row of every class of the list, where neither is so. */
  row?: Row;
}

type RowKeys = (policies: readonly Policy[], direction: Direction) => RowKey;

/** A list that was asked before is known as an object; equal lists have equal keys. */
export function rowKeys(): RowKeys {
  const known = { ingress: new Map<readonly Policy[], RowKey>(), egress: new Map<readonly Policy[], RowKey>() };
  const numbers = new Map<Policy, number>();
  const numberOf = (policy: Policy): number => {
    let number = numbers.get(policy);
    if (number === undefined) numbers.set(policy, (number = numbers.size));
    return number;
  };
  return (policies, direction) => {
    let key = known[direction].get(policies);
    if (!key) {
      const named = direction === 'ingress' && policies.some(({ ingress = [] }) => ingress.some(namesPorts));
      const choosy = policies.some((policy) => policy[direction]!.some(({ own }) => own !== undefined));
      key = { text: `${direction} ${policies.map(numberOf).join(' ')}`, choosy, named };
      known[direction].set(policies, key);
    }
    return key;
  };
}

/** Classes that the same policies select share a row. */
function sharedRow(ground: Ground, policies: readonly Policy[], column: number, direction: Direction): Row {
  const known = ground.keys(policies, direction);
  const { text, choosy, named } = known;
  if (known.row) return known.row;
  let key = text;
  if (choosy) key += ` of ${column}`;
  if (named) key += ` with ${ground.classes[column]!.portsKey}`;
  let row = ground.rows.get(key);
  if (!row) ground.rows.set(key, (row = rowOf({ ...ground, column, direction, policies })));
  if (!choosy && !named) known.row = row;
  return row;
}
