import type { Json, JsonObject, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asObject, asString, isObject, show } from '../../std/value.ts';
import { parseCidr } from './address.ts';
import {
  type Direction,
  type Peer,
  type PodPick,
  type Policy,
  type Ports,
  type Report,
  type Rule,
  TIERS,
} from './policy.ts';
import { PROTOCOLS, type Protocol } from './ports.ts';
import { listAt, objectAt, portsAt } from './read-list.ts';
import { isPort, isPortName } from './read-network-policy.ts';
import { readSelector } from './read-selector.ts';

/** How one kind of cluster-wide policy is written. */
export interface Dialect {
  readonly tier: 'admin' | 'baseline' | 'stated';
  readonly actions: ReadonlyMap<string, Rule['action']>;
  readonly priority: { readonly least: number; readonly most: number } | undefined;
  readonly ports: (rule: JsonObject, path: Path, report: Report) => Ports | undefined;
  readonly onlyName?: string;
}

/**
 * AdminNetworkPolicy of policy.networking.k8s.io/v1alpha1. Sources: network-policy-api.sigs.k8s.io (API reference), KEP-2091;
 * the bounds are those of its CRD.
 */
export const ADMIN: Dialect = {
  tier: 'admin',
  actions: new Map([
    ['Allow', 'accept'],
    ['Deny', 'deny'],
    ['Pass', 'pass'],
  ]),
  priority: { least: 0, most: 1000 },
  ports: adminPorts,
};

/** BaselineAdminNetworkPolicy of the same group: a singleton named `default`, after all NetworkPolicies. */
export const BASELINE: Dialect = {
  tier: 'baseline',
  actions: new Map([
    ['Allow', 'accept'],
    ['Deny', 'deny'],
  ]),
  priority: undefined,
  ports: adminPorts,
  onlyName: 'default',
};

/** ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2: both tiers in one kind, `protocols` for ports. */
export const CLUSTER: Dialect = {
  tier: 'stated',
  actions: new Map([
    ['Accept', 'accept'],
    ['Deny', 'deny'],
    ['Pass', 'pass'],
  ]),
  priority: { least: 0, most: 1000 },
  ports: clusterPorts,
};

/** Reads a cluster-wide policy of any dialect. */
export function readAdminPolicy(resource: Resource, dialect: Dialect, report: Report): Policy {
  const spec = objectAt(resource.object['spec'], ['spec'], report);
  if (dialect.onlyName !== undefined && resource.name !== dialect.onlyName) {
    report(['metadata', 'name'], `a ${resource.kind} must be named ${dialect.onlyName}`);
  }
  const [ingress, egress] = (['ingress', 'egress'] as const).map((direction) =>
    rulesOf(spec[direction], direction, dialect, report),
  );
  return {
    resource,
    label: `${resource.kind} ${resource.name}`,
    ...TIERS[tierOf(spec, dialect, report)],
    priority: priorityOf(spec['priority'], dialect, report),
    closes: [],
    subject: subjectOf(spec['subject'], report),
    ...(ingress?.length && { ingress }),
    ...(egress?.length && { egress }),
  };
}

function tierOf(spec: JsonObject, { tier }: Dialect, report: Report): 'admin' | 'baseline' {
  if (tier !== 'stated') return tier;
  if (spec['tier'] === 'Admin') return 'admin';
  if (spec['tier'] !== 'Baseline') report(['spec', 'tier'], `there is no tier ${show(spec['tier'])}`);
  return 'baseline';
}

function priorityOf(value: Json | undefined, { priority }: Dialect, report: Report): number {
  if (!priority) return 0;
  if (isWhole(value) && value >= priority.least && value <= priority.most) return value;
  report(['spec', 'priority'], `the priority ${show(value)} is not one of ${priority.least} to ${priority.most}`);
  return 0;
}

function isWhole(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}

function subjectOf(value: Json | undefined, report: Report): PodPick {
  return podPick(value, ['spec', 'subject'], report, 'the subject') ?? { namespaces: { selector: [] }, pods: [] };
}

/** Exactly one of `namespaces` and `pods`; reports where it is neither or both. */
function podPick(value: Json | undefined, path: Path, report: Report, what: string): PodPick | undefined {
  const picked = asObject(value);
  const fields = Object.keys(picked).filter((key) => picked[key] !== undefined && picked[key] !== null);
  if (fields.length !== 1) return report(path, `${what} must have exactly one of namespaces and pods`);
  if (fields[0] === 'namespaces') {
    return { namespaces: { selector: readSelector(picked['namespaces'], [...path, 'namespaces'], report) }, pods: [] };
  }
  if (fields[0] !== 'pods') return report(path, `${what} can't be ${show(fields[0])}`);
  const pods = objectAt(picked['pods'], [...path, 'pods'], report);
  return {
    namespaces: { selector: readSelector(pods['namespaceSelector'], [...path, 'pods', 'namespaceSelector'], report) },
    pods: readSelector(pods['podSelector'], [...path, 'pods', 'podSelector'], report),
  };
}

/** `maxItems` and `maxLength` of the CRDs. */
const MOST_RULES = 100;
const LONGEST_NAME = 100;

function rulesOf(value: Json | undefined, direction: Direction, dialect: Dialect, report: Report): Rule[] {
  const key = direction === 'ingress' ? 'from' : 'to';
  const list = listAt(value, ['spec', direction], report);
  if (list.length > MOST_RULES) report(['spec', direction], `there are more than ${MOST_RULES} rules`);
  return list.map((entry, i): Rule => {
    const path = ['spec', direction, i];
    const rule = objectAt(entry, path, report);
    const action = dialect.actions.get(asString(rule['action']) ?? '');
    if (!action) report([...path, 'action'], `there is no action ${show(rule['action'])}`);
    const peers = listAt(rule[key], [...path, key], report);
    if (peers.length === 0) report(path, `rule ${i + 1} of ${direction} must say ${key} whom`);
    return {
      path,
      name: nameIn(rule['name'], [...path, 'name'], report) ?? `#${i + 1}`,
      action: action ?? 'deny',
      peers: peers.flatMap((peer, j) => peersOf(peer, [...path, key, j], direction, report)),
      ports: dialect.ports(rule, path, report),
    };
  });
}

function nameIn(value: Json | undefined, path: Path, report: Report): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return report(path, `${show(value)} is no name of a rule`);
  if (value.length > LONGEST_NAME) report(path, `the name of a rule is longer than ${LONGEST_NAME} characters`);
  return value;
}

/** Peers of egress may also be nodes and networks; exactly one field each. */
function peersOf(value: Json, path: Path, direction: Direction, report: Report): Peer[] {
  const peer = asObject(value);
  const fields = Object.keys(peer);
  if (direction === 'egress' && fields.length === 1) {
    if (fields[0] === 'networks') return networksOf(peer['networks'], [...path, 'networks'], report);
    if (fields[0] === 'nodes') {
      return [{ kind: 'nodes', selector: readSelector(peer['nodes'], [...path, 'nodes'], report) }];
    }
    // Names are resolved while traffic flows: no address can be known from them.
    if (fields[0] === 'domainNames') return [];
  }
  const pods = podPick(peer, path, report, 'a peer');
  return pods ? [{ kind: 'pods', ...pods }] : [];
}

function networksOf(value: Json | undefined, path: Path, report: Report): Peer[] {
  const list = listAt(value, path, report);
  if (list.length === 0) report(path, 'networks must hold a CIDR');
  return list.flatMap((entry, i): Peer[] => {
    const include = parseCidr(typeof entry === 'string' ? entry : '');
    if (!include) report([...path, i], `${show(entry)} is no CIDR`);
    return include ? [{ kind: 'addresses', include, except: [] }] : [];
  });
}

/** `ports` of v1alpha1: each exactly one of portNumber, portRange and namedPort. */
function adminPorts(rule: JsonObject, path: Path, report: Report): Ports | undefined {
  return portsAt(rule['ports'], [...path, 'ports'], report, (entry, place) => {
    const fields = Object.keys(asObject(entry));
    const [field] = fields;
    if (!isObject(entry) || fields.length !== 1 || !PORT_FIELDS.has(field!)) {
      return report(place, 'a port must have exactly one of portNumber, portRange and namedPort');
    }
    if (field === 'namedPort') return nameOf(entry['namedPort'], [...place, 'namedPort'], report);
    const port = asObject(entry[field!]);
    const [from, to] = field === 'portRange' ? [port['start'], port['end']] : [port['port'], port['port']];
    return rangeOf(port['protocol'] ?? 'TCP', from, to, [...place, field!], report);
  });
}

const PORT_FIELDS: ReadonlySet<string> = new Set(['portNumber', 'portRange', 'namedPort']);

/** `protocols` of v1alpha2: each exactly one of tcp, udp, sctp and destinationNamedPort. */
function clusterPorts(rule: JsonObject, path: Path, report: Report): Ports | undefined {
  return portsAt(rule['protocols'], [...path, 'protocols'], report, (entry, place) => {
    const [field, ...more] = Object.keys(asObject(entry));
    if (!isObject(entry) || field === undefined || more.length > 0) {
      return report(place, 'a protocol must have exactly one of tcp, udp, sctp and destinationNamedPort');
    }
    if (field === 'destinationNamedPort') return nameOf(entry[field], [...place, field], report);
    const port = asObject(asObject(entry[field])['destinationPort']);
    const span = asObject(port['range']);
    const [from, to] = port['range'] ? [span['start'], span['end']] : [port['number'] ?? 1, port['number'] ?? 65535];
    return rangeOf(field.toUpperCase(), from, to, [...place, field], report);
  });
}

function nameOf(value: Json | undefined, path: Path, report: Report): Partial<Ports> | undefined {
  const name = asString(value);
  if (name === undefined || !isPortName(name)) return report(path, `${show(value)} is no name of a port`);
  return { named: [{ protocol: undefined, name }] };
}

function rangeOf(protocol: Json, from: Json | undefined, to: Json | undefined, path: Path, report: Report) {
  const known: Protocol | undefined = PROTOCOLS.find((name) => name === protocol);
  if (!known) return report(path, `there is no protocol ${show(protocol)}`);
  if (!isPort(from) || !isPort(to)) return report(path, `${show(isPort(from) ? to : from)} is no port`);
  if (from > to) return report(path, `the range ${from}-${to} holds no port`);
  return { ranges: [{ protocol: known, from, to }] };
}
