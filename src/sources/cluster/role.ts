import type { JsonObject } from '../../model/json.ts';
import { stringify } from '../../manifests/stringify.ts';
import type { Right } from './kinds.ts';

export interface RoleOptions {
  readonly name?: string;
  readonly namespace?: string;
}

/** Whoever runs there must be harmless: the account can read the whole cluster. */
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const VERBS = ['get', 'list', 'watch'];

/**
 * The least that a scan of a cluster needs, ready for `kubectl apply`: an account, a role that reads the kinds that rules are
 * about, and the binding of the two.
 */
export function scannerRole(
  rights: readonly Right[],
  { name = 'castellan', namespace = 'castellan' }: RoleOptions = {},
): string {
  const metadata = { name };
  const objects: JsonObject[] = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: RESTRICTED } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace }, automountServiceAccountToken: false },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules: rulesOf(rights) },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
  ];
  return objects.map((object) => stringify(object)).join('---\n');
}

/** One rule per API group. */
function rulesOf(rights: readonly Right[]): JsonObject[] {
  return [...Map.groupBy(rights, ({ group }) => group)].map(([group, members]) => ({
    apiGroups: [group],
    resources: members.map(({ plural }) => plural),
    verbs: VERBS,
  }));
}
