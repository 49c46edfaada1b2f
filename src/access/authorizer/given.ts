import type { Inventory } from '../../model/inventory.ts';
import type { Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, asString, isObject } from '../../std/value.ts';
import { effectiveRules, type OwnedRule } from '../aggregation.ts';
import { BINDING_TYPES } from '../bindings.ts';
import { ROLE_TYPES, roleOf, type Role } from '../roles.ts';
import { indexRules, type RuleIndex } from './rule-index.ts';
import { accountUserName } from './users.ts';

/** A role with its rules indexed. */
export interface KnownRole {
  readonly role: Role;
  readonly index: RuleIndex;
}

/** One binding to a role that exists. */
export interface Given {
  readonly binding: Resource;
  /** '' for a ClusterRoleBinding. */
  readonly namespace: string;
  readonly known: KnownRole;
  readonly subjects: readonly GivenSubject[];
}

/** Whom a binding names; `kind` says whether `name` is a user's (service accounts have one) or a group's. */
export interface GivenSubject {
  readonly kind: 'user' | 'group';
  readonly name: string;
  readonly path: Path;
}

/** A binding that gives nothing: its role is not there, or it speaks of a kind that no authorizer knows. */
export interface Dangling {
  readonly binding: Resource;
  readonly role: { readonly kind: string; readonly name: string };
}

export interface GivenTable {
  /** ClusterRoleBindings first, then RoleBindings, each in the order of the inventory. */
  readonly given: readonly Given[];
  readonly dangling: readonly Dangling[];
  readonly roles: readonly KnownRole[];
}

/** What objects say, resolved: which binding gives which rules to whom, and where (`VisitRulesFor`, `appliesToUser`). */
export function givenTable(inventory: Inventory, defaultNamespace: string): GivenTable {
  const namespaceOf = (resource: Resource) => resource.namespace || defaultNamespace;
  const roles = knownRoles(inventory, namespaceOf);
  const given: Given[] = [];
  const dangling: Dangling[] = [];
  for (const binding of BINDING_TYPES.toReversed().flatMap((type) => inventory.ofType(type))) {
    const namespace = binding.type === 'ClusterRoleBinding' ? '' : namespaceOf(binding);
    if (binding.type === 'RoleBinding' && !namespace) continue;
    const role = roleRefOf(binding);
    const known = roles.get(roleKey(role.kind, role.kind === 'Role' ? namespace : '', role.name));
    if (known) given.push({ binding, namespace, known, subjects: subjectsOf(binding, namespace) });
    else dangling.push({ binding, role });
  }
  return { given, dangling, roles: [...roles.values()] };
}

function knownRoles(inventory: Inventory, namespaceOf: (resource: Resource) => string): Map<string, KnownRole> {
  const roles = new Map<string, KnownRole>();
  for (const resource of ROLE_TYPES.flatMap((type) => inventory.ofType(type))) {
    const role = roleOf(resource);
    if (!role) continue;
    const key = roleKey(role.kind, role.kind === 'Role' ? namespaceOf(resource) : '', role.name);
    if (!roles.has(key)) roles.set(key, { role, index: indexRules(rulesOf(inventory, role)) });
  }
  return roles;
}

function roleKey(kind: string, namespace: string, name: string): string {
  return `${kind}\0${namespace}\0${name}`;
}

/**
 * The rules that authorizers see: those that are stored. A controller writes them into an aggregated role, over whatever
 * its manifest says; for objects that no API server has seen yet they are gathered here
 * (pkg/controller/clusterroleaggregation).
 */
function rulesOf(inventory: Inventory, role: Role): readonly OwnedRule[] {
  if (role.resource.origin.live || !isAggregated(role)) return role.rules.map((rule) => ({ rule, owner: role }));
  return effectiveRules(inventory, role).filter(({ owner }) => !isAggregated(owner));
}

function isAggregated({ kind, resource }: Role): boolean {
  return kind === 'ClusterRole' && isObject(resource.object['aggregationRule']);
}

function roleRefOf(binding: Resource): Dangling['role'] {
  const ref = asObject(binding.object['roleRef']);
  return { kind: asString(ref['kind']) ?? '', name: asString(ref['name']) ?? '' };
}

function subjectsOf(binding: Resource, namespace: string): GivenSubject[] {
  return asList(binding.object['subjects']).flatMap((item, i): GivenSubject[] => {
    const subject = asObject(item);
    const name = asString(subject['name']) ?? '';
    const path = ['subjects', i];
    switch (subject['kind']) {
      case 'User':
        return [{ kind: 'user', name, path }];
      case 'Group':
        return [{ kind: 'group', name, path }];
      case 'ServiceAccount': {
        const home = asString(subject['namespace']) || namespace;
        return home ? [{ kind: 'user', name: accountUserName(home, name), path }] : [];
      }
      default:
        return [];
    }
  });
}
