import type { Requirement } from '../../kubernetes/selector.ts';
import { strings } from '../../kubernetes/workload.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { parseAddress } from './address.ts';
import type { Policy } from './policy.ts';
import type { ContainerPort, Node, PodView } from './workloads.ts';

type Labels = Readonly<Record<string, string>>;

/** Pods that no policy can tell apart: one column, and one row, of the matrix. */
export interface PodClass {
  readonly namespace: string;
  /** Only labels that some selector asks about. */
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
}

/** What policies ask about, so that everything else can be forgotten. */
interface Asked {
  readonly keys: ReadonlySet<string>;
  readonly portNames: ReadonlySet<string>;
  /** Whether a block tells pods apart, and pods of the host's network. */
  readonly addresses: boolean;
  readonly podAddresses: boolean;
}

/** How pods and their addresses are seen: `hosts` where pods of the host's network are seen as their node. */
interface PodRules {
  readonly hosts: ReadonlyMap<string, HostNode> | undefined;
  readonly blocksMatchPods: boolean;
}

/** Projects the pods on what the policies ask about, and gathers those that come out equal. */
export function classify(
  nodes: readonly Node[],
  policies: readonly Policy[],
  { hosts, blocksMatchPods }: PodRules,
): Classes {
  const asked = askedBy(policies, blocksMatchPods);
  const classes: PodClass[] = [];
  const ids = new Map<string, number>();
  const of = nodes.map(({ pods }) => {
    const mine = new Set<number>();
    for (const pod of pods) {
      const projected = project(pod, asked, hosts);
      const key = keyOf(projected);
      let id = ids.get(key);
      if (id === undefined) ids.set(key, (id = classes.push(projected) - 1));
      mine.add(id);
    }
    return [...mine];
  });
  return { classes, of };
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

function askedBy(policies: readonly Policy[], podAddresses: boolean): Asked {
  const keys = new Set<string>();
  const portNames = new Set<string>();
  let addresses = false;
  const addKeys = (requirements: readonly Requirement[]) => requirements.forEach(({ key }) => keys.add(key));
  for (const { subject, ingress = [], egress = [] } of policies) {
    addKeys(subject.pods);
    for (const { peers, ports } of [...ingress, ...egress]) {
      for (const { name } of ports?.named ?? []) portNames.add(name);
      for (const peer of peers ?? []) {
        if (peer.kind === 'pods') addKeys(peer.pods);
        addresses ||= peer.kind === 'addresses';
      }
    }
  }
  return { keys, portNames, addresses, podAddresses };
}

function project(pod: PodView, asked: Asked, hosts: ReadonlyMap<string, HostNode> | undefined): PodClass {
  const { namespace, hostNetwork } = pod;
  const labels = Object.fromEntries(
    Object.entries(pod.labels)
      .filter(([key]) => asked.keys.has(key))
      .sort(),
  );
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

function readAddress(text: string): bigint[] {
  const point = parseAddress(text);
  return point === undefined ? [] : [point];
}

function keyOf({ namespace, labels, portsKey, addresses, host }: PodClass): string {
  return JSON.stringify([namespace, labels, portsKey, addresses.map(String), host ?? null]);
}
