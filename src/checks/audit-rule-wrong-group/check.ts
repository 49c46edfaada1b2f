import { isAuditPolicy } from '../../kubernetes/component/audit-policy.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asString, asStrings, at } from '../../std/value.ts';

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  '': ['configmaps', 'namespaces', 'nodes', 'persistentvolumes', 'pods', 'secrets', 'serviceaccounts', 'services'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  batch: ['cronjobs', 'jobs'],
  'authentication.k8s.io': ['tokenreviews'],
  'authorization.k8s.io': ['subjectaccessreviews'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
};
const groups = new Map(
  Object.entries(MEMBERS).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
);
/** Groups that once served, or still serve, resources of the same name. */
const ALSO = new Set(['extensions', 'metrics.k8s.io', 'policy']);

export default defineCheck({
  id: 'audit-rule-wrong-group',
  title: 'Audit rule names a resource under the wrong API group',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'The API server compares group and resource literally, so the rule never matches and the requests that it means go unlogged or fall to a later rule.',
  remedy:
    'Write the group that serves the resource: apps for deployments, rbac.authorization.k8s.io for roles, "" for secrets and pods.',
  references: ['https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/'],
  types: ['Policy'],
  find(resource) {
    if (!isAuditPolicy(resource)) return [];
    return asList(resource.object['rules']).flatMap((rule, i) =>
      asList(at(rule, 'resources')).flatMap((entry, j) => misplaced(entry, ['rules', i, 'resources', j])),
    );
  },
});

function misplaced(entry: Json, path: Path): Violation[] {
  const group = asString(at(entry, 'group')) ?? '';
  if (ALSO.has(group)) return [];
  const found: Violation[] = [];
  for (const [k, name] of asStrings(at(entry, 'resources')).entries()) {
    const real = groups.get(name.split('/')[0] ?? '');
    if (real === undefined || real === group) continue;
    const message = `${name} is served by the group ${real || '"" (core)'}, not by ${group || '"" (core)'}`;
    found.push({ path: [...path, 'resources', k], message });
  }
  return found;
}
