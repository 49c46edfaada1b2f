import { holds, type Requirement } from '../../kubernetes/selector.ts';
import { type BlockIndex, indexBlocks } from './blocks.ts';
import type { AddressRange } from './address.ts';
import type { PodClass } from './classes.ts';
import { createBits, has, put, takeAll } from './bits.ts';
import { type ConditionIndex, indexConditions } from './conditions.ts';
import { NAMESPACE, namespaceLabel } from './derived.ts';
import { implied } from './implied.ts';
import type { NodePeer, Peer, PodPick, Policy } from './policy.ts';

export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

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
 * Answers whom a selector picks. Labels are indexed inverted (key and value to a bitset over the classes), each condition and
 * each selector is computed once, whoever asks.
 */
export function indexPeers(columns: Columns): PeerIndex {
  const { classes, stands, atoms, namespaces } = columns;
  const podCount = classes.length + stands.length;
  const size = podCount + atoms.length;
  const conditions: ConditionIndex = indexConditions(classes, stands);
  const blocks: BlockIndex = indexBlocks(columns);
  const inNamespace = Map.groupBy(podIds(classes), (id) => classes[id]!.namespace);
  const picked = new Map<string, Uint32Array>();
  const joined = new Map<string, Uint32Array>();
  const namespaceSets = new Map<string, readonly string[]>();
  const everybody = Uint32Array.from({ length: size }, (_, i) => i);

  const namesOf = (pick: PodPick): readonly string[] => {
    if ('name' in pick.namespaces) return [pick.namespaces.name];
    const { selector } = pick.namespaces;
    const key = JSON.stringify(selector);
    let names = namespaceSets.get(key);
    if (!names) {
      names = [...namespaces].filter(([, labels]) => selector.every((one) => holds(one, labels))).map(([name]) => name);
      namespaceSets.set(key, names);
    }
    return names;
  };
  const findPods = (pick: PodPick): Uint32Array => {
    const bits = conditions(pick.pods, pick.where);
    const found: number[] = [];
    const names = namesOf(pick);
    for (const name of names) {
      for (const id of inNamespace.get(name) ?? NOBODY) if (!bits || has(bits, id)) found.push(id);
    }
    for (let i = 0; i < stands.length; i++) if (standFits(stands[i]!, pick)) found.push(classes.length + i);
    const columns = new Uint32Array(found);
    return names.length > 1 ? columns.sort() : columns;
  };
  const podsOf = (pick: PodPick): Uint32Array => {
    const key = pickKey(pick);
    let columns = picked.get(key);
    if (!columns) picked.set(key, (columns = findPods(pick)));
    return columns;
  };
  const hostsOf = ({ selector }: NodePeer): number[] =>
    [...classes.keys()].filter((id) => classes[id]!.host && selector.every((one) => holds(one, classes[id]!.host!)));
  const bothOf = (lists: readonly (readonly Peer[])[]): number[] => {
    const sets = lists.map((list) => new Set(unionOf(list)));
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
  function unionOf(peers: readonly Peer[]): Uint32Array {
    const [only] = peers;
    if (peers.length === 1 && only!.kind === 'pods') return podsOf(only!);
    return memo(joined, keyOf(peers), () => {
      if (peers.length === 1) return new Uint32Array(columnsOf(only!));
      const lists = peers.map(columnsOf);
      let count = 0;
      for (const list of lists) {
        for (const id of list) {
          if (!has(room, id)) count++;
          put(room, id);
        }
      }
      return takeAll(room, count);
    });
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

const NOBODY: readonly number[] = [];

/** Classes that selectors of pods are about: those of the host's network are none. */
function podIds(classes: readonly PodClass[]): number[] {
  return [...classes.keys()].filter((id) => classes[id]!.host === undefined);
}

function pickKey({ namespaces, pods, where }: PodPick): string {
  const place = 'name' in namespaces ? JSON.stringify(namespaces.name) : JSON.stringify(namespaces.selector);
  return `${place}${JSON.stringify(pods)}${where ? JSON.stringify(where) : ''}`;
}

/** The first columns of an ascending list. */
function below(columns: Uint32Array, end: number): Uint32Array {
  let count = columns.length;
  while (count > 0 && columns[count - 1]! >= end) count--;
  return count === columns.length ? columns : columns.slice(0, count);
}

function keyOf(peers: readonly Peer[]): string {
  return JSON.stringify(peers, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function memo<T>(known: Map<string, T>, key: string, compute: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute()));
  return value;
}

/**
 * Whether every pod that the stand stands for is one that the pick means, by what the stand's own selector says: what a
 * namespace's other labels let in is told by the row of the rule that asks for them.
 */
function standFits(stand: PodPick, pick: PodPick): boolean {
  const mine = namespaceConditions(stand);
  if (!namespaceConditions(pick).every((one) => implied(one, mine))) return false;
  if (!pick.pods.every((one) => implied(one, stand.pods))) return false;
  return (
    pick.where === undefined || sameWhere(stand, pick) || implied(pick.where, [...stand.pods, ...derivedOf(stand)])
  );
}

function sameWhere(stand: PodPick, pick: PodPick): boolean {
  return stand.where !== undefined && JSON.stringify(stand.where) === JSON.stringify(pick.where);
}

function namespaceConditions({ namespaces }: PodPick): readonly Requirement[] {
  if (!('name' in namespaces)) return namespaces.selector;
  return [{ key: NAMESPACE_NAME, operator: 'In', values: [namespaces.name] }];
}

/** What a pick says of namespaces, as languages with conditions over derived labels ask for it. */
function derivedOf(stand: PodPick): Requirement[] {
  return namespaceConditions(stand).flatMap((one) => {
    const label = { ...one, key: namespaceLabel(one.key) };
    return one.key === NAMESPACE_NAME ? [label, { ...one, key: NAMESPACE }] : [label];
  });
}
