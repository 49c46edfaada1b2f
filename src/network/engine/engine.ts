import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { strings } from '../../kubernetes/workload.ts';
import type { Resource } from '../../model/resource.ts';
import { at } from '../../std/value.ts';
import type { AddressRange } from './address.ts';
import { type Edit, editedPolicies, editedSelection, fits } from './change.ts';
import { type Asked, classify, hostNodes, type PodClass } from './classes.ts';
import { type Row, setAt } from './compressed.ts';
import { cutsOf, externalAtoms } from './cuts.ts';
import { surroundingsOf } from './derived.ts';
import { indexPeers, type PeerIndex } from './peers.ts';
import { NAMESPACE_NAME } from './picks.ts';
import type { Direction, PodPick, Policy, Rule } from './policy.ts';
import { createPortTable, EVERYTHING, NOTHING, type PortSet, type PortTable } from './ports.ts';
import { createRows, type Ground, keptRows, type KnownRows, rowKeys, type Selection, selectionOf } from './profiles.ts';
import { createRowSpace } from './row.ts';
import { createRules } from './rules.ts';
import type { Settings } from './settings.ts';
import { type Node, nodesOf } from './workloads.ts';

export { cutsOf };

/** The reachability of one network: immutable; rows of the matrix are computed when somebody asks for them. */
export interface Network {
  readonly nodes: readonly Node[];
  /** Columns of each node: the classes of its pods, one unless its pods differ in what policies ask about. */
  readonly columnsOf: readonly (readonly number[])[];
  readonly classes: readonly PodClass[];
  /** Pods that are not there: the first is one of which nothing is known. */
  readonly stands: readonly PodPick[];
  readonly atoms: readonly AddressRange[];
  /** Column of the first stand, and of the first atom. */
  readonly firstStand: number;
  readonly firstAtom: number;
  readonly policies: readonly Policy[];
  readonly ports: PortTable;
  readonly index: PeerIndex;
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Policies that speak of a class's direction, in order. */
  policiesOf(column: number, direction: Direction): readonly Policy[];
  /** By column of the other side: what policies let through. */
  row(column: number, direction: Direction): Row;
  /** What may go from one column to another. */
  allowed(from: number, to: number): PortSet;
  /** The ports of a rule between a class and a column of the other side. */
  portsOf(rule: Rule, column: number, other: number, direction: Direction): PortSet;
  /**
   * The network after policies came and went: all that they do not concern is shared, and sets of ports have the same
   * numbers. Undefined where the new ones tell pods or addresses apart that are one here: then it must be built anew.
   */
  change(edit: Edit): Network | undefined;
}

/** A pod of which nothing is known: only rules about everybody concern it. */
export const STRANGER: PodPick = { namespaces: { selector: [] }, pods: [] };

export interface NetworkInput {
  readonly resources: readonly Resource[];
  readonly policies: readonly Policy[];
  readonly settings: Settings;
  /** Pods to imagine, behind the stranger. */
  readonly stands?: readonly PodPick[];
  /** Cuts of the address space beyond those of the policies, for comparing two networks. */
  readonly cuts?: readonly AddressRange[];
  readonly nodes?: readonly Node[];
}

export function createNetwork(input: NetworkInput): Network {
  const { resources, policies, settings } = input;
  const nodes = input.nodes ?? nodesOf(resources);
  const hosts = settings.hostNetwork === 'node' ? hostNodes(resources) : undefined;
  const namespaces = namespacesOf(resources, nodes);
  const { blocksMatchPods, blocksMatchNodes = true, bareUnfiltered = false } = settings;
  const around = surroundingsOf(resources, namespaces);
  const {
    classes,
    of: columnsOf,
    asked,
  } = classify(nodes, policies, {
    hosts,
    blocksMatchPods,
    bareUnfiltered,
    around,
  });
  const stands = [STRANGER, ...(input.stands ?? [])];
  const atoms = externalAtoms(policies, input.cuts ?? []);
  const index = indexPeers({ classes, stands, atoms, namespaces, blocksMatchPods, blocksMatchNodes });
  const ports = createPortTable();
  const rules = createRules({ ports, classes, index, stands: stands.length });
  const space = createRowSpace(index.size);
  const ground: Ground = { classes, index, ports, rules, space, rows: new Map(), keys: rowKeys() };
  const firstStand = classes.length;
  const firstAtom = firstStand + stands.length;
  const world = { nodes, columnsOf, classes, stands, atoms, firstStand, firstAtom, ports, index, namespaces, asked };
  return assemble({ ...world, ground }, () => policies, selectionOf(policies, index, classes.length), {
    ingress: [],
    egress: [],
  });
}

/** All of a network but its policies. */
type World = Omit<Network, 'policies' | 'policiesOf' | 'row' | 'allowed' | 'portsOf' | 'change'> & {
  readonly ground: Ground;
  readonly asked: Asked;
};

function assemble(world: World, list: () => readonly Policy[], selection: Selection, known: KnownRows): Network {
  const { ground, asked, ...parts } = world;
  const { ports, firstStand, index, atoms } = parts;
  const row = createRows(ground, selection, known);
  let policies: readonly Policy[] | undefined;
  return {
    ...parts,
    get policies() {
      return (policies ??= list());
    },
    policiesOf: (column, direction) => selection[direction][column] ?? [],
    row,
    allowed(from, to) {
      // Most pods let in few others, and send to many: what they let in is asked first.
      const into = to < firstStand ? setAt(row(to, 'ingress'), from) : EVERYTHING;
      if (into === NOTHING || from >= firstStand) return into;
      return ports.intersect(setAt(row(from, 'egress'), to), into);
    },
    portsOf: (rule, column, other, direction) => ground.rules.portsOf(rule, column, other, direction),
    change(edit) {
      if (!fits(edit.added, asked, atoms)) return undefined;
      const all = this.policies;
      const next = editedSelection(selection, edit, index);
      return assemble(world, () => editedPolicies(all, edit), next, keptRows(known, selection, next));
    },
  };
}

/** The labels of each namespace; every one has its name as a label (KEP-2161), also one of which only its pods are known. */
function namespacesOf(resources: readonly Resource[], nodes: readonly Node[]) {
  const known = new Map<string, Readonly<Record<string, string>>>();
  const mention = (namespace: string) => {
    if (!known.has(namespace)) known.set(namespace, { [NAMESPACE_NAME]: namespace });
  };
  for (const { namespace } of nodes) mention(namespace);
  for (const resource of resources) {
    if (resource.type === 'Namespace') {
      const labels = strings(at(resource.object, 'metadata', 'labels'));
      known.set(resource.name, { ...labels, [NAMESPACE_NAME]: resource.name });
    } else if (resource.type === 'NetworkPolicy') mention(namespaceOf(resource));
  }
  return known;
}
