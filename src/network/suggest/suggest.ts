import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { asList, asObject, asStrings } from '../../std/value.ts';
import type { AddressRange } from '../engine/address.ts';
import { nodesOf } from '../engine/workloads.ts';
import type { SeenFlow } from '../flows/flow.ts';
import { createDirectory } from './directory.ts';
import type { Need } from './need.ts';
import { type Plan, planPolicies } from './plan.ts';
import { PRIVATE, type Resolved, resolveFlows } from './resolve.ts';

export interface SuggestWish {
  /** Namespaces that get policies; where undefined, those with a need, but for the cluster's own. */
  readonly namespaces?: readonly string[];
  /** Private ranges in which no pod lies. */
  readonly outside: readonly AddressRange[];
  /** Leaves out the NetworkPolicies of these namespaces that are there. */
  readonly replace: boolean;
}

export interface Suggestion extends Plan, Resolved {
  readonly needs: readonly Need[];
  readonly namespaces: ReadonlySet<string>;
  /** Namespaces with workloads that get none. */
  readonly untouched: readonly string[];
  /** What the cluster holds beside the suggested policies. */
  readonly kept: readonly Resource[];
  readonly hosts: readonly AddressRange[];
  /** Where the address space must be cut for the proof. */
  readonly cuts: readonly AddressRange[];
}

/** Without them a cluster does not work, and their needs are seldom in a log of a day. */
const OWN: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** Policies for what was seen or declared: nothing is read, asked or proved here. */
export function suggest(resources: readonly Resource[], flows: readonly SeenFlow[], wish: SuggestWish): Suggestion {
  const nodes = nodesOf(resources);
  const directory = createDirectory(resources, nodes);
  const resolved = resolveFlows(flows, directory, wish.outside);
  const seen = resolved.needs.flatMap(({ from, to }) =>
    [from, to].flatMap((peer) => (peer.kind === 'workload' ? [nodes[peer.node]!.namespace] : [])),
  );
  const namespaces = new Set(wish.namespaces ?? seen.filter((one) => !OWN.has(one)));
  const isReplaced = (one: Resource) =>
    wish.replace && one.type === 'NetworkPolicy' && namespaces.has(namespaceOf(one));
  const kept = resources.filter((one) => !isReplaced(one));
  const there = kept.filter(({ type }) => type === 'NetworkPolicy');
  const { hosts } = directory;
  const plan = planPolicies({
    nodes,
    needs: resolved.needs,
    namespaces,
    hosts,
    taken: new Set(there.map((one) => `${namespaceOf(one)}/${one.name}`)),
    denied: new Set(there.filter(isDefaultDeny).map(namespaceOf)),
  });
  const all = new Set(nodes.map(({ namespace }) => namespace));
  return {
    ...resolved,
    ...plan,
    namespaces,
    untouched: [...all].filter((one) => !namespaces.has(one)).sort(),
    kept,
    hosts,
    cuts: cutsOf(resolved.needs, hosts),
  };
}

function isDefaultDeny({ object }: Resource): boolean {
  const spec = asObject(object['spec']);
  const types = asStrings(spec['policyTypes']);
  const rules = [...asList(spec['ingress']), ...asList(spec['egress'])];
  const { matchLabels, matchExpressions } = asObject(spec['podSelector']);
  const everybody = Object.keys(asObject(matchLabels)).length === 0 && asList(matchExpressions).length === 0;
  return everybody && rules.length === 0 && types.includes('Ingress') && types.includes('Egress');
}

/** Where the address space must be cut so that each need is asked about its own addresses. */
export function cutsOf(needs: readonly Need[], hosts: readonly AddressRange[]): AddressRange[] {
  const peers = needs.flatMap(({ from, to }) => [from, to]);
  const ranges = peers.flatMap((peer) => (peer.kind === 'addresses' ? [peer.range] : []));
  const special = peers.some(({ kind }) => kind === 'internet') ? PRIVATE.slice(0, 5) : [];
  return [...ranges, ...special, ...(peers.some(({ kind }) => kind === 'hosts') ? hosts : [])];
}

/** A flow that can't be resolved is something that the proof does not cover. */
export function unresolvedGaps({ unresolved }: Pick<Resolved, 'unresolved'>): Gap[] {
  return unresolved.map(({ text, file, line, reason }) => ({
    code: 'unknown-value',
    file,
    place: { file, line, column: 1, endLine: line, endColumn: 1 },
    message: `${text}: ${reason}.`,
  }));
}
