import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { asStrings, at } from '../../std/value.ts';
import { rangeText } from './address.ts';
import type { AnalysedNetwork } from './analysis.ts';
import { outsideOf, withColumn } from './connections.ts';
import type { Network } from './engine.ts';
import { pickText } from './pick-text.ts';
import type { PodPick } from './policy.ts';
import { NOTHING, type PortSet } from './ports.ts';

/** Where a row holds; the network is undefined for that of all pods. */
export interface OnNetwork {
  readonly network?: string;
}

/** How something outside of the cluster comes to a workload: a route or a Service that leads to it, and the ports that policies let in. */
export interface WayIn extends OnNetwork {
  readonly workload: string;
  /** `Ingress shop/web`, `Service shop/web`. */
  readonly by: string;
  readonly how:
    | 'route'
    | 'route from pods that policies name'
    | 'LoadBalancer'
    | 'internal LoadBalancer'
    | 'NodePort'
    | 'externalIPs';
  readonly conns: string;
  /** Of a Service: the ranges of addresses that policies let in. */
  readonly from?: readonly string[];
  /** Of a load balancer: the `loadBalancerSourceRanges` that it is kept to. */
  readonly sources?: readonly string[];
  readonly place: Place;
}

/** What anything that runs anywhere in the cluster may reach. */
export interface OpenInside extends OnNetwork {
  readonly workload: string;
  readonly conns: string;
  /** Pods that a rule denies some of it: `[all namespaces]/[pod with {app=web}]`. */
  readonly except?: readonly string[];
}

/** Rows with the network that they hold on. */
export function onNetwork<T extends OnNetwork>({ name }: AnalysedNetwork, rows: T[]): T[] {
  return name === undefined ? rows : rows.map((row) => ({ ...row, network: name }));
}

export function waysIn(one: AnalysedNetwork): WayIn[] {
  return [...routed(one), ...published(one)];
}

/** Needs an analysis with stands: the first of them is the pod of which nothing is known. */
export function openInside({ network }: AnalysedNetwork): OpenInside[] {
  const { firstStand, ports } = network;
  return network.nodes.flatMap(({ label }, node): OpenInside[] => {
    const set = withColumn(network, node, firstStand, 'in');
    if (set === NOTHING) return [];
    const lacks = (_: PodPick, i: number) =>
      ports.subtract(set, withColumn(network, node, firstStand + i, 'in')) !== NOTHING;
    const except = network.stands.filter(lacks).map(pickText);
    return [{ workload: label, conns: ports.text(set), ...(except.length > 0 && { except }) }];
  });
}

/** A router whose pod nobody knows; where policies let in some pods alone, it is taken to be among them. */
function routed({ network, entries }: AnalysedNetwork): WayIn[] {
  return entries.flatMap(({ route, node, ports }) => {
    const led = network.ports.of(ports);
    const anybody = network.ports.intersect(led, withColumn(network, node, network.firstStand, 'in'));
    const somebody = network.ports.subtract(network.ports.intersect(led, fromInside(network, node)), anybody);
    return [
      ...wayOf(network, { node, by: route, how: 'route', set: anybody }),
      ...wayOf(network, { node, by: route, how: 'route from pods that policies name', set: somebody }),
    ];
  });
}

function published({ network, published: services }: AnalysedNetwork): WayIn[] {
  const { ports: table } = network;
  return services.flatMap(({ service, node, ports, by, internal }) => {
    const led = table.of(ports);
    const letIn = outsideOf(network, node, 'in')
      .map(({ range, ports: set }) => ({ range: rangeText(range), set: table.intersect(led, set) }))
      .filter(({ set }) => set !== NOTHING);
    const set = letIn.reduce((all, one) => table.union(all, one.set), NOTHING);
    const sources = by === 'LoadBalancer' ? sourceRangesOf(service) : [];
    const ways = wayOf(network, { node, by: service, how: internal ? 'internal LoadBalancer' : by, set });
    const from = [...new Set(letIn.map(({ range }) => range))];
    return ways.map((way) => ({ ...way, from, ...(sources.length > 0 && { sources }) }));
  });
}

/** The ranges that a load balancer is kept to; none where one of them is everything. */
function sourceRangesOf({ object }: Resource): readonly string[] {
  const ranges = asStrings(at(object, 'spec', 'loadBalancerSourceRanges')).map((range) => range.trim());
  return ranges.some((range) => range.endsWith('/0')) ? [] : ranges;
}

/** What at least one pod that is there, or that a rule speaks of, may use. */
function fromInside(network: Network, node: number): PortSet {
  const { columnsOf, ports, firstAtom } = network;
  return columnsOf[node]!.reduce((all, own) => {
    const { ground, columns, sets } = network.row(own, 'ingress');
    const inside = columns.filter((column) => column < firstAtom).length;
    const found = [...(inside < firstAtom ? [ground] : []), ...sets.subarray(0, inside)];
    return found.reduce((a, b) => ports.union(a, b), all);
  }, NOTHING);
}

interface Found {
  readonly node: number;
  readonly by: Resource;
  readonly how: WayIn['how'];
  readonly set: PortSet;
}

function wayOf(network: Network, { node, by, how, set }: Found): WayIn[] {
  if (set === NOTHING) return [];
  return [
    {
      workload: network.nodes[node]!.label,
      by: `${by.kind} ${by.namespace === '' ? by.name : `${by.namespace}/${by.name}`}`,
      how,
      conns: network.ports.text(set),
      place: by.origin.locate([]),
    },
  ];
}
