import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Requirement } from '../../../kubernetes/selector.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asObject, asString, asStrings, at, show } from '../../../std/value.ts';
import { ALL_IPV4, ALL_IPV6, parseAddress, parseCidr } from '../address.ts';
import { ACCOUNT, LINKERD_IDENTITY } from '../derived.ts';
import type { Peer, PodPeer } from '../policy.ts';
import type { Reading } from '../reading.ts';
import type { Where } from '../where.ts';

const MESHED: Requirement = { key: LINKERD_IDENTITY, operator: 'Exists', values: [] };

/** Every pod with an identity of the mesh. */
export const ANY_MESHED: PodPeer = { kind: 'pods', namespaces: { selector: [] }, pods: [MESHED] };

/** Whoever meets all that is required; undefined where nothing is, and then everybody does. */
export function requiredPeers(
  refs: Json | undefined,
  path: Path,
  policy: Resource,
  reading: Reading,
): readonly Peer[] | undefined {
  const parts = asList(refs).map((ref, i) => refPeers(asObject(ref), [...path, i], policy, reading));
  return parts.length > 1 ? [{ kind: 'both', of: parts }] : parts[0];
}

const GROUP = 'policy.linkerd.io';

/** What grants nothing is told: it refuses everybody. */
function refPeers(ref: JsonObject, path: Path, policy: Resource, reading: Reading): readonly Peer[] {
  const kind = asString(ref['kind']) ?? '';
  const name = asString(ref['name']) ?? '';
  const namespace = asString(ref['namespace']) || namespaceOf(policy);
  if (kind === 'ServiceAccount') return [accountPeer(namespace, name)];
  const object = reading.others.find(`${kind}.${GROUP}`, namespace, name);
  if (!object) {
    reading.note(path, `there is no ${kind} ${namespace}/${name}: the policy lets nobody in`);
    return [];
  }
  if (kind === 'NetworkAuthentication') return networkPeers(at(object.object, 'spec', 'networks'), object, reading);
  if (kind === 'MeshTLSAuthentication') return identityPeers(object);
  reading.report([...path, 'kind'], `${show(kind)} is no authentication`);
  return [];
}

function identityPeers(object: Resource): readonly Peer[] {
  const spec = asObject(object.object['spec']);
  const refs = asList(spec['identityRefs']).map((ref): Peer => {
    const namespace = asString(at(ref, 'namespace')) || namespaceOf(object);
    const name = asString(at(ref, 'name')) ?? '';
    if (at(ref, 'kind') === 'Namespace') return { ...ANY_MESHED, namespaces: { name } };
    return accountPeer(namespace, name);
  });
  return [...namedIdentities(asStrings(spec['identities'])), ...refs];
}

function accountPeer(namespace: string, name: string): PodPeer {
  return {
    ...ANY_MESHED,
    namespaces: { name: namespace },
    pods: [MESHED, { key: ACCOUNT, operator: 'In', values: [name] }],
  };
}

/** `*` for all, `*.suffix`, or exact; the domain of the identities is what the installation says. */
export function namedIdentities(names: readonly string[]): readonly Peer[] {
  if (names.length === 0) return [];
  const any = names.map((name): Where => {
    if (name === '*') return MESHED;
    if (name.startsWith('*')) return { key: LINKERD_IDENTITY, operator: 'EndsWith', values: [name.slice(1)] };
    const account = /^([^.]+\.[^.]+\.serviceaccount\.identity)\./.exec(name);
    if (!account) return { key: LINKERD_IDENTITY, operator: 'In', values: [name] };
    return { key: LINKERD_IDENTITY, operator: 'StartsWith', values: [`${account[1]}.`] };
  });
  return [{ kind: 'pods', namespaces: { selector: [] }, pods: [], where: { any }, text: '[meshed pods]' }];
}

/** The addresses that clients come from. */
function networkPeers(value: Json | undefined, owner: Resource, { note }: Reading): readonly Peer[] {
  return asList(value).flatMap((entry, i): Peer[] => {
    const include = rangeOf(at(entry, 'cidr') ?? entry);
    if (!include) {
      note(['spec'], `network ${i + 1} of ${owner.name} is no CIDR: ${show(at(entry, 'cidr') ?? entry)}`);
      return [];
    }
    const except = asList(at(entry, 'except')).flatMap((one) => rangeOf(one) ?? []);
    return [{ kind: 'addresses', include, except, whose: 'packet' }];
  });
}

function rangeOf(value: Json | undefined) {
  const text = asString(value) ?? '';
  const point = parseAddress(text);
  return point === undefined ? parseCidr(text) : { from: point, to: point };
}

/** The clients of a ServerAuthorization; undefined for everybody. */
export function clientPeers(
  client: JsonObject,
  authorization: Resource,
  reading: Reading,
): readonly Peer[] | undefined {
  const networks = networkPeers(client['networks'], authorization, reading);
  const who = identified(client, authorization);
  if (asList(client['networks']).length === 0) return who;
  return who ? [{ kind: 'both', of: [who, networks] }] : networks;
}

function identified(client: JsonObject, authorization: Resource): readonly Peer[] | undefined {
  if (client['unauthenticated'] === true) return undefined;
  const tls = asObject(client['meshTLS']);
  if (tls['unauthenticatedTLS'] === true) return undefined;
  const accounts = asList(tls['serviceAccounts']).map((one) =>
    accountPeer(asString(at(one, 'namespace')) || namespaceOf(authorization), asString(at(one, 'name')) ?? ''),
  );
  return [...namedIdentities(asStrings(tls['identities'])), ...accounts];
}

const outside = (text: typeof ALL_IPV4): Peer => ({ kind: 'addresses', include: text, except: [], whose: 'outside' });
const OUTSIDE: readonly Peer[] = [outside(ALL_IPV4), outside(ALL_IPV6)];
/** `clusterNetworks`, as an installation has them by default. */
const CLUSTER_NETWORKS = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8'];

/** Whom a default policy refuses; undefined where it refuses nobody, and everybody where the list is of nobody else. */
export function refusedBy(inbound: string): readonly Peer[] | 'everybody' | undefined {
  if (inbound === 'deny') return 'everybody';
  if (inbound === 'all-authenticated' || inbound === 'cluster-authenticated')
    return [{ kind: 'other', than: [ANY_MESHED] }];
  if (inbound !== 'cluster-unauthenticated') return undefined;
  const inside = CLUSTER_NETWORKS.map((cidr): Peer => outside(parseCidr(cidr)!));
  return [{ kind: 'both', of: [OUTSIDE, [{ kind: 'other', than: inside }]] }];
}
