import { holds, type Requirement } from '../../kubernetes/selector.ts';
import { type AddressRange, ALL_IPV4, ALL_IPV6, within } from './address.ts';
import type { PodClass } from './classes.ts';
import type { AddressPeer, NodePeer, Peer, PodPick } from './policy.ts';
import { implied } from './implied.ts';

export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

type Labels = Readonly<Record<string, string>>;

/** Columns of the matrix: classes of pods, then stands for pods that may come, then atoms of the address space. */
export interface Columns {
  readonly classes: readonly PodClass[];
  readonly stands: readonly PodPick[];
  readonly atoms: readonly AddressRange[];
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly blocksMatchPods: boolean;
}

export interface PeerIndex {
  /** Columns of a list of peers, ascending; undefined stands for all. Equal lists are computed once. */
  columns(peers: readonly Peer[] | undefined): Uint32Array;
  /** The classes (no stands) that a policy selects. */
  subjects(pick: PodPick): Uint32Array;
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
  const conditions = conditionIndex(classes, stands);
  const blocks = blockIndex(columns);
  const inNamespace = Map.groupBy(classes.keys(), (id) => classes[id]!.namespace);
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
  const podsOf = (pick: PodPick): Uint32Array =>
    memo(picked, JSON.stringify([pick.namespaces, pick.pods]), () => {
      const bits = conditions(pick.pods);
      const found: number[] = [];
      for (const name of namesOf(pick)) {
        for (const id of inNamespace.get(name) ?? []) {
          if (classes[id]!.host === undefined && (!bits || has(bits, id))) found.push(id);
        }
      }
      stands.forEach((stand, i) => {
        const id = classes.length + i;
        if ((!bits || has(bits, id)) && standsIn(stand, pick)) found.push(id);
      });
      return Uint32Array.from(found).sort();
    });
  const hostsOf = ({ selector }: NodePeer): number[] =>
    [...classes.keys()].filter((id) => classes[id]!.host && selector.every((one) => holds(one, classes[id]!.host!)));
  const columnsOf = (peer: Peer): Iterable<number> => {
    if (peer.kind === 'pods') return podsOf(peer);
    return peer.kind === 'nodes' ? hostsOf(peer) : blocks(peer);
  };
  return {
    size,
    subjects: (pick) => podsOf(pick).filter((id) => id < classes.length),
    columns(peers) {
      if (peers === undefined) return everybody;
      if (peers.length === 1 && peers[0]!.kind === 'pods') return podsOf(peers[0]!);
      return memo(joined, keyOf(peers), () => {
        const all = new Set<number>();
        for (const peer of peers) for (const id of columnsOf(peer)) all.add(id);
        return Uint32Array.from(all).sort();
      });
    },
  };
}

function keyOf(peers: readonly Peer[]): string {
  return JSON.stringify(peers, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function memo<T>(known: Map<string, T>, key: string, compute: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute()));
  return value;
}

function has(bits: Uint32Array, id: number): boolean {
  return (bits[id >>> 5]! & (1 << (id & 31))) !== 0;
}

/** Bitsets of the pods for which conditions hold; undefined where there is no condition. */
function conditionIndex(classes: readonly PodClass[], stands: readonly PodPick[]) {
  const words = Math.ceil((classes.length + stands.length) / 32);
  const values = new Map<string, Map<string, number[]>>();
  classes.forEach(({ labels }, id) => {
    for (const [key, value] of Object.entries(labels)) {
      const ids = memo(
        memo(values, key, () => new Map<string, number[]>()),
        value,
        () => [],
      );
      ids.push(id);
    }
  });
  const single = (requirement: Requirement): Uint32Array => {
    const bits = new Uint32Array(words);
    const negative = requirement.operator === 'NotIn' || requirement.operator === 'DoesNotExist';
    const known = values.get(requirement.key) ?? new Map<string, number[]>();
    const wanted = requirement.values.length > 0 ? requirement.values : [...known.keys()];
    for (const value of wanted) for (const id of known.get(value) ?? []) bits[id >>> 5]! |= 1 << (id & 31);
    if (negative) for (let i = 0; i < words; i++) bits[i] = ~bits[i]!;
    stands.forEach(({ pods }, i) => {
      const id = classes.length + i;
      if (implied(requirement, pods)) bits[id >>> 5]! |= 1 << (id & 31);
      else bits[id >>> 5]! &= ~(1 << (id & 31));
    });
    return bits;
  };
  const singles = new Map<string, Uint32Array>();
  return (requirements: readonly Requirement[]): Uint32Array | undefined => {
    let all: Uint32Array | undefined;
    for (const requirement of requirements) {
      const bits = memo(singles, JSON.stringify(requirement), () => single(requirement));
      all = all ? all.map((word, i) => word & bits[i]!) : bits;
    }
    return all;
  };
}

/**
 * Whether every namespace that the stand's pods may be in is one that the pick means, by what the stand's own selector says:
 * what a namespace's other labels let in is told by the row of the rule that asks for them.
 */
function standsIn(stand: PodPick, pick: PodPick): boolean {
  const mine = 'name' in stand.namespaces ? [nameIs(stand.namespaces.name)] : stand.namespaces.selector;
  const asked = 'name' in pick.namespaces ? [nameIs(pick.namespaces.name)] : pick.namespaces.selector;
  return asked.every((one) => implied(one, mine));
}

function nameIs(name: string): Requirement {
  return { key: NAMESPACE_NAME, operator: 'In', values: [name] };
}

/** The columns of a block of addresses. */
type BlockIndex = (peer: AddressPeer) => number[];

/** Atoms of a block; pods of the host's network by their node's address, other pods where the profile has it so. */
function blockIndex({ classes, stands, atoms, blocksMatchPods }: Columns): BlockIndex {
  const first = classes.length + stands.length;
  const starts = new Map(atoms.map(({ from }, i) => [from, i]));
  const candidates = [...classes.keys()].filter((id) => blocksMatchPods || classes[id]!.host !== undefined);
  const strangers = blocksMatchPods ? [...stands.keys()].map((i) => classes.length + i) : [];
  /** Every block is cut at its ends, so that its atoms stand in a row. */
  const atomsIn = ({ from, to }: AddressRange): number[] => {
    const begin = starts.get(from) ?? 0;
    let end = begin;
    while (end < atoms.length && atoms[end]!.to <= to) end++;
    return Array.from({ length: end - begin }, (_, i) => first + begin + i);
  };
  return ({ include, except }) => {
    const whole = except.length === 0 && [ALL_IPV4, ALL_IPV6].some((family) => within(family, include));
    const inside = (point: bigint) => isIn(point, include) && !except.some((hole) => isIn(point, hole));
    const pods = candidates.filter((id) => {
      const { addresses } = classes[id]!;
      // An address that nobody knows lies at least in the block of all addresses.
      return addresses.length === 0 ? whole : addresses.some(inside);
    });
    const holes = new Set(except.flatMap(atomsIn));
    return [...pods, ...(whole ? strangers : []), ...atomsIn(include).filter((column) => !holes.has(column))];
  };
}

function isIn(point: bigint, { from, to }: AddressRange): boolean {
  return from <= point && point <= to;
}
