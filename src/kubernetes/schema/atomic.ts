import type { ObjectType } from './types.ts';

/*
 * What server-side apply takes as a whole: types and maps that the OpenAPI documents of Kubernetes 1.36 mark with
 * `x-kubernetes-map-type: atomic`. Lists are whole unless their field names keys or says that they are sets.
 */

const TYPES: ReadonlySet<string> = new Set([
  ...['v1', 'v1alpha1', 'v1beta1'].flatMap((version) =>
    ['MatchResources', 'NamedRuleWithOperations', 'ParamKind', 'ParamRef'].map(
      (name) => `admissionregistration.${version}.${name}`,
    ),
  ),
  'admissionregistration.v1.Variable',
  'admissionregistration.v1beta1.Variable',
  'autoscaling.v1.CrossVersionObjectReference',
  'core.v1.ConfigMapKeySelector',
  'core.v1.EndpointAddress',
  'core.v1.EndpointPort',
  'core.v1.FileKeySelector',
  'core.v1.LocalObjectReference',
  'core.v1.NodeSelector',
  'core.v1.NodeSelectorTerm',
  'core.v1.ObjectFieldSelector',
  'core.v1.ObjectReference',
  'core.v1.ResourceFieldSelector',
  'core.v1.ScopeSelector',
  'core.v1.SecretKeySelector',
  'core.v1.SecretReference',
  'core.v1.TopologySelectorTerm',
  'core.v1.TypedLocalObjectReference',
  'discovery.v1.EndpointPort',
  'networking.v1.ServiceBackendPort',
  'rbac.v1.RoleRef',
  'rbac.v1.Subject',
  'meta.v1.LabelSelector',
  'meta.v1.OwnerReference',
]);

const MAPS: ReadonlySet<string> = new Set([
  'core.v1.PodSpec.nodeSelector',
  'core.v1.ReplicationControllerSpec.selector',
  'core.v1.ServiceSpec.selector',
  'node.v1.Scheduling.nodeSelector',
]);

/** Whether values of the type are replaced as a whole. */
export function isAtomicType({ name }: ObjectType): boolean {
  return TYPES.has(name);
}

/** Whether a field that holds a map is replaced as a whole. */
export function isAtomicMap(type: ObjectType, field: string): boolean {
  return MAPS.has(`${type.name}.${field}`);
}
