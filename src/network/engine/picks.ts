import { holds, type Requirement } from '../../kubernetes/selector.ts';
import type { PodClass } from './classes.ts';
import { both, createBits, has, members, put } from './bits.ts';
import { type ConditionIndex, indexConditions } from './conditions.ts';
import { NAMESPACE, namespaceLabel } from './derived.ts';
import { implied } from './implied.ts';
import type { PodPick } from './policy.ts';

export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

type Labels = Readonly<Record<string, string>>;

interface Pods {
  readonly classes: readonly PodClass[];
  readonly stands: readonly PodPick[];
  readonly namespaces: ReadonlyMap<string, Labels>;
}

/** The columns of the pods and stands that a pick is about, ascending. */
export type PickIndex = (pick: PodPick) => Uint32Array;

/** Each selector is computed once, whoever asks, and each pair of selectors of namespaces and of pods. */
export function indexPicks({ classes, stands, namespaces }: Pods): PickIndex {
  const conditions: ConditionIndex = indexConditions(classes, stands);
  const inNamespace = Map.groupBy(podIds(classes), (id) => classes[id]!.namespace);
  const numberOf = numbered();
  const podBits: (Uint32Array | undefined)[] = [];
  const spaceBits: Uint32Array[] = [];
  /** By the number of the selector of pods, then by the name of the namespace or the number of the selector of namespaces. */
  const picked: Map<string | number, Uint32Array>[] = [];
  const written = new Map<string, Uint32Array>();

  const spacesOf = (selector: readonly Requirement[], number: number): Uint32Array => {
    const known = spaceBits[number];
    if (known) return known;
    const bits = createBits(classes.length + stands.length);
    for (const [name, labels] of namespaces) {
      if (selector.every((one) => holds(one, labels))) for (const id of inNamespace.get(name) ?? NOBODY) put(bits, id);
    }
    return (spaceBits[number] = bits);
  };
  const podsIn = ({ namespaces: place }: PodPick, bits: Uint32Array | undefined): Uint32Array => {
    if ('name' in place) {
      const all = inNamespace.get(place.name) ?? NOBODY;
      return new Uint32Array(bits ? all.filter((id) => has(bits, id)) : all);
    }
    const spaces = spacesOf(place.selector, numberOf(place.selector));
    return members(bits ? both(bits, spaces) : spaces);
  };
  const candidates = indexStands(stands);
  const find = (pick: PodPick, bits: Uint32Array | undefined): Uint32Array => {
    const pods = podsIn(pick, bits);
    const fitting = candidates(pick).filter((i) => standFits(stands[i]!, pick));
    if (fitting.length === 0) return pods;
    const columns = new Uint32Array(pods.length + fitting.length);
    columns.set(pods);
    fitting.forEach((stand, i) => (columns[pods.length + i] = classes.length + stand));
    return columns;
  };
  return (pick) => {
    const { namespaces: place, pods, where } = pick;
    if (where) return memo(written, JSON.stringify(pick), () => find(pick, conditions(pods, where)));
    const number = numberOf(pods);
    const places = (picked[number] ??= new Map<string | number, Uint32Array>());
    const key = 'name' in place ? place.name : numberOf(place.selector);
    let columns = places.get(key);
    if (!columns) {
      if (!(number in podBits)) podBits[number] = conditions(pods);
      places.set(key, (columns = find(pick, podBits[number])));
    }
    return columns;
  };
}

const NOBODY: readonly number[] = [];

/** The stands that may fit a pick, ascending: one that is about a namespace by its name fits no pick of another name. */
function indexStands(stands: readonly PodPick[]): (pick: PodPick) => readonly number[] {
  const all = [...stands.keys()];
  const byName = Map.groupBy(all, (i) => nameIn(stands[i]!));
  const nameless = byName.get(undefined) ?? NOBODY;
  return (pick) => {
    const name = nameIn(pick);
    if (name === undefined) return all;
    const named = byName.get(name) ?? NOBODY;
    return nameless.length === 0 ? named : [...named, ...nameless].sort((a, b) => a - b);
  };
}

function nameIn({ namespaces }: PodPick): string | undefined {
  return 'name' in namespaces ? namespaces.name : undefined;
}

/** Numbers lists of requirements: one that was asked before is known as an object, an equal one by its text. */
function numbered(): (requirements: readonly Requirement[]) => number {
  const objects = new Map<readonly Requirement[], number>();
  const texts = new Map<string, number>();
  return (requirements) => {
    let number = objects.get(requirements);
    if (number === undefined) {
      number = memo(texts, JSON.stringify(requirements), () => texts.size);
      objects.set(requirements, number);
    }
    return number;
  };
}

export function memo<T>(known: Map<string, T>, key: string, compute: () => T): T {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = compute()));
  return value;
}

/** Classes that selectors of pods are about: those of the host's network are none. */
function podIds(classes: readonly PodClass[]): number[] {
  return [...classes.keys()].filter((id) => classes[id]!.host === undefined);
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
