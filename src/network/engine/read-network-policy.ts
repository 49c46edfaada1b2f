import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, asStrings, isObject, show } from '../../std/value.ts';
import { parseCidr, within } from './address.ts';
import { type Direction, type Peer, type Policy, type Ports, type Report, type Rule, TIERS } from './policy.ts';
import { PROTOCOLS } from './ports.ts';
import { listAt, objectAt, portsAt } from './read-list.ts';
import { readSelector } from './read-selector.ts';

/** Where Calico has the policies of Kubernetes among its own (docs.tigera.io, "Kubernetes policy", `order`). */
const KUBERNETES_ORDER = 1000;

/**
 * NetworkPolicy of networking.k8s.io/v1 (and MultiNetworkPolicy, which has its shape). Sources: the NetworkPolicySpec
 * reference and "Network Policies" of kubernetes.io, `ValidateNetworkPolicySpec` for what is refused, KEP-2079 (endPort).
 */
export function readNetworkPolicy(resource: Resource, report: Report): Policy {
  const spec = objectAt(resource.object['spec'], ['spec'], report);
  const namespace = namespaceOf(resource);
  const types = typesOf(spec['policyTypes'], report);
  const isolates = (direction: Direction) =>
    types ? types.has(direction) : direction === 'ingress' || asList(spec['egress']).length > 0;
  // What the types leave out is checked all the same.
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    rulesOf(spec[direction], direction, namespace, report),
  );
  return {
    resource,
    label: `${resource.kind} ${namespace}/${resource.name}`,
    ...TIERS.network,
    priority: KUBERNETES_ORDER,
    closes: (['ingress', 'egress'] as const).filter(isolates),
    subject: {
      namespaces: { name: namespace },
      pods: readSelector(spec['podSelector'], ['spec', 'podSelector'], report),
    },
    ...(isolates('ingress') && ingress && { ingress }),
    ...(isolates('egress') && egress && { egress }),
  };
}

/** Absent or empty `policyTypes` mean Ingress, and Egress where there are egress rules. */
function typesOf(value: Json | undefined, report: Report): ReadonlySet<Direction> | undefined {
  const types = asStrings(value);
  const list = listAt(value, ['spec', 'policyTypes'], report);
  if (list.length > 2) report(['spec', 'policyTypes'], 'there are more than two policy types');
  for (const type of list) {
    if (type !== 'Ingress' && type !== 'Egress')
      report(['spec', 'policyTypes'], `there is no policy type ${show(type)}`);
  }
  if (types.length === 0) return undefined;
  return new Set(types.map((type) => (type === 'Egress' ? 'egress' : 'ingress')));
}

function rulesOf(value: Json | undefined, direction: Direction, namespace: string, report: Report): Rule[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  return listAt(value, ['spec', direction], report).map((entry, i): Rule => {
    const path = ['spec', direction, i];
    const rule = objectAt(entry, path, report);
    const peers = listAt(rule[key], [...path, key], report);
    return {
      path,
      name: `#${i + 1}`,
      action: 'accept',
      // An empty or absent list means everybody.
      peers: peers.length === 0 ? undefined : peers.flatMap((p, j) => peerOf(p, [...path, key, j], namespace, report)),
      ports: portsAt(rule['ports'], [...path, 'ports'], report, (port, place) => portOf(port, place, report)),
    };
  });
}

function peerOf(value: Json, path: Path, namespace: string, report: Report): Peer[] {
  const peer = asObject(value);
  const has = (key: string) => peer[key] !== undefined && peer[key] !== null;
  if (has('ipBlock')) {
    if (has('podSelector') || has('namespaceSelector')) report(path, 'a peer is either an ipBlock or selectors');
    return blockOf(peer['ipBlock'], [...path, 'ipBlock'], report);
  }
  if (!has('podSelector') && !has('namespaceSelector')) {
    report(path, 'a peer must have an ipBlock, a podSelector or a namespaceSelector');
    return [];
  }
  // Without a namespaceSelector the pods are those of the policy's own namespace.
  const selector = readSelector(peer['namespaceSelector'], [...path, 'namespaceSelector'], report);
  const pods = readSelector(peer['podSelector'], [...path, 'podSelector'], report);
  return [{ kind: 'pods', namespaces: has('namespaceSelector') ? { selector } : { name: namespace }, pods }];
}

function blockOf(value: Json | undefined, path: Path, report: Report): Peer[] {
  const block = asObject(value);
  const include = parseCidr(asString(block['cidr']) ?? '');
  if (!include) {
    report([...path, 'cidr'], `${show(block['cidr'])} is no CIDR`);
    return [];
  }
  const except = listAt(block['except'], [...path, 'except'], report).flatMap((entry, i) => {
    const range = parseCidr(typeof entry === 'string' ? entry : '');
    const place = [...path, 'except', i];
    if (!range) report(place, `${show(entry)} is no CIDR`);
    else if (!within(range, include) || within(include, range)) {
      report(place, `the exception ${show(entry)} is not a part of ${show(block['cidr'])}`);
    }
    return range ? [range] : [];
  });
  return [{ kind: 'addresses', include, except }];
}

/** Absent protocol means TCP, absent port every port of the protocol. */
function portOf(value: Json, path: Path, report: Report): Partial<Ports> | undefined {
  if (!isObject(value)) return report(path, `${show(value)} is no port`);
  const { port, endPort } = value;
  const protocol = PROTOCOLS.find((name) => name === (value['protocol'] ?? 'TCP'));
  if (!protocol) return report([...path, 'protocol'], `there is no protocol ${show(value['protocol'])}`);
  const hasEnd = endPort !== undefined && endPort !== null;
  if (port === undefined || port === null) {
    if (hasEnd) report([...path, 'endPort'], 'endPort stands without port');
    return { ranges: [{ protocol, from: 1, to: 65535 }] };
  }
  if (typeof port === 'string') {
    if (hasEnd) report([...path, 'endPort'], 'endPort stands with a named port');
    if (!isPortName(port)) report([...path, 'port'], `"${show(port)}" is no name of a port`);
    return { named: [{ protocol, name: port }] };
  }
  if (!isPort(port)) return report([...path, 'port'], `${show(port)} is no port`);
  if (!hasEnd) return { ranges: [{ protocol, from: port, to: port }] };
  if (!isPort(endPort) || endPort < port) {
    return report([...path, 'endPort'], `the range ${port}-${show(endPort)} holds no port`);
  }
  return { ranges: [{ protocol, from: port, to: endPort }] };
}

export function isPort(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** `IsValidPortName`: up to 15 of a-z, 0-9 and single inner hyphens, one letter at least. */
export function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
