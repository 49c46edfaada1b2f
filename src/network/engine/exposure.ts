import type { Requirement } from '../../kubernetes/selector.ts';
import { rangeText } from './address.ts';
import type { AnalysedNetwork, Analysis } from './analysis.ts';
import { outsideOf, withColumn } from './connections.ts';
import type { Network } from './engine.ts';
import { NAMESPACE_NAME } from './picks.ts';
import { ENTIRE, isLabel, pickText } from './pick-text.ts';
import type { Peer, PodPeer, PodPick, Policy } from './policy.ts';
import { NOTHING } from './ports.ts';
import { type OnNetwork, type OpenInside, type WayIn, onNetwork, openInside, waysIn } from './ways-in.ts';

/** Whom a workload may meet beyond the workloads that are known. */
export interface Exposed extends OnNetwork {
  readonly workload: string;
  readonly direction: 'ingress' | 'egress';
  /** `entire-cluster`, a range of addresses, or the pods that a selector would pick: `shop/[pod with {app=web}]`. */
  readonly peer: string;
  readonly conns: string;
}

/** A workload that no policy of any tier selects in a direction. */
export interface Unprotected extends OnNetwork {
  readonly workload: string;
  readonly direction: 'ingress' | 'egress';
}

/** From outside, from the whole cluster, with pods and addresses that may come; and what no policy protects. */
export interface Exposure {
  readonly outside: readonly WayIn[];
  readonly cluster: readonly OpenInside[];
  readonly exposure: readonly Exposed[];
  readonly unprotected: readonly Unprotected[];
}

/** The pods that rules speak of, each selector once: stands for those that may come. */
export function standsOf(policies: readonly Policy[]): readonly PodPick[] {
  const found = new Map<string, PodPick>();
  for (const { ingress = [], egress = [] } of policies) {
    for (const peer of [...ingress, ...egress].flatMap(({ peers }) => (peers ?? []).flatMap(podPeers))) {
      const key = sameKey(peer);
      if (pickText(peer) !== ENTIRE && (!found.has(key) || peer.pods.every(isLabel))) found.set(key, pickOf(peer));
    }
  }
  return [...found.values()];
}

/** Pods that a peer is about, also together with other conditions. */
function podPeers(peer: Peer): PodPeer[] {
  if (peer.kind === 'both') return peer.of.flat().flatMap(podPeers);
  return peer.kind === 'pods' ? [peer] : [];
}

function pickOf({ namespaces, pods, where, text }: PodPeer): PodPick {
  return { namespaces, pods, ...(where && { where }), ...(text !== undefined && { text }) };
}

/** Selectors of one meaning have one key, however they are written. */
function sameKey({ namespaces, pods, where }: PodPick): string {
  const plain = (list: readonly Requirement[]) =>
    list.map(({ key, operator, values }) => `${key} ${operator} ${[...new Set(values)].sort().join()}`).sort();
  const name = (name: string): Requirement => ({ key: NAMESPACE_NAME, operator: 'In', values: [name] });
  return JSON.stringify([
    plain('name' in namespaces ? [name(namespaces.name)] : namespaces.selector),
    plain(pods),
    where,
  ]);
}

/** Needs an analysis with `stands: standsOf`. */
export function exposureOf({ networks }: Analysis): Exposure {
  const told = <T extends OnNetwork>(rowsOf: (one: AnalysedNetwork) => T[]): T[] =>
    networks.flatMap((one) => onNetwork(one, rowsOf(one)));
  return {
    outside: told(waysIn),
    cluster: told(openInside),
    exposure: told((one) => one.network.nodes.flatMap((_, i) => exposedAt(one, i))),
    unprotected: told(unprotectedIn),
  };
}

function unprotectedIn({ network }: AnalysedNetwork): Unprotected[] {
  return network.nodes.flatMap((node, i) =>
    (['egress', 'ingress'] as const)
      .filter((direction) => network.columnsOf[i]!.some((column) => network.policiesOf(column, direction).length === 0))
      .map((direction) => ({ workload: node.label, direction })),
  );
}

function exposedAt({ network, external }: AnalysedNetwork, node: number): Exposed[] {
  const workload = network.nodes[node]!.label;
  return (['egress', 'ingress'] as const).flatMap((direction) => {
    const way = direction === 'egress' ? 'out' : 'in';
    const ranges = external ? outsideOf(network, node, way) : [];
    const whole = withColumn(network, node, network.firstStand, way);
    const stands = network.stands.map((stand, i) => ({
      peer: pickText(stand),
      ports: withColumn(network, node, network.firstStand + i, way),
      shown: i === 0 || !isThere(network, stand),
    }));
    const told = stands.filter(({ ports, shown }, i) => ports !== NOTHING && (i === 0 || (shown && ports !== whole)));
    return [...ranges.map(({ range, ports }) => ({ peer: rangeText(range), ports })), ...told].map(
      ({ peer, ports }) => ({
        workload,
        direction,
        peer,
        conns: network.ports.text(ports),
      }),
    );
  });
}

/** Pods named by exact labels in exact namespaces that are there already: nothing beyond the known is exposed by them. */
function isThere({ index }: Network, { namespaces, pods, where: condition }: PodPick): boolean {
  if (condition) return false;
  const where = 'name' in namespaces ? undefined : namespaces.selector;
  const exact = (list: readonly Requirement[]) => list.length > 0 && list.every(isLabel);
  if (!exact(pods) || (where && !exact(where))) return false;
  return index.subjects({ subject: { namespaces, pods }, filter: 'mesh' }).length > 0;
}
