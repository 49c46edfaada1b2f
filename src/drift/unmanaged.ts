import type { Resource } from '../model/resource.ts';
import { isSystemNamespace, namespaceOf } from '../kubernetes/namespaces.ts';
import { WORKLOAD_TYPES } from '../kubernetes/workload.ts';
import { asList, asObject, asString, at } from '../std/value.ts';

/** What the declarations claim: the namespaces that they put objects in, and the types that they speak of. */
export interface Claim {
  readonly namespaces: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

/**
 * Types that are looked for in a claimed namespace also where nothing of the type is declared: what runs, what it may do,
 * and what reaches it.
 */
export const WATCHED: ReadonlySet<string> = new Set([
  ...WORKLOAD_TYPES,
  'Role',
  'RoleBinding',
  'ServiceAccount',
  'Service',
  'Ingress',
  'NetworkPolicy',
]);

/** Types whose objects no one declares. */
export const TRANSIENT: ReadonlySet<string> = new Set([
  'Event',
  'Endpoints',
  'EndpointSlice',
  'Lease',
  'Node',
  'CSINode',
  'CSIStorageCapacity',
  'VolumeAttachment',
  'ControllerRevision',
  'ComponentStatus',
  'CertificateSigningRequest',
  'IPAddress',
  'PodMetrics.metrics.k8s.io',
  'NodeMetrics.metrics.k8s.io',
  'TokenReview',
]);

/** Whether the object is in what the declarations claim and nobody but a person or a foreign tool can have made it. */
export function isUnmanaged(resource: Resource, namespaced: boolean, claim: Claim): boolean {
  if (TRANSIENT.has(resource.type) || isMade(resource) || isOfSystem(resource)) return false;
  if (namespaced) return claim.namespaces.has(namespaceOf(resource)) && isSpokenOf(resource, claim);
  return claim.types.has(resource.type) || bindsClaimed(resource, claim);
}

function isSpokenOf({ type }: Resource, { types }: Claim): boolean {
  return types.has(type) || WATCHED.has(type);
}

/** A ClusterRoleBinding that gives rights to an account of a claimed namespace. */
function bindsClaimed({ type, object }: Resource, { namespaces }: Claim): boolean {
  if (type !== 'ClusterRoleBinding') return false;
  return asList(object['subjects'])
    .map(asObject)
    .some(
      ({ kind, namespace, name }) =>
        (kind === 'ServiceAccount' && namespaces.has(asString(namespace) ?? '')) ||
        (kind === 'Group' && namespaces.has((asString(name) ?? '').replace('system:serviceaccounts:', ''))),
    );
}

/** Made by a controller for another object. */
function isMade({ type, name, object }: Resource): boolean {
  if (asList(at(object, 'metadata', 'ownerReferences')).length > 0) return true;
  const labels = asObject(at(object, 'metadata', 'labels'));
  const annotations = asObject(at(object, 'metadata', 'annotations'));
  return MADE.some((rule) => rule(type, name, labels, annotations));
}

type Marks = Readonly<Record<string, unknown>>;

const MADE: readonly ((type: string, name: string, labels: Marks, annotations: Marks) => boolean)[] = [
  (type, name) => type === 'ConfigMap' && (name === 'kube-root-ca.crt' || name === 'openshift-service-ca.crt'),
  (type, name) => type === 'ConfigMap' && name === 'istio-ca-root-cert',
  (type, name) => type === 'ServiceAccount' && name === 'default',
  (type, name) => type === 'Service' && name === 'kubernetes',
  (type, _, labels) => type === 'Secret' && labels['owner'] === 'helm',
  (type, _, __, annotations) => type === 'Secret' && annotations['kubernetes.io/service-account.name'] !== undefined,
  (type, _, __, annotations) => type === 'Secret' && annotations['cert-manager.io/certificate-name'] !== undefined,
  (type, _, __, annotations) =>
    type === 'PersistentVolume' && annotations['pv.kubernetes.io/provisioned-by'] !== undefined,
  (_, __, labels) => labels['kubernetes.io/bootstrapping'] !== undefined,
  (type, _, labels) => type === 'APIService' && labels['kube-aggregator.kubernetes.io/automanaged'] !== undefined,
  (_, __, ___, annotations) => annotations['apf.kubernetes.io/autoupdate-spec'] !== undefined,
  (_, __, ___, annotations) => annotations['rbac.authorization.kubernetes.io/autoupdate'] !== undefined,
  (_, __, ___, annotations) => annotations['kubernetes.io/config.mirror'] !== undefined,
];

function isOfSystem({ type, name }: Resource): boolean {
  if (type === 'Namespace') return isSystemNamespace(name) || name === 'default';
  if (type === 'PriorityClass') return name.startsWith('system-');
  if (type === 'ServiceCIDR') return name === 'kubernetes';
  if (['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'].includes(type)) return name.startsWith('system:');
  return ['FlowSchema', 'PriorityLevelConfiguration'].includes(type) && ['exempt', 'catch-all'].includes(name);
}

/** Claims of volumes that a StatefulSet made from its templates have no owner: `<template>-<set>-<number>`. */
export function isClaimOf(resource: Resource, sets: readonly Resource[]): boolean {
  if (resource.type !== 'PersistentVolumeClaim') return false;
  return sets.some(
    (set) =>
      namespaceOf(set) === namespaceOf(resource) &&
      asList(at(set.object, 'spec', 'volumeClaimTemplates')).some((template) => {
        const start = `${asString(at(template, 'metadata', 'name'))}-${set.name}-`;
        return resource.name.startsWith(start) && /^\d+$/.test(resource.name.slice(start.length));
      }),
  );
}

/** The deployment tool that an object says it belongs to, in words; '' where it says none. */
export function toolOf({ object }: Resource): string {
  const labels = asObject(at(object, 'metadata', 'labels'));
  const annotations = asObject(at(object, 'metadata', 'annotations'));
  const release = asString(annotations['meta.helm.sh/release-name']);
  if (release) return `the Helm release ${release}`;
  const flux = asString(labels['kustomize.toolkit.fluxcd.io/name']);
  if (flux) return `the Flux kustomization ${flux}`;
  const argo = asString(annotations['argocd.argoproj.io/tracking-id'])?.split(':')[0];
  return argo ? `the Argo CD application ${argo}` : '';
}
