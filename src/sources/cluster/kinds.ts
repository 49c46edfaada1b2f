import { groupOf, typeOf } from '../../kubernetes/kinds.ts';
import { allKinds } from '../../kubernetes/schema/types.ts';
import { MESH_TYPES, NETWORK_TYPES, RELATED_TYPES, UNREAD_TYPES } from '../../network/engine/types.ts';
import type { ApiResource } from '../../kube/discovery.ts';
import type { Check } from '../../model/check.ts';

/**
 * Types that no rule names and that must be read all the same: views look them up (which policies select a workload, who is
 * bound to what), or they decide what else may run. A test holds that views look at no type that is not read.
 */
const ALWAYS: readonly string[] = [
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'ConfigMap',
  'CustomResourceDefinition',
  'HorizontalPodAutoscaler',
  'IngressClass',
  'LimitRange',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodDisruptionBudget',
  'PriorityClass',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'RuntimeClass',
  'Secret',
  'Service',
  'ServiceAccount',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  ...NETWORK_TYPES,
  ...MESH_TYPES,
  ...RELATED_TYPES,
  ...UNREAD_TYPES,
];

/** Read of the whole cluster even where one namespace is scanned: without them its bindings can't be understood. Facts alone. */
export const CONTEXT: ReadonlySet<string> = new Set(['ClusterRole', 'ClusterRoleBinding']);

/** Groups of documents that no cluster serves. */
const DOCUMENT_GROUPS: ReadonlySet<string> = new Set([
  'hostdata.kubescape.cloud',
  'eksctl.io',
  'kops.k8s.io',
  'eks.amazonaws.com',
  'container.googleapis.com',
  'management.azure.com',
]);
/** Of custom resources; what Terraform calls `data.aws_iam_policy_document` is none. */
const GROUP = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

/** Types that a cluster is asked for: those that the rules are about, and those that views look at. */
export function typesToRead(checks: readonly Check[], own: readonly string[] = []): ReadonlySet<string> {
  const named = checks.flatMap(({ types, reads = [] }) => [...(types === '*' ? [] : types), ...reads]);
  return new Set([...ALWAYS, ...named, ...own].filter(isServable));
}

function isServable(type: string): boolean {
  if (type.startsWith(ANY_GROUP)) return true;
  const dot = type.indexOf('.');
  if (dot < 0) return true;
  const group = type.slice(dot + 1);
  return GROUP.test(group) && !DOCUMENT_GROUPS.has(group);
}

/** A kind of whatever group: `*.Application`. Policies name kinds so; others name resources: `applications.argoproj.io`. */
const ANY_GROUP = '*.';

function isNamed(types: ReadonlySet<string>, type: string, { kind, plural, group }: ApiResource): boolean {
  return types.has(type) || types.has(`${plural}.${group}`) || types.has(ANY_GROUP + kind);
}

/** A kind to list, and how checks call it. */
export interface Wanted {
  readonly resource: ApiResource;
  readonly type: string;
}

/** The kinds of a server that are worth listing, each in the version that the server prefers; of a namespace, those within it. */
export function wantedKinds(
  served: readonly ApiResource[],
  types: ReadonlySet<string>,
  namespace: string | undefined,
): Wanted[] {
  const wanted = served
    .filter((resource) => resource.preferred && resource.verbs.includes('list') && !resource.plural.includes('/'))
    .map((resource) => ({ resource, type: typeOf(versionOf(resource), resource.kind) }))
    .filter(
      ({ type, resource }) => isNamed(types, type, resource) && (namespace === undefined || isNear(resource, type)),
    );
  return withoutTwins(wanted);
}

function isNear(resource: ApiResource, type: string): boolean {
  return resource.namespaced || CONTEXT.has(type);
}

function versionOf({ group, version }: ApiResource): string {
  return group ? `${group}/${version}` : version;
}

/** Old servers have a kind in two groups (Ingress of extensions and networking.k8s.io): the one that lived on is read. */
function withoutTwins(wanted: readonly Wanted[]): Wanted[] {
  return [...Map.groupBy(wanted, ({ type }) => type).values()].map(
    (twins) => twins.find(({ resource, type }) => builtInGroups().get(type)?.has(resource.group)) ?? twins[0]!,
  );
}

/** A right of the role that a scan needs. */
export interface Right {
  readonly group: string;
  readonly plural: string;
}

/** What must be allowed to read these types, sorted. Types that no cluster serves are left out. */
export function rightsFor(types: ReadonlySet<string>): Right[] {
  const rights = [...types].flatMap((type): Right[] => {
    const dot = type.indexOf('.');
    if (type.startsWith(ANY_GROUP)) return [{ group: '*', plural: pluralOf(type.slice(ANY_GROUP.length)) }];
    const name = type.slice(0, dot);
    if (dot >= 0) return [{ group: type.slice(dot + 1), plural: /^[a-z]/.test(name) ? name : pluralOf(name) }];
    return [...(builtInGroups().get(type) ?? [])].map((group) => ({ group, plural: pluralOf(type) }));
  });
  return rights.sort((a, b) => compare(a.group, b.group) || compare(a.plural, b.plural));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

let groups: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The groups that built-in kinds are served in. */
function builtInGroups(): ReadonlyMap<string, ReadonlySet<string>> {
  if (groups) return groups;
  const found = new Map<string, Set<string>>();
  for (const key of allKinds().keys()) {
    const [apiVersion = '', kind = ''] = key.split(' ');
    found.set(kind, (found.get(kind) ?? new Set()).add(groupOf(apiVersion)));
  }
  return (groups = found);
}

/** Kubernetes' own rule for the names of resources (meta.UnsafeGuessKindToResource); holds for every kind that rules name. */
export function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(singular)) return `${singular}es`;
  return /[^aeiou]y$/.test(singular) ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
