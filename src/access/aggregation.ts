import type { Inventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, asStrings, at, isObject, show } from '../std/value.ts';
import { roleOf, type Role, type Rule } from './roles.ts';
import { append } from '../std/append.ts';

/** A rule that a role gives, and the role that holds its text: another one where rules are aggregated. */
export interface OwnedRule {
  readonly rule: Rule;
  readonly owner: Role;
}

/**
 * All rules that a role gives: its own, and those of the ClusterRoles that its `aggregationRule` selects
 * (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles).
 */
export function effectiveRules(inventory: Inventory, role: Role): readonly OwnedRule[] {
  const found: OwnedRule[] = [];
  const seen = new Set<Resource>();
  const pending = [role];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next.resource)) continue;
    seen.add(next.resource);
    const owner = next;
    append(
      found,
      owner.rules.map((rule) => ({ rule, owner })),
    );
    append(pending, aggregatedInto(inventory, owner));
  }
  return found;
}

function aggregatedInto(inventory: Inventory, role: Role): Role[] {
  const selectors = asList(at(role.resource.object, 'aggregationRule', 'clusterRoleSelectors')).filter(isObject);
  return selectors.flatMap((selector) => {
    const candidates = inventory.derive(clusterRolesByLabel).get(firstLabel(selector)) ?? [];
    return candidates.filter((candidate) => selects(selector, labelsOf(candidate))).flatMap((r) => roleOf(r) ?? []);
  });
}

/** Every ClusterRole stands under '' and under each of its labels, so that a selector looks only at likely ones. */
function clusterRolesByLabel(inventory: Inventory): ReadonlyMap<string, Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const resource of inventory.ofType('ClusterRole')) {
    const keys = Object.entries(labelsOf(resource)).map(([key, value]) => `${key}=${show(value)}`);
    for (const key of ['', ...keys]) {
      const list = index.get(key);
      if (list) list.push(resource);
      else index.set(key, [resource]);
    }
  }
  return index;
}

function firstLabel(selector: JsonObject): string {
  const [first] = Object.entries(asObject(selector['matchLabels']));
  return first ? `${first[0]}=${show(first[1])}` : '';
}

function labelsOf(resource: Resource): JsonObject {
  return asObject(at(resource.object, 'metadata', 'labels'));
}

function selects(selector: JsonObject, labels: JsonObject): boolean {
  const pairs = Object.entries(asObject(selector['matchLabels']));
  const expressions = asList(selector['matchExpressions']).map(asObject);
  return pairs.every(([key, value]) => labels[key] === value) && expressions.every((e) => holds(e, labels));
}

function holds(expression: JsonObject, labels: JsonObject): boolean {
  const key = asString(expression['key']) ?? '';
  const value = Object.hasOwn(labels, key) ? asString(labels[key]) : undefined;
  const listed = value !== undefined && asStrings(expression['values']).includes(value);
  switch (expression['operator']) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
