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
  /** Only labels that some selector asks about, derived ones among them. */
  readonly labels: Labels;
  /** Only ports that some policy names. */
  readonly ports: readonly ContainerPort[];
  readonly addresses: readonly bigint[];
  /** Set for pods of the host's network: the labels of their node. */
  readonly host: Labels | undefined;
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
  readonly around: Surroundings;
}

/** Projects the pods on what the policies ask about, and gathers those that come out equal. */
export function classify(
  nodes: readonly Node[],
  policies: readonly Policy[],
  { hosts, blocksMatchPods, around }: PodRules,
): Classes {
  const asked = askedBy(policies, blocksMatchPods);
  const classes: PodClass[] = [];
  const ids = new Map<string, number>();
  const of = nodes.map(({ pods }) => {
    const mine = new Set<number>();
    for (const pod of pods) {
      const projected = project(pod, asked, { hosts, around });
      const key = keyOf(projected);
      let id = ids.get(key);
      if (id === undefined) ids.set(key, (id = classes.push(projected) - 1));
      mine.add(id);
    }
    return [...mine];
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

function project(pod: PodView, asked: Asked, { hosts, around }: Pick<PodRules, 'hosts' | 'around'>): PodClass {
  const { namespace, hostNetwork } = pod;
  const labels = labelsOf(pod, asked, around);
  const ports = pod.ports.filter(({ name }) => name !== undefined && asked.portNames.has(name));
  const portsKey = ports
    .map(({ name, protocol, port }) => `${name}/${protocol}/${port}`)
    .sort()
    .join();
  const host = hosts && hostNetwork ? hosts.get(pod.nodeName ?? '') : undefined;
  const onHost = hosts !== undefined && hostNetwork;
  const matters = asked.addresses && (onHost || asked.podAddresses);
  const addresses = matters ? [...new Set([...pod.addresses.flatMap(readAddress), ...(host?.addresses ?? [])])] : [];
  return { namespace, labels, ports, portsKey, addresses, host: onHost ? (host?.labels ?? {}) : undefined };
}

function labelsOf(pod: PodView, { keys, derived }: Asked, around: Surroundings): Labels {
  const entries = Object.entries(pod.labels).filter(([key]) => keys.has(key));
  for (const key of derived) {
    const value = derivedLabel(pod, key, around);
    if (value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries.sort());
}

function readAddress(text: string): bigint[] {
  const point = parseAddress(text);
  return point === undefined ? [] : [point];
}

function keyOf({ namespace, labels, portsKey, addresses, host }: PodClass): string {
  return JSON.stringify([namespace, labels, portsKey, addresses.map(String), host ?? null]);
}
