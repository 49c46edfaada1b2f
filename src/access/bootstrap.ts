import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, at } from '../std/value.ts';

/*
 * The API server makes some roles and bindings itself and marks them
 * (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings). At its start it puts back
 * what is missing there, but it leaves what somebody added: the mark alone proves nothing.
 */

const LABEL = 'kubernetes.io/bootstrapping';
const DECIDING = ['f:rules', 'f:subjects', 'f:roleRef', 'f:aggregationRule'];
const OWN_WRITERS: ReadonlySet<string> = new Set([
  'kube-apiserver',
  'kube-controller-manager',
  'clusterrole-aggregation-controller',
]);
/** Groups that hold everybody, and the bindings that every cluster has for them. */
const EVERYBODY = /^system:(?:authenticated|unauthenticated|anonymous|serviceaccounts(?::.*)?)$/;
const FOR_EVERYBODY: ReadonlySet<string> = new Set([
  'system:basic-user',
  'system:discovery',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
]);

/** Whether the API server made the object, as far as the object tells, and nobody else decided what it says. */
export function isBootstrapped(resource: Resource): boolean {
  return isMarked(resource.object) && !isChanged(resource.object) && hasOwnSubjects(resource.object);
}

/** Whether an object that the API server made says what somebody else decided: known of objects of a cluster alone. */
export function isChanged(object: JsonObject): boolean {
  return isMarked(object) && asList(at(object, 'metadata', 'managedFields')).some(decides);
}

function isMarked(object: JsonObject): boolean {
  return at(object, 'metadata', 'labels', LABEL) === 'rbac-defaults';
}

function decides(entry: unknown): boolean {
  const { manager, fieldsV1 } = asObject(entry as JsonObject);
  return !OWN_WRITERS.has(asString(manager) ?? '') && DECIDING.some((field) => field in asObject(fieldsV1));
}

/** Kubernetes gives its own roles to its own components; a role has no subjects. */
export function hasOwnSubjects(object: JsonObject): boolean {
  const role = asString(at(object, 'roleRef', 'name')) ?? '';
  return asList(object['subjects']).every((item) => {
    const { kind, name, namespace } = asObject(item);
    if (kind === 'ServiceAccount') return namespace === 'kube-system';
    const known = asString(name) ?? '';
    return EVERYBODY.test(known) ? FOR_EVERYBODY.has(role) : known.startsWith('system:');
  });
}
