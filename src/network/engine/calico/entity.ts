import { requirementsOf } from '../../../kubernetes/selector.ts';
import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString, asStrings, at, show } from '../../../std/value.ts';
import { selectsPods } from '../../services.ts';
import { ALL_IPV4, ALL_IPV6, parseAddress, parseCidr } from '../address.ts';
import { ACCOUNT, accountLabel, NAMESPACE, namespaceLabel, ORCHESTRATOR } from '../derived.ts';
import type { Peer, PodPeer } from '../policy.ts';
import type { Reading } from '../reading.ts';
import type { Where } from '../where.ts';
import { parseSelector } from './selector.ts';
import { setBlocks } from './sets.ts';

/** Where a policy stands: its namespace, or none. */
export interface Standing extends Reading {
  readonly namespace: string | undefined;
}

const IN_NAMESPACE: Where = { key: NAMESPACE, operator: 'Exists', values: [] };
const GLOBAL: Where = { not: IN_NAMESPACE };

/** Labels that Calico gives itself (docs.tigera.io, "Calico automatic labels"); `pcns.` and `pcsa.` stand before those of namespace and account. */
const OWN: Readonly<Record<string, string>> = {
  'projectcalico.org/namespace': NAMESPACE,
  'projectcalico.org/serviceaccount': ACCOUNT,
  'projectcalico.org/orchestrator': ORCHESTRATOR,
};

const ofPods = (key: string): string => {
  if (Object.hasOwn(OWN, key)) return OWN[key]!;
  if (key.startsWith('pcns.')) return ofNamespaces(key.slice(5));
  return key.startsWith('pcsa.') ? ofAccounts(key.slice(5)) : key;
};
const ofNamespaces = (key: string) => (key === 'projectcalico.org/name' ? NAMESPACE : namespaceLabel(key));
const ofAccounts = (key: string) => (key === 'projectcalico.org/name' ? ACCOUNT : accountLabel(key));
const NAMINGS = {
  selector: ofPods,
  notSelector: ofPods,
  namespaceSelector: ofNamespaces,
  serviceAccountSelector: ofAccounts,
};

/** A selector field as a condition; undefined where it is not there. */
export function conditionOf(
  owner: JsonObject,
  field: keyof typeof NAMINGS,
  path: Path,
  { report }: Reading,
): Where | undefined {
  const text = asString(owner[field]);
  if (text === undefined || text === '') return undefined;
  const parsed = parseSelector(text, NAMINGS[field], GLOBAL);
  if ('where' in parsed) return field === 'namespaceSelector' ? inNamespace(text, parsed.where) : parsed.where;
  report([...path, field], `the selector ${show(text)} can't be read: ${parsed.fault}`);
  return { any: [] };
}

/** `all()` means all namespaces, and nothing that is in none. */
function inNamespace(text: string, where: Where): Where {
  return text.includes('global()') ? where : { all: [IN_NAMESPACE, where] };
}

/**
 * Whom an entity rule means (docs.tigera.io, "EntityRule"): all of its criteria must hold; undefined where it has none, which
 * is everybody.
 */
export function entityPeers(entity: JsonObject, path: Path, standing: Standing): readonly Peer[] | undefined {
  const parts = [
    selected(entity, path, standing),
    unselected(entity, path, standing),
    netsOf(entity['nets'], [...path, 'nets'], standing),
    negated(netsOf(entity['notNets'], [...path, 'notNets'], standing)),
    serviceOf(entity['services'], [...path, 'services'], standing),
  ].filter((part) => part !== undefined);
  return parts.length > 1 ? [{ kind: 'both', of: parts }] : parts[0];
}

/** Endpoints and network sets of a scope: that of the namespace selector, else of the policy. */
function selected(entity: JsonObject, path: Path, standing: Standing): readonly Peer[] | undefined {
  const scope = conditionOf(entity, 'namespaceSelector', path, standing);
  const conditions = [
    scope,
    conditionOf(entity, 'selector', path, standing),
    ...accountConditions(asObject(entity['serviceAccounts']), [...path, 'serviceAccounts'], standing),
  ].filter((one) => one !== undefined);
  if (conditions.length === 0) return undefined;
  const namespace = scope === undefined ? standing.namespace : undefined;
  return endpoints(conditions, namespace, textOf(entity), standing);
}

/** Everything, also outside of the cluster, but what the selector means ("Understanding notSelector"). */
function unselected(entity: JsonObject, path: Path, standing: Standing): readonly Peer[] | undefined {
  const where = conditionOf(entity, 'notSelector', path, standing);
  return where && [{ kind: 'other', than: endpoints([where], undefined, undefined, standing) }];
}

function endpoints(
  conditions: readonly Where[],
  namespace: string | undefined,
  text: string | undefined,
  { others }: Standing,
): Peer[] {
  const where: Where = conditions.length === 1 ? conditions[0]! : { all: conditions };
  const pods: PodPeer = {
    kind: 'pods',
    namespaces: namespace === undefined ? { selector: [] } : { name: namespace },
    pods: [],
    where,
    ...(text !== undefined && { text }),
  };
  return [pods, ...setBlocks(where, namespace, others)];
}

function textOf(entity: JsonObject): string {
  const parts = ['namespaceSelector', 'selector'].map((field) => asString(entity[field]) ?? '');
  return `[${parts.filter((part) => part !== '').join(' and ') || 'pods of some accounts'}]`;
}

function accountConditions(accounts: JsonObject, path: Path, standing: Standing): (Where | undefined)[] {
  const names = asStrings(accounts['names']);
  const text = asString(accounts['selector']);
  const named: Where | undefined = names.length > 0 ? { key: ACCOUNT, operator: 'In', values: names } : undefined;
  const selected = conditionOf({ serviceAccountSelector: text ?? '' }, 'serviceAccountSelector', path, standing);
  return [named, selected, selected && HAS_ACCOUNT];
}

/** A set of addresses runs as nobody, whatever a negated selector says of its labels. */
const HAS_ACCOUNT: Where = { key: ACCOUNT, operator: 'Exists', values: [] };

/** Addresses of packets, whoever sends them. */
function netsOf(value: Json | undefined, path: Path, { report }: Standing): readonly Peer[] | undefined {
  const list = asList(value);
  if (list.length === 0) return undefined;
  return list.flatMap((entry, i): Peer[] => {
    const text = asString(entry) ?? '';
    const point = parseAddress(text);
    const include = point === undefined ? parseCidr(text) : { from: point, to: point };
    if (!include) report([...path, i], `${show(entry)} is no CIDR`);
    return include ? [{ kind: 'addresses', include, except: [], whose: 'packet' }] : [];
  });
}

function negated(peers: readonly Peer[] | undefined): readonly Peer[] | undefined {
  return peers && [{ kind: 'other', than: peers }];
}

function serviceOf(
  value: Json | undefined,
  path: Path,
  { others, note, namespace }: Standing,
): readonly Peer[] | undefined {
  const name = asString(at(value, 'name'));
  if (name === undefined) return undefined;
  const where = asString(at(value, 'namespace')) ?? namespace ?? 'default';
  const service = others.find('Service', where, name);
  if (!service || !selectsPods(service)) {
    note(path, `the addresses of the Service ${where}/${name} are not known`);
    return [];
  }
  const pods = requirementsOf({ matchLabels: at(service.object, 'spec', 'selector') ?? null }) ?? [];
  return [{ kind: 'pods', namespaces: { name: namespaceOf(service) }, pods }];
}

/** Packets of one family: addresses outside of it are none; of pods nobody knows which family they use. */
export function familyPeers(version: Json | undefined): readonly Peer[] | undefined {
  if (version !== 4 && version !== 6) return undefined;
  const include = version === 4 ? ALL_IPV6 : ALL_IPV4;
  return [{ kind: 'other', than: [{ kind: 'addresses', include, except: [], whose: 'outside' }] }];
}
