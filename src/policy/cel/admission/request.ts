import type { JsonObject } from '../../../model/json.ts';
import { asObject, asString, at } from '../../../std/value.ts';
import { pluralOf } from '../plural.ts';
import { targetOf } from '../../target.ts';
import type { Lookups, Operation, RequestFacts, Subject, UserInfo } from '../../types.ts';
import { definitionOf, isClusterScoped } from './scope.ts';

export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** A request as admission sees it (`admission.Attributes` of k8s.io/apiserver). */
export interface AdmissionRequest {
  readonly operation: Operation;
  readonly resource: GroupVersion & { readonly resource: string };
  readonly kind: GroupVersion & { readonly kind: string };
  /** '' for the object itself. */
  readonly subresource: string;
  /** '' where the server makes the name up. */
  readonly name: string;
  /** Of a namespace: its own name. '' for other objects of the cluster. */
  readonly namespace: string;
  readonly object: JsonObject | null;
  readonly oldObject: JsonObject | null;
  readonly namespaceObject: JsonObject | null;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly user: UserInfo;
  readonly dryRun: boolean;
  readonly options: JsonObject | undefined;
}

const NOBODY: UserInfo = { username: '', groups: [], roles: [], clusterRoles: [] };

const OPTIONS: Readonly<Partial<Record<Operation, string>>> = {
  CREATE: 'CreateOptions',
  UPDATE: 'UpdateOptions',
  DELETE: 'DeleteOptions',
};

/** The request that brings the object; objects that name no namespace are in `default`. */
export function admissionRequestOf(subject: Subject, lookups: Lookups): AdmissionRequest {
  const { operation, request = {}, parent, object, oldObject } = subject;
  const { group, version, kind, name: targetName, namespace: targetNamespace } = targetOf(subject);
  const owner = parent ?? { group, version, kind };
  const name = request.name ?? asString(at(object, 'metadata', 'name')) ?? '';
  const isNamespace = owner.group === '' && owner.kind === 'Namespace';
  const lands = () => landsIn(owner, targetNamespace, lookups);
  const namespace = request.namespace ?? (isNamespace ? targetName : lands());
  return {
    operation,
    kind: { group, version, kind },
    resource: { group: owner.group, version: owner.version, resource: request.resource ?? resourceOf(owner, lookups) },
    subresource: subject.subresource,
    name,
    namespace,
    ...(operation === 'DELETE'
      ? { object: null, oldObject: oldObject ?? object }
      : { object, oldObject: oldObject ?? null }),
    namespaceObject: isNamespace || namespace === '' ? null : namespaceOf(subject, namespace),
    namespaceLabels: subject.namespaceLabels,
    user: subject.user ?? NOBODY,
    ...flagsOf(request, operation),
  };
}

function landsIn({ group, kind }: { group: string; kind: string }, named: string, lookups: Lookups): string {
  return isClusterScoped(group, kind, lookups) ? '' : named || 'default';
}

function flagsOf({ dryRun, options }: RequestFacts, operation: Operation) {
  const kind = OPTIONS[operation];
  const usual = kind ? { apiVersion: 'meta.k8s.io/v1', kind } : undefined;
  return { dryRun: dryRun ?? false, options: options ?? usual };
}

function resourceOf({ group, kind }: { group: string; kind: string }, lookups: Lookups): string {
  const names = asObject(asObject(definitionOf(group, kind, lookups)?.['spec'])['names']);
  return asString(names['plural']) ?? pluralOf(kind);
}

function namespaceOf({ namespaceObject, namespaceLabels }: Subject, name: string): JsonObject {
  if (namespaceObject) return namespaceObject;
  const labels = { 'kubernetes.io/metadata.name': name, ...namespaceLabels };
  return { metadata: { name, labels }, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } };
}

/** The variable `request`, without what is empty, as Go writes it. */
export function requestVariable(
  request: AdmissionRequest,
  matched: Pick<AdmissionRequest, 'kind' | 'resource'> = request,
): JsonObject {
  const { user, subresource, name, namespace } = request;
  return {
    uid: '',
    kind: { ...matched.kind },
    resource: { ...matched.resource },
    ...(subresource && { subResource: subresource }),
    requestKind: { ...request.kind },
    requestResource: { ...request.resource },
    ...(subresource && { requestSubResource: subresource }),
    ...(name && { name }),
    ...(namespace && { namespace }),
    operation: request.operation,
    userInfo: userInfoOf(user),
    dryRun: request.dryRun,
    options: request.options ?? null,
  };
}

function userInfoOf({ username, uid, groups, extra }: UserInfo): JsonObject {
  return {
    ...(username && { username }),
    ...(uid && { uid }),
    ...(groups.length > 0 && { groups: [...groups] }),
    ...(extra && Object.keys(extra).length > 0 && { extra: mutable(extra) }),
  };
}

function mutable(extra: Readonly<Record<string, readonly string[]>>): JsonObject {
  return Object.fromEntries(Object.entries(extra).map(([key, values]) => [key, [...values]]));
}
