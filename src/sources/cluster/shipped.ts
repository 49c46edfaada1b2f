import { hasOwnSubjects } from '../../access/bootstrap.ts';
import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, at, equalJson } from '../../std/value.ts';

/*
 * Objects that the API server and the controller manager make by themselves and keep as they are. They are facts, but a
 * finding about one of them would tell nothing that the user decided. How we know that one is as shipped:
 * `metadata.managedFields` names everyone who ever set a field of it, and nobody but those two components did. Since a
 * writer can call himself anything, bindings must besides give their role to nobody but Kubernetes' own names.
 */

const OWN_MANAGERS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'clusterrole-aggregation-controller',
  'api-priority-and-fairness-config-consumer-v1',
  'api-priority-and-fairness-config-producer-v1',
]);
const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);
const USER_FACING_ROLES: ReadonlySet<string> = new Set(['cluster-admin', 'admin', 'edit', 'view']);

type Test = (object: JsonObject, name: string, namespace: string) => boolean;

/** By kind: whether an object is one of those that Kubernetes makes. */
const OWN: Readonly<Record<string, Test>> = {
  ClusterRole: isBootstrapRole,
  Role: isBootstrapRole,
  ClusterRoleBinding: isBootstrapBinding,
  RoleBinding: isBootstrapBinding,
  ConfigMap: (_object, name, namespace) => name === 'kube-root-ca.crt' || SYSTEM_NAMESPACES.has(namespace),
  FlowSchema: isReconciled,
  PriorityLevelConfiguration: isReconciled,
  PriorityClass: (_object, name) => name.startsWith('system-'),
  Namespace: (_object, name) => SYSTEM_NAMESPACES.has(name) || name === 'default',
  Service: (_object, name, namespace) => namespace === 'default' && name === 'kubernetes',
  ServiceAccount: (object, _name, namespace) => SYSTEM_NAMESPACES.has(namespace) && isBareAccount(object),
};

/** Whether an object, as the server sent it, is one of Kubernetes' own that nobody has touched. */
export function isShipped(object: JsonObject): boolean {
  const metadata = asObject(object['metadata']);
  const test = OWN[asString(object['kind']) ?? ''];
  if (!test?.(object, asString(metadata['name']) ?? '', asString(metadata['namespace']) ?? '')) return false;
  const writers = asList(metadata['managedFields']).map((entry) => asString(at(entry, 'manager')) ?? '');
  // Without an entry nothing is known of who wrote an object; the accounts of the controller manager alone have none.
  return (
    writers.every((writer) => OWN_MANAGERS.has(writer)) && (writers.length > 0 || object['kind'] === 'ServiceAccount')
  );
}

function isBootstrapped(object: JsonObject): boolean {
  return at(object, 'metadata', 'labels', 'kubernetes.io/bootstrapping') === 'rbac-defaults';
}

function isBootstrapRole(object: JsonObject, name: string): boolean {
  return isBootstrapped(object) && (name.startsWith('system:') || USER_FACING_ROLES.has(name));
}

function isBootstrapBinding(object: JsonObject): boolean {
  return hasOwnSubjects(object) && isBootstrapped(object);
}

/** API Priority and Fairness puts back what it marks so. */
function isReconciled(object: JsonObject): boolean {
  return at(object, 'metadata', 'annotations', 'apf.kubernetes.io/autoupdate-spec') === 'true';
}

/** An account that the controller manager made: a name and nothing else (it leaves no entry in `managedFields`). */
function isBareAccount(object: JsonObject): boolean {
  const rest = Object.keys(object).filter((key) => !['apiVersion', 'kind', 'metadata', 'secrets'].includes(key));
  return rest.length === 0 && equalJson(at(object, 'metadata', 'annotations') ?? {}, {});
}
