import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asObject, isObject } from '../../../std/value.ts';
import { type Direction, type Policy, type Rule, TIERS } from '../policy.ts';
import { listAt, objectAt } from '../read-list.ts';
import type { Reading } from '../reading.ts';
import { membersOf, WORLD } from './peers.ts';
import { portRulesOf } from './ports.ts';
import { podsOf, readEndpointSelector } from './selector.ts';

const DIRECTIONS = ['ingress', 'egress'] as const;
/** Rules that deny come before every rule that allows, of whichever policy ("Deny Policies"). */
const DENIES = -1;
const ALLOWS = 1000;

/**
 * CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy of cilium.io/v2. Source: docs.cilium.io, "Policy Enforcement Modes",
 * "Layer 3 Policies", "Layer 4 Policies", "Deny Policies". They stand with Kubernetes' own: what any policy allows is
 * allowed, unless one denies it.
 */
export function readCilium(resource: Resource, reading: Reading): Policy[] {
  const { spec, specs } = resource.object;
  const all: readonly [Json, Path][] = [
    ...(isObject(spec) ? [[spec, ['spec']] as [Json, Path]] : []),
    ...listAt(specs, ['specs'], reading.report).map((one, i): [Json, Path] => [one, ['specs', i]]),
  ];
  return all.flatMap(([one, path]) => readSpec(resource, asObject(one), path, reading));
}

function readSpec(resource: Resource, spec: JsonObject, path: Path, reading: Reading): Policy[] {
  const namespace = resource.kind === 'CiliumNetworkPolicy' ? namespaceOf(resource) : undefined;
  const hasEndpoints = isObject(spec['endpointSelector']);
  if (hasEndpoints === isObject(spec['nodeSelector'])) {
    reading.report(path, 'a rule must have exactly one of endpointSelector and nodeSelector');
  }
  if (!hasEndpoints) {
    if (namespace !== undefined) reading.report(path, 'nodeSelector stands in a namespaced policy');
    reading.note([...path, 'nodeSelector'], 'rules of the host firewall are not taken into account');
    return [];
  }
  const selector = readEndpointSelector(spec['endpointSelector'], [...path, 'endpointSelector'], reading.report);
  const base = {
    resource,
    label: `${resource.kind} ${namespace === undefined ? '' : `${namespace}/`}${resource.name}`,
    ...TIERS.network,
    subject: podsOf({ ...selector, saysNamespace: selector.saysNamespace && namespace === undefined }, namespace),
  };
  const asked: Asked = { ...reading, namespace, spec, path };
  const spoken = DIRECTIONS.filter((direction) => speaksOf(spec, direction));
  const closes = spoken.filter((direction) => closesOf(spec, direction));
  const of = (suffix: '' | 'Deny') =>
    Object.fromEntries(spoken.map((direction) => [direction, rulesOf(asked, direction, suffix)]));
  return [
    { ...base, priority: DENIES, closes: [], ...of('Deny') },
    { ...base, priority: ALLOWS, closes, ...of('') },
  ];
}

/** An empty list says nothing; `enableDefaultDeny` may speak of a direction without rules. */
function speaksOf(spec: JsonObject, direction: Direction): boolean {
  return hasRules(spec, direction) || asObject(spec['enableDefaultDeny'])[direction] === true;
}

function hasRules(spec: JsonObject, direction: Direction): boolean {
  return asList(spec[direction]).length > 0 || asList(spec[`${direction}Deny`]).length > 0;
}

function closesOf(spec: JsonObject, direction: Direction): boolean {
  return asObject(spec['enableDefaultDeny'])[direction] !== false;
}

interface Asked extends Reading {
  readonly namespace: string | undefined;
  readonly spec: JsonObject;
  readonly path: Path;
}

function rulesOf(asked: Asked, direction: Direction, suffix: '' | 'Deny'): Rule[] {
  const key = `${direction}${suffix}`;
  return listAt(asked.spec[key], [...asked.path, key], asked.report).flatMap((entry, i): Rule[] => {
    const path = [...asked.path, key, i];
    const rule = objectAt(entry, path, asked.report);
    const { peers, names } = membersOf(rule, direction, path, asked);
    const ports = portRulesOf(rule, path, asked.report);
    // A rule without any member is about nobody: it only has the policy speak of the direction.
    if (!peers && !ports) return [];
    const parts = ports ?? [{ ports: undefined, notes: [] }];
    const name = `${suffix === 'Deny' ? 'deny ' : ''}#${i + 1}`;
    return parts.flatMap(({ ports: set, notes }): Rule[] => [
      partOf({ path, name, peers, ports: set, notes: [...notes, ...authOf(rule)] }, suffix),
      ...(names.length > 0 ? [byName({ path, name, ports: set }, names)] : []),
    ]);
  });
}

/** A denial that asks more than can be known denies some requests, and not the connection. */
function partOf(rule: Omit<Rule, 'action'>, suffix: '' | 'Deny'): Rule {
  if (suffix === '') return { ...rule, action: 'accept' };
  return { ...rule, action: rule.notes && rule.notes.length > 0 ? 'note' : 'deny' };
}

function byName(rule: Pick<Rule, 'path' | 'name' | 'ports'>, names: readonly string[]): Rule {
  const notes = [`allowed where the address is one of ${names.join(', ')}`];
  return { ...rule, action: 'note', peers: WORLD, notes, names };
}

function authOf(rule: JsonObject): string[] {
  return asObject(rule['authentication'])['mode'] === 'required' ? ['only after mutual authentication'] : [];
}
