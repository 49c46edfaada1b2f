import { strings } from '../../kubernetes/workload.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { parseAddress } from './address.ts';
import { derivedLabel, type Surroundings } from './derived.ts';
import { eachPeer, eachRule, type PlainPeer } from './each-peer.ts';
import type { PodPick, Policy, Ports } from './policy.ts';
import { keysOf } from './where.ts';
import { podAddresses, type ContainerPort, type Node, type PodView } from './workloads.ts';

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
  const labelsOf = projectedLabels(asked, rules.around);
  const portsOf = namedPorts(asked.portNames);
  const classes: PodClass[] = [];
  const ids = new Map<string, number>();
  const of = nodes.map(({ pods }) => {
    const mine: number[] = [];
    let [lastLabels, lastPorts]: [Projection?, NamedPorts?] = [];
    for (const pod of pods) {
      const [labels, ports, place] = [labelsOf(pod), portsOf(pod), placeOf(pod, asked, rules)];
      // Most replicas are like the one before.
      if (labels === lastLabels && ports === lastPorts && place === NOWHERE) continue;
      [lastLabels, lastPorts] = place === NOWHERE ? [labels, ports] : [];
      const key = `${labels.number} ${ports.number} ${placeText(place)} ${pod.namespace}`;
      let id = ids.get(key);
      if (id === undefined) {
        const { namespace } = pod;
        id = classes.push({ namespace, labels: labels.pairs, ports: ports.list, portsKey: ports.text, ...place }) - 1;
        ids.set(key, id);
      }
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
  const addPeer = (peer: PlainPeer) => {
    if (peer.kind === 'pods') addPick(peer);
    if (peer.kind !== 'addresses') return;
    addresses = true;
    podAddresses ||= peer.whose === 'packet';
  };
  for (const { subject } of policies) addPick(subject);
  eachRule(policies, (rule) => {
    if (rule.ports) addPorts(rule.ports);
    eachPeer(rule, addPeer);
  });
  const derived = [...keys].filter((key) => key.startsWith('@'));
  return { keys, derived, portNames, addresses, podAddresses };
}

type Place = Pick<PodClass, 'addresses' | 'host' | 'unfiltered'>;

const NOWHERE: Place = { addresses: [], host: undefined, unfiltered: false };

/** What policies see of where a pod runs. */
function placeOf(
  pod: PodView,
  asked: Asked,
  { hosts, bareUnfiltered }: Pick<PodRules, 'hosts' | 'bareUnfiltered'>,
): Place {
  const onHost = hosts !== undefined && pod.hostNetwork;
  const unfiltered = bareUnfiltered && pod.bare;
  const matters = asked.addresses && (onHost || asked.podAddresses);
  if (!onHost && !unfiltered && !matters) return NOWHERE;
  const host = onHost ? hosts.get(pod.nodeName ?? '') : undefined;
  return {
    addresses: matters ? [...new Set([...podAddresses(pod).flatMap(readAddress), ...(host?.addresses ?? [])])] : [],
    host: onHost ? (host?.labels ?? {}) : undefined,
    unfiltered,
  };
}

function placeText(place: Place): string {
  const { addresses, host, unfiltered } = place;
  return place === NOWHERE ? '' : JSON.stringify([addresses.map(String), host ?? 0, unfiltered]);
}

function readAddress(text: string): bigint[] {
  const point = parseAddress(text);
  return point === undefined ? [] : [point];
}

interface NamedPorts {
  readonly number: number;
  readonly list: readonly ContainerPort[];
  readonly text: string;
}

/** The ports of pods that policies name; equal ones have one number. */
function namedPorts(names: ReadonlySet<string>): (pod: PodView) => NamedPorts {
  const none: NamedPorts = { number: 0, list: [], text: '' };
  const whole = new Map<string, NamedPorts>();
  const known = new Map<string, NamedPorts>([['', none]]);
  const read = (ports: readonly ContainerPort[]): NamedPorts => {
    const list = ports.filter(({ name }) => name !== undefined && names.has(name));
    const text = portsText(list);
    let found = known.get(text);
    if (!found) known.set(text, (found = { number: known.size, list, text }));
    return found;
  };
  return ({ ports }) => {
    if (ports.length === 0 || names.size === 0) return none;
    const text = JSON.stringify(ports);
    let found = whole.get(text);
    if (!found) whole.set(text, (found = read(ports)));
    return found;
  };
}

function portsText(ports: readonly ContainerPort[]): string {
  return ports
    .map(({ name, protocol, port }) => `${name}/${protocol}/${port}`)
    .sort()
    .join();
}

interface Projection {
  readonly number: number;
  readonly pairs: readonly string[];
}

/** The labels of pods that policies ask about; equal ones have one number, and equal labels are looked through once. */
function projectedLabels({ keys, derived }: Asked, around: Surroundings): (pod: PodView) => Projection {
  const whole = new Map<string, Projection>();
  const known = new Map<string, Projection>();
  const intern = (pairs: readonly string[]): Projection => {
    const text = JSON.stringify(pairs);
    let found = known.get(text);
    if (!found) known.set(text, (found = { number: known.size, pairs }));
    return found;
  };
  const own = (labels: Labels): Projection => {
    const text = JSON.stringify(labels);
    let found = whole.get(text);
    if (!found) whole.set(text, (found = intern(ownPairs(labels, keys))));
    return found;
  };
  if (derived.length === 0) return ({ labels }) => own(labels);
  return (pod) => intern([...own(pod.labels).pairs, ...derivedPairs(pod, derived, around)]);
}

function ownPairs(labels: Labels, keys: ReadonlySet<string>): readonly string[] {
  const mine = Object.keys(labels).filter((key) => keys.has(key));
  return mine.sort().flatMap((key) => [key, labels[key]!]);
}

function derivedPairs(pod: PodView, derived: readonly string[], around: Surroundings): readonly string[] {
  return derived.flatMap((key) => {
    const value = derivedLabel(pod, key, around);
    return value === undefined ? [] : [key, value];
  });
}
