import type { Json, JsonObject } from '../model/json.ts';
import type { Field, ObjectType } from '../kubernetes/schema/types.ts';
import { asList, asObject, asString, equalJson, isObject } from '../std/value.ts';
import { type Around, type DefaultRule, DEFAULTS } from './default-values.ts';
import { emptyMeans, isEmpty } from './values.ts';

/** Whether a field that no file declares holds what the API server fills in: a default, or defaults all the way down. */
export function isDefault(type: ObjectType, field: Field, value: Json, around: Around): boolean {
  const known = (DEFAULTS[type.name] ?? NONE)[field.name];
  if (typeof known === 'function' && known(value, around)) return true;
  if (known !== undefined && typeof known !== 'function' && equalJson(value, known)) return true;
  if (field.value.shape !== 'type' || !isObject(value) || emptyMeans(field.value)) return false;
  return holdsDefaults(field.value.type, value, around.kind);
}

const NONE: Readonly<Record<string, Json | DefaultRule>> = {};

/** Whether the object says nothing that the API server would not say for it. */
function holdsDefaults(type: ObjectType, object: JsonObject, kind: string): boolean {
  return Object.entries(object).every(([name, value]) => {
    if (isEmpty(value) || value === '') return true;
    const field = type.fields.get(name);
    if (field === undefined) return false;
    return isAssigned(type, field, kind) || isDefault(type, field, value!, { kind, declared: {}, live: object });
  });
}

/** Fields that the API server or a controller fills in where no one says them, with whatever they find right. */
export function isAssigned(type: ObjectType, field: Field, kind: string): boolean {
  return (ASSIGNED[type.name] ?? []).includes(field.name) || (kind === 'Pod' && isOfPod(type, field));
}

const ASSIGNED: Readonly<Record<string, readonly string[]>> = {
  'core.v1.ServiceSpec': ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'healthCheckNodePort'],
  'core.v1.ServicePort': ['nodePort'],
  'core.v1.ServiceAccount': ['secrets'],
  'core.v1.NamespaceSpec': ['finalizers'],
  'core.v1.PersistentVolumeClaimSpec': ['volumeName', 'storageClassName'],
  'core.v1.PersistentVolumeSpec': ['claimRef'],
  'core.v1.NodeSpec': ['podCIDR', 'podCIDRs', 'providerID', 'taints'],
  'certificates.v1.CertificateSigningRequestSpec': ['extra', 'groups', 'uid', 'username'],
};

/** What admission and the scheduler write into a Pod; in a template it is somebody's wish. */
function isOfPod(type: ObjectType, { name }: Field): boolean {
  return type.name === 'core.v1.PodSpec' && ['nodeName', 'priority', 'preemptionPolicy'].includes(name);
}

/** Whether admission adds the item to a list of every Pod: the token's volume and mount, two tolerations. */
export function isDefaultItem(type: ObjectType, field: Field, item: Json, kind: string): boolean {
  return kind === 'Pod' && (ITEMS[`${type.name}.${field.name}`]?.(asObject(item)) ?? false);
}

const ITEMS: Readonly<Record<string, (item: JsonObject) => boolean>> = {
  'core.v1.PodSpec.tolerations': ({ key, operator, effect, tolerationSeconds }) =>
    (key === 'node.kubernetes.io/not-ready' || key === 'node.kubernetes.io/unreachable') &&
    operator === 'Exists' &&
    effect === 'NoExecute' &&
    typeof tolerationSeconds === 'number',
  'core.v1.PodSpec.volumes': isTokenSources,
  'core.v1.Container.volumeMounts': isTokenMount,
  'core.v1.EphemeralContainer.volumeMounts': isTokenMount,
};

function isTokenVolume(name: Json | undefined): boolean {
  return /^kube-api-access-[a-z0-9]{5}$/.test(asString(name) ?? '');
}

/** Nothing but the token, the authority and the namespace. */
function isTokenSources({ name, projected, ...others }: JsonObject): boolean {
  const sources = asList(asObject(projected)['sources']).map(asObject);
  return isTokenVolume(name) && Object.keys(others).length === 0 && sources.length > 0 && sources.every(isTokenSource);
}

function isTokenMount({ name, mountPath, readOnly }: JsonObject): boolean {
  return isTokenVolume(name) && mountPath === '/var/run/secrets/kubernetes.io/serviceaccount' && readOnly === true;
}

function isTokenSource({ serviceAccountToken, configMap, downwardAPI, ...others }: JsonObject): boolean {
  if (Object.keys(others).length > 0) return false;
  if (configMap !== undefined) return asObject(configMap)['name'] === 'kube-root-ca.crt';
  if (serviceAccountToken !== undefined) return asObject(serviceAccountToken)['audience'] === undefined;
  return downwardAPI !== undefined;
}
