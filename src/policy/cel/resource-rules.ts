import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings } from '../../std/value.ts';

/** What a policy or a binding is about (`NamedRuleWithOperations` of admissionregistration.k8s.io). */
export interface ResourceRule {
  readonly groups: readonly string[];
  readonly versions: readonly string[];
  readonly resources: readonly string[];
  readonly operations: readonly string[];
  readonly names: readonly string[];
  /** `Namespaced`, `Cluster` or `*`. */
  readonly scope: string;
}

/** `resourceRules` and `excludeResourceRules` of a `MatchResources`. */
export function readResourceRules(block: JsonObject): {
  readonly rules: readonly ResourceRule[];
  readonly excluded: readonly ResourceRule[];
} {
  return {
    rules: asList(block['resourceRules']).map(readRule),
    excluded: asList(block['excludeResourceRules']).map(readRule),
  };
}

function readRule(value: Json): ResourceRule {
  const rule = asObject(value);
  return {
    groups: asStrings(rule['apiGroups']),
    versions: asStrings(rule['apiVersions']),
    resources: asStrings(rule['resources']),
    operations: asStrings(rule['operations']),
    names: asStrings(rule['resourceNames']),
    scope: asString(rule['scope']) ?? '*',
  };
}

/** Whether the list names the value, or everything by `*`. */
export function names(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}
