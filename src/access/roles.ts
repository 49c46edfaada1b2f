import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asStrings, isObject } from '../std/value.ts';

/** One PolicyRule of a role. Wildcards stay as they are written; `grants.ts` knows what they mean. */
export interface Rule {
  readonly path: Path;
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  /** `resourceNames`; none means every object. */
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

export interface Role {
  readonly resource: Resource;
  readonly kind: 'Role' | 'ClusterRole';
  readonly name: string;
  readonly rules: readonly Rule[];
}

export const ROLE_TYPES: readonly string[] = ['Role', 'ClusterRole'];

const cache = new WeakMap<Resource, Role>();

/** The role that a resource is, or undefined where it is none. Cached per resource. */
export function roleOf(resource: Resource): Role | undefined {
  if (resource.type !== 'Role' && resource.type !== 'ClusterRole') return undefined;
  let role = cache.get(resource);
  if (!role) {
    role = { resource, kind: resource.type, name: resource.name, rules: readRules(resource) };
    cache.set(resource, role);
  }
  return role;
}

function readRules(resource: Resource): Rule[] {
  return asList(resource.object['rules']).flatMap((item, i) => {
    if (!isObject(item)) return [];
    return {
      path: ['rules', i],
      verbs: asStrings(item['verbs']),
      groups: asStrings(item['apiGroups']),
      resources: asStrings(item['resources']),
      names: asStrings(item['resourceNames']),
      urls: asStrings(item['nonResourceURLs']),
    };
  });
}

/**
 * Names that Kubernetes, kubeadm and managed clusters keep for their own roles and bindings; a trailing `*` stands for
 * any ending.
 */
export const BUILT_IN_NAMES: readonly string[] = ['system:*', 'kubeadm:*', 'eks:*', 'gce:podsecuritypolicy:*'];

/** The ClusterRoles that every cluster has for people. */
export const USER_FACING_ROLES: readonly string[] = ['cluster-admin', 'admin', 'edit', 'view'];

export function nameMatches(name: string, patterns: readonly string[]): boolean {
  return patterns.some((p) => (p.endsWith('*') ? name.startsWith(p.slice(0, -1)) : p === name));
}
