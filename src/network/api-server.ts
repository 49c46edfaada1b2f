import { strings, type Workload, workloadOf } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Json, Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asNumber, asString, asStrings, at, isObject } from '../std/value.ts';
import { ADMIN_TYPES } from './admin-policies.ts';
import { type AddressRange, ALL_IPV4, parseAddress, parseCidr, within } from './engine/address.ts';
import { policiesFor } from './policies.ts';

/** How a workload comes to the API server: nothing restricts what it calls, or a rule of a policy lets it. */
export type WayToApiServer = { readonly rule?: { readonly policy: Resource; readonly path: Path } };

/**
 * Whether policies let a workload call the API server: the way, undefined where they don't, `unknown` where objects don't tell
 * (its address, or policies of other kinds, which are not weighed). Selectors of pods never mean it: it runs on the host's
 * network or outside.
 */
export function wayToApiServer(inventory: Inventory, workload: Workload): WayToApiServer | 'unknown' | undefined {
  if (workload.pod['hostNetwork'] === true) return undefined;
  if (ADMIN_TYPES.some((type) => inventory.holds(type))) return 'unknown';
  const policies = policiesFor(inventory, workload).filter(({ egress }) => egress);
  if (policies.length === 0) return {};
  if (policies.some(({ resource }) => resource.type !== 'NetworkPolicy')) return 'unknown';
  const server = inventory.derive(apiServer);
  const answers = policies.map(({ resource }) => wayThrough(resource, server));
  return answers.find((one) => one !== undefined && one !== 'unknown') ?? answers.find((one) => one === 'unknown');
}

/** Where the API server answers, as far as objects tell; no addresses where none does. */
interface ApiServer {
  readonly addresses: readonly bigint[];
  readonly ports: readonly number[];
}

/** Without a word about it, one of these (kubernetes.io, "Ports and Protocols"; managed clusters answer at 443). */
const USUAL_PORTS = [443, 6443];

/** Endpoints would say it best, but are not read: they change with every pod of a cluster. */
function apiServer(inventory: Inventory): ApiServer {
  const pods = inventory.inNamespace('Pod', 'kube-system').flatMap(ofPod);
  const told = pods.length > 0 ? pods : inventory.ofType('Node').flatMap(ofNode);
  const addresses = told.flatMap((one) => one.addresses).flatMap((text) => parseAddress(text) ?? []);
  if (addresses.length === 0) return { addresses, ports: USUAL_PORTS };
  return { addresses, ports: [...new Set(told.flatMap((one) => one.ports))] };
}

interface Told {
  readonly addresses: readonly string[];
  readonly ports: readonly number[];
}

/** The label of kubeadm's control-plane nodes (kubernetes.io, "Well-Known Labels"). */
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

function ofNode({ object }: Resource): Told[] {
  if (!(CONTROL_PLANE in strings(at(object, 'metadata', 'labels')))) return [];
  const inside = asList(at(object, 'status', 'addresses')).filter((one) => at(one, 'type') === 'InternalIP');
  return [{ addresses: inside.flatMap((one) => asString(at(one, 'address')) ?? []), ports: USUAL_PORTS }];
}

/** A pod of the control plane says its port as a flag. */
function ofPod(pod: Resource): Told[] {
  const workload = workloadOf(pod);
  if (workload?.labels['component'] !== 'kube-apiserver') return [];
  const flags = workload.containers.flatMap(({ spec }) => [...asStrings(spec['command']), ...asStrings(spec['args'])]);
  const flag = (name: string) => flags.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
  const address = asString(at(pod.object, 'status', 'podIP')) ?? flag('advertise-address');
  return address === undefined ? [] : [{ addresses: [address], ports: [Number(flag('secure-port') ?? 6443)] }];
}

function wayThrough(policy: Resource, server: ApiServer): WayToApiServer | 'unknown' | undefined {
  let unknown = false;
  for (const [i, rule] of asList(at(policy.object, 'spec', 'egress')).entries()) {
    const peers = asList(at(rule, 'to'));
    if (!allowsPort(asList(at(rule, 'ports')), server)) continue;
    if (peers.length === 0) return { rule: { policy, path: ['spec', 'egress', i] } };
    for (const [j, peer] of peers.entries()) {
      const holds = holdsServer(at(peer, 'ipBlock'), server);
      if (holds === true) return { rule: { policy, path: ['spec', 'egress', i, 'to', j] } };
      unknown ||= holds === 'unknown';
    }
  }
  return unknown ? 'unknown' : undefined;
}

/** Where the port is not known, all that it may be must be allowed. No ports mean all of them. */
function allowsPort(entries: readonly Json[], { addresses, ports }: ApiServer): boolean {
  if (entries.length === 0) return true;
  const allowed = (port: number) => entries.some((entry) => holdsPort(entry, port));
  return addresses.length > 0 ? ports.some(allowed) : ports.every(allowed);
}

function holdsPort(entry: Json, wanted: number): boolean {
  if ((at(entry, 'protocol') ?? 'TCP') !== 'TCP') return false;
  const port = asNumber(at(entry, 'port'));
  if (port === undefined) return at(entry, 'port') === undefined;
  return port <= wanted && wanted <= (asNumber(at(entry, 'endPort')) ?? port);
}

function holdsServer(block: Json | undefined, { addresses }: ApiServer): boolean | 'unknown' {
  const include = parseCidr(asString(at(block, 'cidr')) ?? '');
  if (!isObject(block) || !include) return false;
  const holes = asList(block['except']).flatMap((one) => parseCidr(asString(one) ?? '') ?? []);
  if (addresses.length > 0) {
    return addresses.some((point) => isIn(point, include) && !holes.some((hole) => isIn(point, hole)));
  }
  return holes.length === 0 && within(ALL_IPV4, include) ? true : 'unknown';
}

function isIn(point: bigint, { from, to }: AddressRange): boolean {
  return from <= point && point <= to;
}
