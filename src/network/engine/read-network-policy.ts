import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Requirement } from '../../kubernetes/selector.ts';
import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, isObject, show } from '../../std/value.ts';
import { parseCidr, within } from './address.ts';
import { type Direction, type Peer, type Policy, type Ports, type Report, type Rule, TIERS } from './policy.ts';
import { PROTOCOLS } from './ports.ts';
import { listAt, objectAt, portsAt } from './read-list.ts';
import { createPhrases, type Phrases, readOnce } from './read-once.ts';
import { readSelector } from './read-selector.ts';

/** Where Calico has the policies of Kubernetes among its own (docs.tigera.io, "Kubernetes policy", `order`). */
const KUBERNETES_ORDER = 1000;

/**
 * NetworkPolicy of networking.k8s.io/v1 (and MultiNetworkPolicy, which has its shape). Sources: the NetworkPolicySpec
 * reference and "Network Policies" of kubernetes.io, `ValidateNetworkPolicySpec` for what is refused, KEP-2079 (endPort).
 * Policies that are read with the same phrases share what they have in common.
 */
export function readNetworkPolicy(resource: Resource, report: Report, phrases: Phrases = createPhrases()): Policy {
  const spec = objectAt(resource.object['spec'], SPEC, report);
  const namespace = namespaceOf(resource);
  const types = typesOf(spec['policyTypes'], report);
  const isolates = (direction: Direction) =>
    types ? types.includes(direction) : direction === 'ingress' || asList(spec['egress']).length > 0;
  const closes = DIRECTIONS.filter(isolates);
  // What the types leave out is checked all the same.
  const text: PolicyText = { namespace, report, phrases };
  const ingress = rulesOf(spec['ingress'], 'ingress', text);
  const egress = rulesOf(spec['egress'], 'egress', text);
  return {
    resource,
    label: `${resource.kind} ${namespace}/${resource.name}`,
    ...TIERS.network,
    priority: KUBERNETES_ORDER,
    closes,
    subject: { namespaces: { name: namespace }, pods: selectorAt(spec, 'podSelector', SPEC, text) },
    ...(closes.includes('ingress') && { ingress }),
    ...(closes.includes('egress') && { egress }),
  };
}

const SPEC: Path = ['spec'];
const DIRECTIONS = ['ingress', 'egress'] as const;

/** What the parts of a policy are read with. */
interface PolicyText {
  readonly namespace: string;
  readonly report: Report;
  readonly phrases: Phrases;
}

/** Absent or empty `policyTypes` mean Ingress, and Egress where there are egress rules. */
function typesOf(value: Json | undefined, report: Report): readonly Direction[] | undefined {
  const list = listAt(value, ['spec', 'policyTypes'], report);
  if (list.length > 2) report(['spec', 'policyTypes'], 'there are more than two policy types');
  const directions: Direction[] = [];
  for (const type of list) {
    if (type !== 'Ingress' && type !== 'Egress')
      report(['spec', 'policyTypes'], `there is no policy type ${show(type)}`);
    if (typeof type === 'string') directions.push(type === 'Egress' ? 'egress' : 'ingress');
  }
  return directions.length === 0 ? undefined : directions;
}

function rulesOf(value: Json | undefined, direction: Direction, text: PolicyText): Rule[] {
  const list = listAt(value, ['spec', direction], text.report);
  return list.map((entry, i): Rule => {
    const path = ['spec', direction, i];
    const rule = objectAt(entry, path, text.report);
    return {
      path,
      name: `#${i + 1}`,
      action: 'accept',
      peers: peersAt(rule, direction === 'ingress' ? 'from' : 'to', path, text),
      ports: rulePortsAt(rule, path, text),
    };
  });
}

/** An empty or absent list means everybody. */
function peersAt(rule: JsonObject, key: string, path: Path, text: PolicyText): readonly Peer[] | undefined {
  const { namespace, report, phrases } = text;
  const value = rule[key];
  if (asList(value).length === 0) {
    listAt(value, [...path, key], report);
    return undefined;
  }
  // The namespaces of peers that name none are the policy's own.
  const place = asList(value).some(isLocal) ? namespace : '';
  return readOnce(phrases.peers, { value, place }, report, (fault) =>
    asList(value).flatMap((peer, i) => peerOf(peer, [...path, key, i], { ...text, report: fault })),
  );
}

function isLocal(peer: Json): boolean {
  const { namespaceSelector, ipBlock } = asObject(peer);
  return (namespaceSelector ?? ipBlock ?? null) === null;
}

function rulePortsAt({ ports: value }: JsonObject, path: Path, { report, phrases }: PolicyText): Ports | undefined {
  if (value === undefined || value === null) return undefined;
  const read = (fault: Report) =>
    portsAt(value, [...path, 'ports'], fault, (port, place) => portOf(port, place, fault));
  return asList(value).length === 0 ? read(report) : readOnce(phrases.ports, { value }, report, read);
}

function selectorAt(holder: JsonObject, key: string, path: Path, { report, phrases }: PolicyText) {
  const value = holder[key];
  if (value === undefined || value === null) return NO_REQUIREMENTS;
  return readOnce(phrases.selectors, { value }, report, (fault) => readSelector(value, [...path, key], fault));
}

const NO_REQUIREMENTS: readonly Requirement[] = [];

function peerOf(value: Json, path: Path, text: PolicyText): Peer[] {
  const { namespace, report } = text;
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
  const selector = selectorAt(peer, 'namespaceSelector', path, text);
  const pods = selectorAt(peer, 'podSelector', path, text);
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

/** Absent protocol means TCP, absent port every port of the protocol: so does an item without a value (`- `), as the server reads it. */
function portOf(value: Json, path: Path, report: Report): Partial<Ports> | undefined {
  if (value !== null && !isObject(value)) return report(path, `${show(value)} is no port`);
  const { port, endPort, protocol: stated } = asObject(value);
  const protocol = PROTOCOLS.find((name) => name === (stated ?? 'TCP'));
  if (!protocol) return report([...path, 'protocol'], `there is no protocol ${show(stated)}`);
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
