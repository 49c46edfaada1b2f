import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { matchesMap } from '../../kubernetes/selector.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, asStrings, at } from '../../std/value.ts';
import { type AddressRange, parseAddress, parseCidr } from '../engine/address.ts';
import { selectsPods } from '../services.ts';
import { type Node, podAddresses } from '../engine/workloads.ts';
import type { FlowEnd } from '../flows/flow.ts';

/** Who is who: workloads by the names, addresses and labels that logs know them by. */
export interface Directory {
  readonly nodes: readonly Node[];
  workload(end: FlowEnd): number | undefined;
  service(namespace: string, name: string): Resource | undefined;
  /** The Service behind one of its own addresses. */
  serviceAt(address: string): Resource | undefined;
  workloadAt(address: string): number | undefined;
  isHost(address: string): boolean;
  /** Addresses of the cluster's nodes. */
  readonly hosts: readonly AddressRange[];
  /** Whether pods' addresses lie in it, as far as the nodes say. */
  inPodRange(point: bigint): boolean;
  /** The workloads that a Service leads to. */
  behind(service: Resource): readonly number[];
  isOnHost(node: number): boolean;
}

export function createDirectory(resources: readonly Resource[], nodes: readonly Node[]): Directory {
  const podNames = new Map<string, number>();
  const addresses = new Map<string, number>();
  const names = new Map<string, number[]>();
  nodes.forEach((node, i) => {
    for (const name of [`${node.namespace}/${node.name}`, `*/${node.name}`]) {
      const those = names.get(name);
      if (those) those.push(i);
      else names.set(name, [i]);
    }
    for (const pod of node.pods) {
      if (pod.resource.type === 'Pod') podNames.set(`${pod.namespace}/${pod.resource.name}`, i);
      if (!pod.hostNetwork) for (const address of podAddresses(pod)) addresses.set(address, i);
    }
  });
  const services = resources.filter(({ type }) => type === 'Service');
  const byName = new Map(services.map((service) => [`${namespaceOf(service)}/${service.name}`, service]));
  const byAddress = new Map(services.flatMap((service) => addressesOf(service).map((one) => [one, service] as const)));
  const machines = resources.filter(({ type }) => type === 'Node');
  const hosts = new Set(machines.flatMap(({ object }) => asList(at(object, 'status', 'addresses')).flatMap(addressIn)));
  const ranges = machines.flatMap(({ object }) => podRanges(object));
  const named = (end: FlowEnd): number | undefined => {
    const { namespace = '*', workload } = end;
    if (!workload) return undefined;
    const found = names.get(`${namespace}/${workload.name}`) ?? byKind(workload.name, namespace);
    const exact = found?.find((i) => workload.kind === undefined || nodes[i]!.kind === workload.kind);
    return exact ?? found?.[0];
  };
  /** `Deployment/web`: what stands for a namespace is a kind. */
  const byKind = (name: string, kind: string): readonly number[] | undefined =>
    names.get(`*/${name}`)?.filter((i) => nodes[i]!.kind.toLowerCase() === kind.toLowerCase());
  return {
    nodes,
    workload: (end) =>
      named(end) ??
      (end.namespace === undefined ? undefined : podNamed(end.namespace, end.pod, { podNames, names })) ??
      labelled(nodes, end),
    service: (namespace, name) => byName.get(`${namespace}/${name}`),
    serviceAt: (address) => byAddress.get(address),
    workloadAt: (address) => addresses.get(address),
    isHost: (address) => hosts.has(address),
    hosts: [...hosts].flatMap((one) => pointRange(one)),
    inPodRange: (point) => ranges.some(({ from, to }) => point >= from && point <= to),
    behind: (service) =>
      !selectsPods(service)
        ? []
        : [...nodes.keys()].filter(
            (i) =>
              nodes[i]!.namespace === namespaceOf(service) &&
              nodes[i]!.pods.some(({ labels }) => matchesMap(at(service.object, 'spec', 'selector'), labels)),
          ),
    isOnHost: (node) => nodes[node]!.pods.every(({ hostNetwork }) => hostNetwork),
  };
}

interface Names {
  readonly podNames: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, readonly number[]>;
}

/** What controllers add to the name of what they own: hashes, ordinals, times; `*` where a log gathers pods. */
const GIVEN_SUFFIX = /^(?:-(?:[a-z0-9]{1,16}|\*)){1,3}$/;

/** A pod that is there, or the workload that names its pods so; the longest name wins. */
function podNamed(namespace: string, pod: string | undefined, { podNames, names }: Names): number | undefined {
  if (pod === undefined) return undefined;
  const known = podNames.get(`${namespace}/${pod}`) ?? names.get(`${namespace}/${pod}`)?.[0];
  if (known !== undefined) return known;
  for (let end = pod.lastIndexOf('-'); end > 0; end = pod.lastIndexOf('-', end - 1)) {
    const owner = names.get(`${namespace}/${pod.slice(0, end)}`)?.[0];
    if (owner !== undefined && GIVEN_SUFFIX.test(pod.slice(end))) return owner;
  }
  return undefined;
}

/** The one workload of the namespace whose pods carry all of their own labels among those of the flow. */
function labelled(nodes: readonly Node[], { namespace, labels }: FlowEnd): number | undefined {
  if (namespace === undefined || !labels) return undefined;
  const fits = [...nodes.keys()].filter(
    (i) =>
      nodes[i]!.namespace === namespace &&
      nodes[i]!.pods.some((pod) => {
        const pairs = Object.entries(pod.labels);
        return pairs.length > 0 && pairs.every(([key, value]) => labels[key] === value);
      }),
  );
  return fits.length === 1 ? fits[0] : undefined;
}

function addressesOf({ object }: Resource): string[] {
  const spec = at(object, 'spec');
  const balancers = asList(at(object, 'status', 'loadBalancer', 'ingress')).map((one) => asString(at(one, 'ip')));
  const all = [
    asString(at(spec, 'clusterIP')),
    ...asStrings(at(spec, 'clusterIPs')),
    ...asStrings(at(spec, 'externalIPs')),
  ];
  return [...all, ...balancers].filter((one) => one !== undefined && one !== 'None' && one !== '') as string[];
}

function addressIn(entry: Parameters<typeof at>[0]): string[] {
  const address = asString(at(entry, 'address'));
  return address !== undefined && parseAddress(address) !== undefined ? [address] : [];
}

function podRanges(object: Resource['object']): AddressRange[] {
  const texts = [asString(at(object, 'spec', 'podCIDR')) ?? '', ...asStrings(at(object, 'spec', 'podCIDRs'))];
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

function pointRange(address: string): AddressRange[] {
  const point = parseAddress(address);
  return point === undefined ? [] : [{ from: point, to: point }];
}
