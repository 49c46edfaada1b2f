import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { strings } from '../../kubernetes/workload.ts';
import type { Resource } from '../../model/resource.ts';
import { at } from '../../std/value.ts';
import { surroundingsOf } from './derived.ts';
import { eachPeer } from './each-peer.ts';
import { type AddressRange, ALL_IPV4, ALL_IPV6, atomsOf, isIpv6 } from './address.ts';
import { classify, hostNodes, type PodClass } from './classes.ts';
import { indexPeers, NAMESPACE_NAME, type PeerIndex } from './peers.ts';
import type { Direction, PodPick, Policy, Rule } from './policy.ts';
import { createPortTable, EVERYTHING, NOTHING, type PortSet, type PortTable } from './ports.ts';
import { createRules } from './rules.ts';
import { rowOf } from './row.ts';
import type { Settings } from './settings.ts';
import { type Node, nodesOf } from './workloads.ts';

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
  row(column: number, direction: Direction): Uint16Array;
  /** What may go from one column to another. */
  allowed(from: number, to: number): PortSet;
  /** The ports of a rule between a class and a column of the other side. */
  portsOf(rule: Rule, column: number, other: number, direction: Direction): PortSet;
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
  const { blocksMatchPods, blocksMatchNodes = true } = settings;
  const around = surroundingsOf(resources, namespaces);
  const { classes, of: columnsOf } = classify(nodes, policies, { hosts, blocksMatchPods, around });
  const stands = [STRANGER, ...(input.stands ?? [])];
  const atoms = externalAtoms(policies, input.cuts ?? []);
  const index = indexPeers({ classes, stands, atoms, namespaces, blocksMatchPods, blocksMatchNodes });
  const ports = createPortTable();
  const selecting = selectedBy(policies, index, classes.length);
  const rules = createRules({ ports, classes, index, stands: stands.length });
  const choosy = new Set(policies.filter(isChoosy));
  const rows = new Map<string, Uint16Array>();
  const known: Record<Direction, Uint16Array[]> = { ingress: [], egress: [] };
  const policiesOf = (column: number, direction: Direction) =>
    (selecting[direction][column] ?? []).map((id) => policies[id]!);
  /** Classes that the same policies select share a row. */
  const shared = (column: number, direction: Direction): Uint16Array => {
    const names = direction === 'ingress' ? classes[column]!.portsKey : '';
    const some = policiesOf(column, direction).some((policy) => choosy.has(policy)) ? column : '';
    const key = `${direction} ${selecting[direction][column]!.join()} ${names} ${some}`;
    let one = rows.get(key);
    if (!one) {
      one = rowOf({ column, direction, policies: policiesOf(column, direction), index, ports, rules });
      rows.set(key, one);
    }
    return one;
  };
  const row = (column: number, direction: Direction) => (known[direction][column] ??= shared(column, direction));
  return {
    nodes,
    columnsOf,
    classes,
    stands,
    atoms,
    firstStand: classes.length,
    firstAtom: classes.length + stands.length,
    policies,
    ports,
    index,
    namespaces,
    policiesOf,
    row,
    allowed(from, to) {
      const out = from < classes.length ? row(from, 'egress')[to]! : EVERYTHING;
      if (out === NOTHING || to >= classes.length) return out;
      const into = row(to, 'ingress')[from]!;
      return into === NOTHING ? into : ports.intersect(out, into);
    },
    portsOf: (rule, column, other, direction) => rules.portsOf(rule, column, other, direction),
  };
}

/** IPv6 is told apart only where a policy speaks of it. */
function externalAtoms(policies: readonly Policy[], cuts: readonly AddressRange[]): AddressRange[] {
  const ranges = [...cuts, ...cutsOf(policies)];
  return atomsOf(ranges.some(isIpv6) ? [ALL_IPV4, ALL_IPV6] : [ALL_IPV4], ranges);
}

/** The ranges at which policies cut the address space. */
export function cutsOf(policies: readonly Policy[]): AddressRange[] {
  const cuts: AddressRange[] = [];
  for (const { ingress = [], egress = [] } of policies) {
    for (const rule of [...ingress, ...egress]) {
      eachPeer(rule, (peer) => {
        if (peer.kind === 'addresses') cuts.push(peer.include, ...peer.except);
      });
    }
  }
  return cuts;
}

/** Whether a policy has rules about some of the pods that it selects. */
function isChoosy({ ingress = [], egress = [] }: Policy): boolean {
  return [...ingress, ...egress].some(({ own }) => own !== undefined);
}

/** The labels of each namespace; every one has its name as a label (KEP-2161), also one of which only its pods are known. */
function namespacesOf(resources: readonly Resource[], nodes: readonly Node[]) {
  const known = new Map<string, Readonly<Record<string, string>>>();
  for (const { namespace } of nodes) known.set(namespace, { [NAMESPACE_NAME]: namespace });
  for (const resource of resources) {
    if (resource.type === 'Namespace') {
      const labels = strings(at(resource.object, 'metadata', 'labels'));
      known.set(resource.name, { ...labels, [NAMESPACE_NAME]: resource.name });
    } else if (resource.type === 'NetworkPolicy') {
      const namespace = namespaceOf(resource);
      if (!known.has(namespace)) known.set(namespace, { [NAMESPACE_NAME]: namespace });
    }
  }
  return known;
}

/** For each class, the numbers of the policies that speak of it, by direction. */
function selectedBy(policies: readonly Policy[], index: PeerIndex, count: number): Record<Direction, number[][]> {
  const lists = { ingress: empty(count), egress: empty(count) };
  policies.forEach((policy, id) => {
    const subjects = index.subjects(policy.subject);
    for (const direction of ['ingress', 'egress'] as const) {
      if (policy[direction]) for (const column of subjects) lists[direction][column]!.push(id);
    }
  });
  return lists;
}

function empty(count: number): number[][] {
  return Array.from({ length: count }, () => []);
}
