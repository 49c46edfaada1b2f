import { type SelectorIndex, indexBySelector } from '../kubernetes/label-index.ts';
import { inEffectiveNamespace, namespaceOf, podsIn } from '../kubernetes/namespaces.ts';
import { requirementsOf } from '../kubernetes/selector.ts';
import type { Workload } from '../kubernetes/workload.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { NAMESPACE_LABEL, calicoSelector } from './calico.ts';

/** One policy as isolation sees it: which pods it selects, and in which directions it ends their default openness. */
export interface PolicyView {
  readonly resource: Resource;
  /** A `LabelSelector`; Cilium's and Calico's are translated. */
  readonly selector: JsonObject;
  readonly ingress: boolean;
  readonly egress: boolean;
  /** An ingress rule that names no peer and no port: it lets everything in again. */
  readonly admitsAll: boolean;
}

type Reader = (resource: Resource) => readonly PolicyView[];

const NAMESPACED: Readonly<Record<string, Reader>> = {
  NetworkPolicy: readNetworkPolicy,
  'CiliumNetworkPolicy.cilium.io': readCilium,
  'NetworkPolicy.projectcalico.org': readCalico,
  'NetworkPolicy.crd.projectcalico.org': readCalico,
};

const CLUSTER_WIDE: Readonly<Record<string, Reader>> = {
  'CiliumClusterwideNetworkPolicy.cilium.io': readCilium,
  'GlobalNetworkPolicy.projectcalico.org': readCalico,
  'GlobalNetworkPolicy.crd.projectcalico.org': readCalico,
};

/** Types of policies that live in a namespace. */
export const POLICY_TYPES: readonly string[] = Object.keys(NAMESPACED);

/** The policies that select a workload's pods, the cluster-wide ones among them. */
export function policiesFor(inventory: Inventory, workload: Workload): readonly PolicyView[] {
  const namespace = namespaceOf(workload.resource);
  const labels = { ...workload.labels, [NAMESPACE_LABEL]: namespace };
  const namespaced = inventory.deriveIn(policiesLandingIn, namespace);
  return [...namespaced.matching(labels), ...inventory.derive(clusterWidePolicies).matching(labels)];
}

/** What one object of any policy type says, several policies where it holds several. */
export function policiesOf(resource: Resource): readonly PolicyView[] {
  return (NAMESPACED[resource.type] ?? CLUSTER_WIDE[resource.type])?.(resource) ?? [];
}

/** Whether any policy lives in the namespace, or a cluster-wide one selects all of its pods. */
export function hasPolicies(inventory: Inventory, namespace: string): boolean {
  const own = inventory.deriveIn(policiesLandingIn, namespace);
  if (own.size > 0) return true;
  return inventory.derive(clusterWidePolicies).matching({ [NAMESPACE_LABEL]: namespace }).length > 0;
}

/** How far a namespace's pods are shut off from unasked traffic. */
export interface Isolation {
  readonly workloads: number;
  /** Workloads that take traffic from every pod of the cluster. */
  readonly open: readonly Workload[];
}

export function isolationOf(inventory: Inventory, namespace: string): Isolation {
  const workloads = podsIn(inventory, namespace).all;
  const open = workloads.filter((w) => !policiesFor(inventory, w).some((p) => p.ingress && !p.admitsAll));
  return { workloads: workloads.length, open };
}

function policiesLandingIn(inventory: Inventory, namespace: string): SelectorIndex<PolicyView> {
  const policies = POLICY_TYPES.flatMap((type) => inEffectiveNamespace(inventory, type, namespace));
  return indexBySelector(policies.flatMap(policiesOf), selectorOf);
}

function clusterWidePolicies(inventory: Inventory): SelectorIndex<PolicyView> {
  const policies = Object.keys(CLUSTER_WIDE).flatMap((type) => inventory.ofType(type));
  return indexBySelector(policies.flatMap(policiesOf), selectorOf);
}

function selectorOf({ selector }: PolicyView): JsonObject {
  return selector;
}

/** Absent `policyTypes` mean Ingress, and Egress where there are egress rules (NetworkPolicySpec). */
function readNetworkPolicy(resource: Resource): readonly PolicyView[] {
  const spec = asObject(resource.object['spec']);
  const types = asStrings(spec['policyTypes']);
  const stated = types.length > 0;
  return [
    {
      resource,
      selector: asObject(spec['podSelector']),
      ingress: !stated || types.includes('Ingress'),
      egress: stated ? types.includes('Egress') : asList(spec['egress']).length > 0,
      admitsAll: asList(spec['ingress']).some(isEmptyRule),
    },
  ];
}

function isEmptyRule(rule: Json): boolean {
  return isObject(rule) && ['from', 'to', 'ports'].every((key) => asList(rule[key]).length === 0);
}

/** Cilium isolates a direction as soon as one rule speaks of it; `specs` holds several policies in one object. */
function readCilium(resource: Resource): readonly PolicyView[] {
  const specs = [resource.object['spec'], ...asList(resource.object['specs'])];
  return specs.filter(isObject).flatMap((spec) => {
    if (!isObject(spec['endpointSelector'])) return [];
    const has = (direction: string) => [direction, `${direction}Deny`].some((key) => Array.isArray(spec[key]));
    const view = { resource, selector: withoutSources(spec['endpointSelector']), admitsAll: false };
    return [{ ...view, ingress: has('ingress'), egress: has('egress') }];
  });
}

/** Cilium's labels carry their source, `k8s:app`; without one `any:` is meant. */
function withoutSources(selector: JsonObject): JsonObject {
  const pairs = Object.entries(asObject(selector['matchLabels'])).map(([key, value]) => [bare(key), value] as const);
  const expressions = asList(selector['matchExpressions']).map((item): Json => {
    const key = asString(at(item, 'key'));
    return isObject(item) && key !== undefined ? Object.assign({}, item, { key: bare(key) }) : item;
  });
  return { matchLabels: Object.fromEntries(pairs), matchExpressions: expressions };
}

function bare(key: string): string {
  return key.replace(/^(?:k8s|any)[:.]/, '');
}

function readCalico(resource: Resource): readonly PolicyView[] {
  const spec = asObject(resource.object['spec']);
  const types = asStrings(spec['types']);
  const rules = (key: string) => asList(spec[key]).length > 0;
  const stated = types.length > 0;
  return [
    {
      resource,
      selector: calicoSelector(asString(spec['selector']) ?? ''),
      ingress: stated ? types.includes('Ingress') : rules('ingress') || !rules('egress'),
      egress: stated ? types.includes('Egress') : rules('egress'),
      admitsAll: false,
    },
  ];
}

/** Whether a selector demands nothing and so selects every pod. */
export function selectsAll(selector: Json | undefined): boolean {
  return requirementsOf(selector ?? {})?.length === 0;
}
