import { type AddressRange, ALL_IPV4, ALL_IPV6, within } from './address.ts';
import type { PodClass } from './classes.ts';
import type { AddressPeer, PodPick } from './policy.ts';

/** The columns of a block of addresses. */
export type BlockIndex = (peer: AddressPeer) => number[];

interface Columns {
  readonly classes: readonly PodClass[];
  readonly stands: readonly PodPick[];
  readonly atoms: readonly AddressRange[];
  readonly blocksMatchPods: boolean;
  readonly blocksMatchNodes: boolean;
}

/** Atoms of a block; pods of the host's network by their node's address, other pods where the profile has it so. */
export function indexBlocks({ classes, stands, atoms, blocksMatchPods, blocksMatchNodes }: Columns): BlockIndex {
  const first = classes.length + stands.length;
  const starts = new Map(atoms.map(({ from }, i) => [from, i]));
  const ends = new Map(atoms.map(({ to }, i) => [to, i]));
  const ids = [...classes.keys()];
  const nobody = { pods: [] as number[], strangers: [] as number[] };
  const all = { pods: ids, strangers: [...stands.keys()].map((i) => classes.length + i) };
  const usual = {
    pods: ids.filter((id) => (classes[id]!.host === undefined ? blocksMatchPods : blocksMatchNodes)),
    strangers: blocksMatchPods ? all.strangers : [],
  };
  const candidates = { outside: nobody, packet: all };
  /** Every block is cut at its ends, so that its atoms stand in a row. */
  const atomsIn = ({ from, to }: AddressRange): number[] => {
    const columns: number[] = [];
    const [begin, end] = [starts.get(from), ends.get(to)];
    if (begin === undefined || end === undefined) return columns;
    for (let i = begin; i <= end; i++) columns.push(first + i);
    return columns;
  };
  return ({ include, except, whose }) => {
    const whole = except.length === 0 && [ALL_IPV4, ALL_IPV6].some((family) => within(family, include));
    const inside = (point: bigint) => isIn(point, include) && !except.some((hole) => isIn(point, hole));
    const who = whose ? candidates[whose] : usual;
    const pods = who.pods.filter((id) => {
      const { addresses } = classes[id]!;
      // An address that nobody knows lies at least in the block of all addresses.
      return addresses.length === 0 ? whole : addresses.some(inside);
    });
    const holes = new Set(except.flatMap(atomsIn));
    const outside = atomsIn(include);
    const left = holes.size === 0 ? outside : outside.filter((column) => !holes.has(column));
    return [...pods, ...(whole ? who.strangers : []), ...left];
  };
}

function isIn(point: bigint, { from, to }: AddressRange): boolean {
  return from <= point && point <= to;
}
