import { requirementsOf } from '../../../kubernetes/selector.ts';
import { matchesLabels } from '../../../kubernetes/selector.ts';
import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import { strings } from '../../../kubernetes/workload.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asObject, asString, asStrings, at, isObject, show } from '../../../std/value.ts';
import { selectsPods } from '../../services.ts';
import { type AddressRange, ALL_IPV4, ALL_IPV6, parseAddress, parseCidr, within } from '../address.ts';
import type { AddressPeer, Direction, Peer } from '../policy.ts';
import { listAt } from '../read-list.ts';
import type { Reading } from '../reading.ts';
import { podsOf, readEndpointSelector } from './selector.ts';
import { append } from '../../../std/append.ts';

/** What a rule says of the other side. */
export interface Members {
  /** Undefined where the rule has no member of layer 3: it is about everybody, if it says ports. */
  readonly peers: readonly Peer[] | undefined;
  /** Names outside whose addresses nobody knows beforehand. */
  readonly names: readonly string[];
}

interface Asked extends Reading {
  /** Of a namespaced policy: selectors that say no namespace mean its pods. */
  readonly namespace: string | undefined;
}

type Reader = (entry: Json, path: Path, asked: Asked) => readonly Peer[];

/** Members by their name without `from` or `to`; a peer is whoever one of them means (docs.cilium.io, "Layer 3 Policies"). */
const MEMBERS: Readonly<Record<string, Reader>> = {
  Endpoints: endpointPeers,
  Nodes: nodePeers,
  Entities: (entry, path, asked) => entityPeers(asString(entry) ?? show(entry), path, asked),
  CIDR: (entry, path, asked) => blockPeers({ cidr: entry }, path, asked),
  CIDRSet: cidrSetPeers,
  Services: servicePeers,
  Groups: (_, path, { note }) => unknownGroup(path, note),
};

export function membersOf(rule: JsonObject, direction: Direction, path: Path, asked: Asked): Members {
  const side = direction === 'ingress' ? 'from' : 'to';
  const peers: Peer[] = [];
  let said = false;
  for (const [member, read] of Object.entries(MEMBERS)) {
    const key = `${side}${member}`;
    const value = rule[key];
    if (value === undefined || value === null) continue;
    said = true;
    for (const [i, entry] of listAt(value, [...path, key], asked.report).entries())
      append(peers, read(entry, [...path, key, i], asked));
  }
  const names = direction === 'egress' ? namesOf(rule['toFQDNs']) : [];
  const requires = rule[`${side}Requires`];
  if (requires !== undefined && requires !== null) {
    asked.note([...path, `${side}Requires`], `${side}Requires narrows other rules, and is not taken into account`);
  }
  return { peers: said || names.length > 0 ? peers : undefined, names };
}

function namesOf(value: Json | undefined): string[] {
  const names = asList(value).map((one) => asString(at(one, 'matchName')) ?? asString(at(one, 'matchPattern')));
  return names.filter((name) => name !== undefined);
}

/** Without a namespace a selector means pods of the policy's; in a clusterwide policy pods of all. */
function endpointPeers(entry: Json, path: Path, asked: Asked): readonly Peer[] {
  const selector = readEndpointSelector(entry, path, asked.report);
  if (selector.reserved.length === 0) return [{ kind: 'pods', ...podsOf(selector, asked.namespace) }];
  return selector.reserved.flatMap((name) => entityPeers(name, path, asked));
}

function nodePeers(entry: Json, path: Path, { report }: Asked): readonly Peer[] {
  return [{ kind: 'nodes', selector: readEndpointSelector(entry, path, report).pods }];
}

const outside = (include: AddressRange): AddressPeer => ({ kind: 'addresses', include, except: [], whose: 'outside' });
export const WORLD: readonly Peer[] = [outside(ALL_IPV4), outside(ALL_IPV6)];

/**
 * Entities ("Entities based"). Pods of the host's network are `host` to pods on their node and `remote-node` to the others:
 * one that either entity allows is told as allowed.
 */
const ENTITIES: ReadonlyMap<string, readonly Peer[]> = new Map<string, readonly Peer[]>([
  ['all', [{ kind: 'other', than: [] }]],
  ['world', WORLD],
  ['world-ipv4', [outside(ALL_IPV4)]],
  ['world-ipv6', [outside(ALL_IPV6)]],
  ['cluster', [{ kind: 'other', than: WORLD }]],
  ['host', [{ kind: 'nodes', selector: [] }]],
  ['remote-node', [{ kind: 'nodes', selector: [] }]],
  [
    'kube-apiserver',
    [
      {
        kind: 'nodes',
        selector: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', values: [] }],
      },
    ],
  ],
  ['ingress', []],
  ['init', []],
  ['health', []],
  ['unmanaged', []],
  ['none', []],
]);

function entityPeers(name: string, path: Path, { report }: Asked): readonly Peer[] {
  const peers = ENTITIES.get(name);
  if (!peers) report(path, `there is no entity ${name}`);
  return peers ?? [];
}

/** Blocks never match what Cilium manages, nor nodes ("IP/CIDR based"). */
function blockPeers(block: JsonObject, path: Path, { report }: Asked): readonly Peer[] {
  const include = rangeOf(block['cidr']);
  if (!include) {
    report(path, `${show(block['cidr'])} is no CIDR`);
    return [];
  }
  const except = asStrings(block['except']).flatMap((text, i) => {
    const range = parseCidr(text);
    if (!range) report([...path, 'except', i], `${text} is no CIDR`);
    else if (!within(range, include)) {
      report([...path, 'except', i], `the exception ${text} is not a part of ${show(block['cidr'])}`);
    }
    return range ? [range] : [];
  });
  return [{ ...outside(include), except }];
}

function rangeOf(value: Json | undefined): AddressRange | undefined {
  const text = asString(value) ?? '';
  const point = parseAddress(text);
  return point === undefined ? parseCidr(text) : { from: point, to: point };
}

const GROUP = 'CiliumCIDRGroup.cilium.io';

function cidrSetPeers(entry: Json, path: Path, asked: Asked): readonly Peer[] {
  const block = asObject(entry);
  if (block['cidr'] !== undefined) return blockPeers(block, [...path, 'cidr'], asked);
  const name = asString(block['cidrGroupRef']);
  const groups = asked.others.ofType(GROUP);
  const meant = groups.filter((group) =>
    name === undefined
      ? isObject(block['cidrGroupSelector']) &&
        matchesLabels(block['cidrGroupSelector'], strings(at(group.object, 'metadata', 'labels')))
      : group.name === name,
  );
  if (meant.length === 0)
    asked.note(path, `there is no ${name === undefined ? 'such group' : `group ${name}`} of blocks`);
  const blocks = meant.flatMap((group) => asList(at(group.object, 'spec', 'externalCIDRs')));
  return blocks.flatMap((cidr) => blockPeers({ ...block, cidr }, path, asked));
}

/** The pods behind Services, by the Services' own selectors ("Services based"). */
function servicePeers(entry: Json, path: Path, { others, namespace, note }: Asked): readonly Peer[] {
  const named = asObject(at(entry, 'k8sService'));
  const picked = asObject(at(entry, 'k8sServiceSelector'));
  const where = asString(named['namespace']) ?? asString(picked['namespace']) ?? namespace;
  const services = others.ofType('Service').filter((service) => where === undefined || namespaceOf(service) === where);
  const meant = services.filter((service) =>
    at(entry, 'k8sService') === undefined
      ? matchesLabels(picked['selector'], strings(at(service.object, 'metadata', 'labels')))
      : service.name === named['serviceName'],
  );
  const blind = meant.filter((service) => !selectsPods(service));
  if (meant.length === 0) note(path, 'there is no such Service among the objects');
  if (blind.length > 0) note(path, `the Service ${blind[0]!.name} selects no pods: its addresses are not known`);
  return meant.filter(selectsPods).map(podsBehind);
}

function podsBehind(service: Resource): Peer {
  const matchLabels = at(service.object, 'spec', 'selector') ?? null;
  const pods = requirementsOf({ matchLabels }) ?? [];
  return { kind: 'pods', namespaces: { name: namespaceOf(service) }, pods };
}

function unknownGroup(path: Path, note: Reading['note']): readonly Peer[] {
  note(path, 'the addresses of a cloud provider group are not known');
  return [];
}
