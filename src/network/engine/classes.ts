import { strings } from '../../kubernetes/workload.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { parseAddress } from './address.ts';
import { derivedLabel, type Surroundings } from './derived.ts';
import { eachPeer } from './each-peer.ts';
import type { PodPick, Policy, Ports } from './policy.ts';
import { keysOf } from './where.ts';
import type { ContainerPort, Node, PodView } from './workloads.ts';

type Labels = Readonly<Record<string, string>>;

/** Pods that no policy can tell apart: one column, and one row, of the matrix. */
export interface PodClass {
  readonly namespace: string;
  /** Only labels that some selector asks about, derived ones among them: keys and values in turn, by key. */
  readonly labels: readonly string[];
  /** Only ports that some policy names. */
  readonly ports: readonly ContainerPort[];
  readonly addresses: readonly bigint[];
  /** Set for pods of the host's network: the labels of their node. */
  readonly host: Labels | undefined;
  /** No policy of the cluster's network selects them. */
  readonly unfiltered: boolean;
  /** Text of what makes its named ports differ from another class's. */
  readonly portsKey: string;
}

export interface Classes {
  readonly classes: readonly PodClass[];
  /** For each node of the list, its classes. */
  readonly of: readonly (readonly number[])[];
  readonly asked: Asked;
}

/** What policies ask about, so that everything else can be forgotten. */
export interface Asked {
  /** Labels of pods. */
  readonly keys: ReadonlySet<string>;
  readonly derived: readonly string[];
  readonly portNames: ReadonlySet<string>;
  /** Whether a block tells pods of the host's network apart, and other pods. */
  readonly addresses: boolean;
  readonly podAddresses: boolean;
}

/** How pods and their addresses are seen: `hosts` where pods of the host's network are seen as their node. */
interface PodRules {
  readonly hosts: ReadonlyMap<string, HostNode> | undefined;
  readonly blocksMatchPods: boolean;
  readonly bareUnfiltered: boolean;
  readonly around: Surroundings;
}

/** Projects the pods on what the policies ask about, and gathers those that come out equal. */
export function classify(
  nodes: readonly Node[],
  policies: readonly Policy[],
  { blocksMatchPods, ...rules }: PodRules,
): Classes {
  const asked = askedBy(policies, blocksMatchPods);
  const classes: PodClass[] = [];
  const ids = new Map<string, number>();
  const of = nodes.map(({ pods }) => {
    const mine: number[] = [];
    for (const pod of pods) {
      const seen = see(pod, asked, rules);
      const key = keyOf(seen);
      let id = ids.get(key);
      if (id === undefined) ids.set(key, (id = classes.push(seen) - 1));
      if (!mine.includes(id)) mine.push(id);
    }
    return mine;
  });
  return { classes, of, asked };
}

export interface HostNode {
  readonly labels: Labels;
  readonly addresses: readonly bigint[];
}

/** The cluster's nodes by name. */
export function hostNodes(resources: readonly Resource[]): ReadonlyMap<string, HostNode> {
  const nodes = resources.filter(({ type }) => type === 'Node');
  return new Map(
    nodes.map(({ name, object }) => {
      const addresses = asList(at(object, 'status', 'addresses')).map((entry) => asString(at(entry, 'address')) ?? '');
      const points = addresses.map(parseAddress).filter((point) => point !== undefined);
      return [name, { labels: strings(at(object, 'metadata', 'labels')), addresses: points }];
    }),
  );
}

/** What the policies ask about; `podAddresses` where the network's profile has blocks match pods. */
export function askedBy(policies: readonly Policy[], blocksMatchPods: boolean): Asked {
  const keys = new Set<string>();
  const portNames = new Set<string>();
  let addresses = false;
  let podAddresses = blocksMatchPods;
  const addPick = ({ pods, where }: PodPick) => {
    for (const { key } of pods) keys.add(key);
    for (const key of where ? keysOf(where) : []) keys.add(key);
  };
  const addPorts = ({ named, except }: Ports) => {
    for (const { name } of named) portNames.add(name);
    if (except) addPorts(except);
  };
  for (const { subject, ingress = [], egress = [] } of policies) {
    addPick(subject);
    for (const rule of [...ingress, ...egress]) {
      if (rule.ports) addPorts(rule.ports);
      eachPeer(rule, (peer) => {
        if (peer.kind === 'pods') addPick(peer);
        if (peer.kind !== 'addresses') return;
        addresses = true;
        podAddresses ||= peer.whose === 'packet';
      });
    }
  }
  const derived = [...keys].filter((key) => key.startsWith('@'));
  return { keys, derived, portNames, addresses, podAddresses };
}

function see(
  pod: PodView,
  asked: Asked,
  { hosts, around, bareUnfiltered }: Omit<PodRules, 'blocksMatchPods'>,
): PodClass {
  const { hostNetwork } = pod;
  const ports = asked.portNames.size === 0 ? NO_PORTS : namedIn(pod, asked.portNames);
  const host = hosts && hostNetwork ? hosts.get(pod.nodeName ?? '') : undefined;
  const onHost = hosts !== undefined && hostNetwork;
  const matters = asked.addresses && (onHost || asked.podAddresses);
  return {
    namespace: pod.namespace,
    labels: labelsOf(pod, asked, around),
    ports,
    portsKey: ports.length === 0 ? '' : portsText(ports),
    addresses: matters ? [...new Set([...pod.addresses.flatMap(readAddress), ...(host?.addresses ?? [])])] : [],
    host: onHost ? (host?.labels ?? {}) : undefined,
    unfiltered: bareUnfiltered && pod.bare,
  };
}

const NO_PORTS: readonly ContainerPort[] = [];

function namedIn({ ports }: PodView, names: ReadonlySet<string>): readonly ContainerPort[] {
  return ports.filter(({ name }) => name !== undefined && names.has(name));
}

function portsText(ports: readonly ContainerPort[]): string {
  return ports
    .map(({ name, protocol, port }) => `${name}/${protocol}/${port}`)
    .sort()
    .join();
}

function labelsOf(pod: PodView, { keys, derived }: Asked, around: Surroundings): readonly string[] {
  const pairs: string[] = [];
  const mine: string[] = [];
  for (const key of Object.keys(pod.labels)) if (keys.has(key)) mine.push(key);
  if (mine.length > 1) mine.sort();
  for (const key of mine) pairs.push(key, pod.labels[key]!);
  for (const key of derived) {
    const value = derivedLabel(pod, key, around);
    if (value !== undefined) pairs.push(key, value);
  }
  return pairs;
}

function readAddress(text: string): bigint[] {
  const point = parseAddress(text);
  return point === undefined ? [] : [point];
}

function keyOf({ namespace, labels, portsKey, addresses, host, unfiltered }: PodClass): string {
  const alone = addresses.length === 0 && host === undefined && !unfiltered;
  return JSON.stringify(
    alone
      ? [namespace, portsKey, ...labels]
      : [[namespace, portsKey, ...labels], addresses.map(String), host ?? 0, unfiltered],
  );
}
