import { requirementsOf } from '../kubernetes/selector.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asObject, asString, asStrings, at, entryOf, isObject } from '../std/value.ts';
import { calicoSelector } from './calico.ts';

/** One policy as isolation sees it: which pods it selects, and in which directions it ends their default openness. */
export interface PolicyView {
  readonly resource: Resource;
  /** A `LabelSelector`; Cilium's and Calico's are translated. */
  readonly selector: JsonObject;
  readonly ingress: boolean;
  readonly egress: boolean;
  /** An ingress rule that names no peer and no port: it lets everything in again. */
  readonly admitsAll: boolean;
  /** Tiers are asked in order; without one it is that of the network policies. */
  readonly tier?: 'admin' | 'baseline';
  /** What comes in is left to network policies, whatever later ones of the tier say. */
  readonly passes?: true;
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

/** Types of policies that are about the whole cluster. */
export const CLUSTER_WIDE_TYPES: readonly string[] = Object.keys(CLUSTER_WIDE);

/** What one object of any policy type says, several policies where it holds several. */
export function policiesOf(resource: Resource): readonly PolicyView[] {
  return (entryOf(NAMESPACED, resource.type) ?? entryOf(CLUSTER_WIDE, resource.type))?.(resource) ?? [];
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
