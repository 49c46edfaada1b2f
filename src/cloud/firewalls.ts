import type { Inventory } from '../model/inventory.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asString, asStrings, entryOf } from '../std/value.ts';
import { partsOf } from './part.ts';
import { blocks } from './value.ts';

/* What firewalls of the clouds let in from everywhere. */

/** Ports that nobody on the internet should reach on a node or control plane. */
const SENSITIVE: Readonly<Record<number, string>> = {
  22: 'SSH',
  2379: 'etcd',
  2380: 'etcd',
  3389: 'RDP',
  10250: 'the kubelet',
  10255: "the kubelet's read-only port",
};

export interface Opening {
  readonly path: Path;
  /** `port 22 (SSH)`, `every port`. */
  readonly what: string;
}

interface Ingress {
  readonly path: Path;
  readonly sources: readonly (string | undefined)[];
  readonly ports: readonly Range[];
}

type Range = readonly [from: number, to: number];

const ALL: Range = [0, 65_535];
const EVERYWHERE = new Set(['0.0.0.0/0', '::/0', '*', 'Internet', 'Any', 'any']);

type Reader = (object: JsonObject) => Ingress[];

const READERS: Readonly<Record<string, Reader>> = {
  aws_security_group: (object) =>
    blocks(object, 'ingress').map(({ value, path }) => awsIngress(value, path, cidrsOf(value))),
  aws_security_group_rule: (object) => (object['type'] === 'ingress' ? [awsIngress(object, [], cidrsOf(object))] : []),
  aws_vpc_security_group_ingress_rule: (object) => {
    const sources = [asString(object['cidr_ipv4']), asString(object['cidr_ipv6'])];
    const protocol = { ...object, protocol: object['ip_protocol'] };
    return [awsIngress(protocol, [], sources)];
  },
  google_compute_firewall: googleIngress,
  azurerm_network_security_rule: (object) => azureIngress(object, []),
  azurerm_network_security_group: (object) =>
    blocks(object, 'security_rule').flatMap(({ value, path }) => azureIngress(value, path)),
};

export const FIREWALL_TYPES = Object.keys(READERS);

/** What a firewall lets in from every address to the ports of nodes. */
export function openings({ type, object }: Resource): Opening[] {
  const ingresses = entryOf(READERS, type)?.(object) ?? [];
  return ingresses.flatMap(({ path, sources, ports }) => {
    const what = sources.some((source) => EVERYWHERE.has(source ?? '')) ? reached(ports) : undefined;
    return what ? [{ path, what }] : [];
  });
}

const PROVIDERS: Readonly<Record<string, readonly string[]>> = {
  aws_: ['aws_eks_cluster', 'aws_eks_node_group', 'module.terraform-aws-modules/eks/aws'],
  google_: ['google_container_cluster', 'google_container_node_pool'],
  azurerm_: ['azurerm_kubernetes_cluster', 'azurerm_kubernetes_cluster_node_pool'],
};

/** Whether a cluster of the firewall's cloud is among what is looked at. */
export function runsCluster({ type }: Resource, inventory: Inventory): boolean {
  const provider = Object.keys(PROVIDERS).find((prefix) => type.startsWith(prefix)) ?? '';
  return (PROVIDERS[provider] ?? []).some((cluster) =>
    inventory.ofType(cluster).some((one) => partsOf(one).length > 0),
  );
}

function reached(ports: readonly Range[]): string | undefined {
  if (ports.some(([from, to]) => from <= 1 && to >= ALL[1])) return 'every port';
  const first = Object.keys(SENSITIVE)
    .map(Number)
    .find((port) => ports.some(([from, to]) => from <= port && port <= to));
  return first === undefined ? undefined : `port ${first} (${SENSITIVE[first]})`;
}

function cidrsOf(value: JsonObject): string[] {
  return [...asStrings(value['cidr_blocks']), ...asStrings(value['ipv6_cidr_blocks'])];
}

function awsIngress(value: JsonObject, path: Path, sources: readonly (string | undefined)[]): Ingress {
  const protocol = asString(value['protocol']) ?? '';
  if (protocol === '-1' || protocol === 'all') return { path, sources, ports: [ALL] };
  const [from, to] = [numberOf(value['from_port']), numberOf(value['to_port'])];
  const known = from !== undefined && to !== undefined && /^(tcp|udp|6|17)$/.test(protocol);
  return { path, sources, ports: known ? [[from, to]] : [] };
}

function googleIngress(object: JsonObject): Ingress[] {
  const direction = asString(object['direction']) ?? 'INGRESS';
  if (direction !== 'INGRESS' || object['disabled'] === true) return [];
  const sources = asStrings(object['source_ranges']);
  return blocks(object, 'allow').map(({ value, path }) => {
    const protocol = asString(value['protocol']) ?? '';
    const listed = asList(value['ports']);
    if (protocol === 'all' || (protocol === 'tcp' && listed.length === 0)) return { path, sources, ports: [ALL] };
    return { path, sources, ports: protocol === 'tcp' ? listed.flatMap(rangesOf) : [] };
  });
}

function azureIngress(value: JsonObject, path: Path): Ingress[] {
  if (value['direction'] !== 'Inbound' || value['access'] !== 'Allow') return [];
  const sources = [asString(value['source_address_prefix']), ...asStrings(value['source_address_prefixes'])];
  const ports = [value['destination_port_range'], ...asList(value['destination_port_ranges'])].flatMap(rangesOf);
  return [{ path, sources, ports }];
}

/** `22`, `"1024-2048"`, `*`. */
function rangesOf(value: Json | undefined): Range[] {
  if (value === '*') return [ALL];
  const text = typeof value === 'number' ? String(value) : (asString(value) ?? '');
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  return match ? [[Number(match[1]), Number(match[2] ?? match[1])]] : [];
}

function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
