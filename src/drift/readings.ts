import type { Json, JsonObject } from '../model/json.ts';
import { asObject, asString, at } from '../std/value.ts';
import { isEmpty } from './values.ts';

/* How certain types of objects have to be read to be compared. */

/** Fields that are not compared: values of Secrets, which are never asked for, and schemas, which no rule reads. */
export const SKIPPED: ReadonlySet<string> = new Set([
  'core.v1.Secret.data',
  'core.v1.Secret.stringData',
  'core.v1.Secret.type',
  'core.v1.Secret.immutable',
  'apiextensions.v1.CustomResourceValidation.openAPIV3Schema',
  // Behind a feature gate that is off: the API server drops it.
  'apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable',
  ...[
    'creationTimestamp',
    'deletionGracePeriodSeconds',
    'deletionTimestamp',
    'finalizers',
    'generateName',
    'generation',
    'managedFields',
    'name',
    'namespace',
    'ownerReferences',
    'resourceVersion',
    'selfLink',
    'uid',
  ].map((name) => `meta.v1.ObjectMeta.${name}`),
]);

/** Whether zero and empty text stand for "not set" in a field that has another default. */
export function zeroIsUnset(type: string, field: string, value: Json): boolean {
  return value === '' || (value === 0 && (type === 'core.v1.Probe' || field === 'targetPort'));
}

/** Fields where false or zero says another thing than nothing does. */
export const MEANINGFUL: ReadonlySet<string> = new Set([
  'core.v1.SecurityContext.allowPrivilegeEscalation',
  'core.v1.SecurityContext.runAsUser',
  'core.v1.SecurityContext.runAsGroup',
  'core.v1.PodSecurityContext.runAsUser',
  'core.v1.PodSecurityContext.runAsGroup',
  'core.v1.PodSpec.automountServiceAccountToken',
  'core.v1.PodSpec.hostUsers',
  'core.v1.ServiceAccount.automountServiceAccountToken',
]);

/** Objects of which each field is told on its own where the object as a whole came or went. */
export const TRANSPARENT: ReadonlySet<string> = new Set([
  'meta.v1.ObjectMeta',
  'core.v1.SecurityContext',
  'core.v1.PodSecurityContext',
  'core.v1.Capabilities',
  'core.v1.ResourceRequirements',
  'core.v1.PodSpec',
  'core.v1.PodTemplateSpec',
]);

/** Lists of plain values whose order counts. */
export const ORDERED: ReadonlySet<string> = new Set(['command', 'args', 'nameservers', 'searches']);

/** The object in the form in which both sides can be compared. */
export function normalized(type: string, object: JsonObject): JsonObject {
  return READINGS[type]?.(object) ?? object;
}

const READINGS: Readonly<Record<string, (object: JsonObject) => JsonObject>> = {
  'core.v1.PodSpec': podSpec,
  'batch.v1.Job': labelled,
  'core.v1.ReplicationController': labelled,
};

/** `serviceAccount` is the old name of `serviceAccountName`. */
function podSpec(pod: JsonObject): JsonObject {
  const old = asString(pod['serviceAccount']);
  if (old === undefined) return pod;
  const { serviceAccount: _, ...rest } = pod;
  return { ...rest, serviceAccountName: rest['serviceAccountName'] ?? old };
}

/** Without labels of its own the object takes those of its template. */
function labelled(object: JsonObject): JsonObject {
  const metadata = asObject(object['metadata']);
  if (!isEmpty(metadata['labels'])) return object;
  return { ...object, metadata: { ...metadata, labels: at(object, 'spec', 'template', 'metadata', 'labels') } };
}
