import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asNumber, asObject, asString, asStrings, show } from '../../../std/value.ts';
import type { Direction, Peer, PodPick, Policy, Rule } from '../policy.ts';
import { listAt, objectAt } from '../read-list.ts';
import type { Reading } from '../reading.ts';
import type { Where } from '../where.ts';
import { conditionOf, entityPeers, familyPeers, type Standing } from './entity.ts';
import { rulePorts } from './ports.ts';
import { tierOf } from './tier.ts';

const DIRECTIONS = ['ingress', 'egress'] as const;
const STORED = '.crd.projectcalico.org';

/**
 * NetworkPolicy and GlobalNetworkPolicy of projectcalico.org/v3, and as they are stored (crd.projectcalico.org/v1). Source:
 * docs.tigera.io, "Network policy", "Global network policy", "Tier", "Get started with policy tiers". Without a policy a pod's
 * profile allows everything.
 */
export function readCalico(resource: Resource, reading: Reading): Policy[] {
  if (isStoredTwin(resource, reading)) return [];
  const spec = asObject(resource.object['spec']);
  const namespace = resource.kind === 'NetworkPolicy' ? namespaceOf(resource) : undefined;
  for (const field of ['preDNAT', 'doNotTrack']) {
    if (spec[field] !== true) continue;
    reading.note(['spec', field], 'a policy for host endpoints alone is not taken into account');
    return [];
  }
  const standing: Standing = { ...reading, namespace };
  const types = typesOf(spec, reading);
  const { closes, ...tier } = tierOf(spec, reading);
  return [
    {
      resource,
      label: `Calico ${resource.kind} ${namespace === undefined ? '' : `${namespace}/`}${resource.name}`,
      ...tier,
      priority: asNumber(spec['order']) ?? Infinity,
      closes: closes ? types : [],
      subject: subjectOf(spec, standing),
      ...Object.fromEntries(types.map((direction) => [direction, rulesOf(spec, direction, standing)])),
    },
  ];
}

/** The stored form of a policy that is there in its own form too. */
function isStoredTwin({ type, kind, namespace, name }: Resource, { others }: Reading): boolean {
  if (!type.endsWith(STORED)) return false;
  const own = `${kind}.projectcalico.org`;
  const bare = name.slice(name.indexOf('.') + 1);
  return [name, bare].some((one) => others.find(own, namespace, one) !== undefined);
}

/** Without `types`: Egress where there are egress rules, Ingress where there are ingress rules or no egress rules. */
function typesOf(spec: JsonObject, { report }: Reading): readonly Direction[] {
  const types = asStrings(spec['types']);
  for (const type of types) {
    if (type !== 'Ingress' && type !== 'Egress') report(['spec', 'types'], `there is no type ${show(type)}`);
  }
  if (types.length > 0) return DIRECTIONS.filter((one) => types.includes(one === 'ingress' ? 'Ingress' : 'Egress'));
  const has = (direction: Direction) => asList(spec[direction]).length > 0;
  return DIRECTIONS.filter((one) => (one === 'egress' ? has('egress') : has('ingress') || !has('egress')));
}

function subjectOf(spec: JsonObject, standing: Standing): PodPick {
  const fields = ['selector', 'serviceAccountSelector'] as const;
  const own = fields.map((field) => conditionOf(spec, field, ['spec'], standing));
  const { namespace } = standing;
  const scope = namespace === undefined ? conditionOf(spec, 'namespaceSelector', ['spec'], standing) : undefined;
  const all: Where[] = [scope, ...own].filter((one) => one !== undefined);
  const text = asString(spec['selector']);
  return {
    namespaces: namespace === undefined ? { selector: [] } : { name: namespace },
    pods: [],
    ...(all.length > 0 && { where: { all } }),
    ...(text !== undefined && { text: `[${text}]` }),
  };
}

const ACTIONS: Readonly<Record<string, Rule['action']>> = { allow: 'accept', deny: 'deny', pass: 'pass' };

function rulesOf(spec: JsonObject, direction: Direction, standing: Standing): Rule[] {
  return listAt(spec[direction], ['spec', direction], standing.report).flatMap((entry, i): Rule[] => {
    const path = ['spec', direction, i];
    const rule = objectAt(entry, path, standing.report);
    const name = asString(rule['action'])?.toLowerCase() ?? '';
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (!action && name !== 'log') standing.report([...path, 'action'], `there is no action ${show(rule['action'])}`);
    return action ? ruleOf(rule, { path, name: `#${i + 1}`, action }, direction, standing) : [];
  });
}

/** A rule may speak of both sides: of the pod that the policy is about, and of the other. */
function ruleOf(
  rule: JsonObject,
  base: Pick<Rule, 'path' | 'name' | 'action'>,
  direction: Direction,
  standing: Standing,
): Rule[] {
  const { path } = base;
  const [source, destination] = [asObject(rule['source']), asObject(rule['destination'])];
  const ports = rulePorts(rule, destination, path, standing.report);
  const from = entityPeers(source, [...path, 'source'], standing);
  const to = entityPeers(destination, [...path, 'destination'], standing);
  if (!ports) return [];
  const [own, other] = direction === 'ingress' ? [to, from] : [from, to];
  const notes = notesOf(rule, source);
  return [
    {
      ...base,
      // Where more is asked than can be known, only a permission is told as if it held.
      action: notes.length > 0 && base.action !== 'accept' ? 'note' : base.action,
      peers: within(other, familyPeers(rule['ipVersion'])),
      ports: ports.ports,
      ...(own && { own }),
      ...(notes.length > 0 && { notes }),
    },
  ];
}

function within(peers: readonly Peer[] | undefined, family: readonly Peer[] | undefined): readonly Peer[] | undefined {
  if (!peers || !family) return peers ?? family;
  return [{ kind: 'both', of: [peers, family] }];
}

function notesOf(rule: JsonObject, source: JsonObject): string[] {
  const texts = (path: Path, value: Json | undefined) =>
    asList(value)
      .map((one) => show(one))
      .join(', ') || path.join('.');
  const notes: string[] = [];
  for (const field of ['ports', 'notPorts']) {
    if (asList(source[field]).length === 0) continue;
    notes.push(`only ${field === 'ports' ? 'from' : 'not from'} source ports ${texts([field], source[field])}`);
  }
  const http = asObject(rule['http']);
  if (Object.keys(http).length > 0) {
    notes.push(`only HTTP ${[...asList(http['methods']), ...asList(http['paths'])].map((one) => show(one)).join(' ')}`);
  }
  return notes;
}
