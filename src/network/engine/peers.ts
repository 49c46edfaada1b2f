import { holds } from '../../kubernetes/selector.ts';
import { type BlockIndex, indexBlocks } from './blocks.ts';
import type { AddressRange } from './address.ts';
import type { PodClass } from './classes.ts';
import { createBits, has, put, takeAll } from './bits.ts';
import { indexPicks, memo } from './picks.ts';
import type { NodePeer, Peer, PodPick, Policy } from './policy.ts';

type Labels = Readonly<Record<string, string>>;

/** Columns of the matrix: classes of pods, then stands for pods that may come, then atoms of the address space. */
export interface Columns {
  readonly classes: readonly PodClass[];
  readonly stands: readonly PodPick[];
  readonly atoms: readonly AddressRange[];
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly blocksMatchPods: boolean;
  readonly blocksMatchNodes: boolean;
}

export interface PeerIndex {
  /** Columns of a list of peers, ascending; undefined stands for all. Equal lists are computed once. */
  columns(peers: readonly Peer[] | undefined): Uint32Array;
  /** The classes (no stands) that a policy selects. */
  subjects(policy: Pick<Policy, 'subject' | 'filter'>): Uint32Array;
  readonly size: number;
}

/**
 * Answers whom a list of peers means. Labels are indexed inverted (key and value to a bitset over the classes); a list that was
 * asked before is known as an object, an equal one by its text.
 */
export function indexPeers(columns: Columns): PeerIndex {
  const { classes, stands, atoms } = columns;
  const size = classes.length + stands.length + atoms.length;
  const podsOf = indexPicks(columns);
  const blocks: BlockIndex = indexBlocks(columns);
  const lists = new Map<readonly Peer[], Uint32Array>();
  const joined = new Map<string, Uint32Array>();
  const everybody = Uint32Array.from({ length: size }, (_, i) => i);

  const hostsOf = ({ selector }: NodePeer): number[] =>
    [...classes.keys()].filter((id) => classes[id]!.host && selector.every((one) => holds(one, classes[id]!.host!)));
  const bothOf = (sides: readonly (readonly Peer[])[]): number[] => {
    const sets = sides.map((list) => new Set(unionOf(list)));
    const [first = new Set<number>(), ...rest] = sets;
    return [...first].filter((id) => rest.every((set) => set.has(id)));
  };
  const columnsOf = (peer: Peer): Iterable<number> => {
    if (peer.kind === 'pods') return podsOf(peer);
    if (peer.kind === 'nodes') return hostsOf(peer);
    if (peer.kind === 'addresses') return blocks(peer);
    if (peer.kind === 'both') return bothOf(peer.of);
    const out = new Set(unionOf(peer.than));
    return everybody.filter((id) => !out.has(id));
  };
  const free = classes.some(({ unfiltered }) => unfiltered);
  const room = createBits(size);
  const join = (peers: readonly Peer[]): Uint32Array => {
    const found = peers.map(columnsOf);
    let count = 0;
    for (const list of found) {
      for (const id of list) {
        if (!has(room, id)) count++;
        put(room, id);
      }
    }
    return takeAll(room, count);
  };
  const compute = (peers: readonly Peer[]): Uint32Array => {
    const [only, ...more] = peers;
    if (only === undefined || more.length > 0) return memo(joined, keyOf(peers), () => join(peers));
    if (only.kind === 'pods') return podsOf(only);
    return memo(joined, keyOf(peers), () => new Uint32Array(columnsOf(only)));
  };
  function unionOf(peers: readonly Peer[]): Uint32Array {
    let found = lists.get(peers);
    if (!found) lists.set(peers, (found = compute(peers)));
    return found;
  }
  return {
    size,
    subjects({ subject, filter }) {
      const selected = below(podsOf(subject), classes.length);
      return free && filter === 'network' ? selected.filter((id) => !classes[id]!.unfiltered) : selected;
    },
    columns: (peers) => (peers === undefined ? everybody : unionOf(peers)),
  };
}

/** The first columns of an ascending list. */
function below(columns: Uint32Array, end: number): Uint32Array {
  let count = columns.length;
  while (count > 0 && columns[count - 1]! >= end) count--;
  return count === columns.length ? columns : columns.slice(0, count);
}

function keyOf(peers: readonly Peer[]): string {
  return peers.map(peerText).join();
}

/** JSON has no numbers as long as addresses are. */
function peerText(peer: Peer): string {
  if (peer.kind === 'addresses') return `${peer.whose ?? ''}[${[peer.include, ...peer.except].map(rangeText).join()}]`;
  if (peer.kind === 'both') return `both[${peer.of.map((list) => `[${keyOf(list)}]`).join()}]`;
  return peer.kind === 'other' ? `other[${keyOf(peer.than)}]` : JSON.stringify(peer);
}

function rangeText({ from, to }: AddressRange): string {
  return `${from}-${to}`;
}
