import { holds, type Labels, type Requirement } from '../kubernetes/selector.ts';
import type { Inventory } from '../model/inventory.ts';
import type { JsonObject } from '../model/json.ts';
import { asObject, at } from '../std/value.ts';
import { adminPolicies, namespaceLabels } from './admin-policies.ts';
import { NAMESPACE_NAME } from './engine/picks.ts';
import { type Direction, type Peer, type Policy, type Rule, TIERS } from './engine/policy.ts';
import type { PolicyView } from './policy-view.ts';

/** A policy of an administrator that reaches a namespace, and the pods there that it is about. */
export interface Administered {
  readonly view: PolicyView;
  readonly pods: readonly Requirement[];
}

/** Those that say of everybody whether they may come or go, in the order in which they are asked. */
export function adminPoliciesOver(inventory: Inventory, namespace: string): readonly Administered[] {
  const labels = namespaceLabels(inventory)(namespace) ?? { [NAMESPACE_NAME]: namespace };
  return adminPolicies(inventory).flatMap((policy) => {
    const view = adminView(policy);
    return view && reaches(policy, labels) ? [{ view, pods: policy.subject.pods }] : [];
  });
}

function reaches({ subject: { namespaces } }: Policy, labels: Labels): boolean {
  return 'selector' in namespaces && namespaces.selector.every((one) => holds(one, labels));
}

/** Undefined where the policy leaves to others what everybody may do. */
function adminView(policy: Policy): PolicyView | undefined {
  const [ingress, egress] = [verdictOnAll(policy, 'ingress'), verdictOnAll(policy, 'egress')];
  const view = { ingress: ingress === 'deny', egress: egress === 'deny', admitsAll: ingress === 'accept' };
  const passes = ingress === 'pass';
  if (!view.ingress && !view.egress && !view.admitsAll && !passes) return undefined;
  const tier = policy.tier === TIERS.admin.tier ? 'admin' : 'baseline';
  return { ...view, resource: policy.resource, selector: podSelectorOf(policy), tier, ...(passes && { passes }) };
}

function podSelectorOf({ resource }: Policy): JsonObject {
  return asObject(at(resource.object, 'spec', 'subject', 'pods', 'podSelector'));
}

/** The first rule about all pods and ports decides; those before it are exceptions. */
function verdictOnAll(policy: Policy, direction: Direction): Rule['action'] | undefined {
  return policy[direction]?.find((rule) => rule.ports === undefined && (rule.peers ?? []).some(isEverybody))?.action;
}

function isEverybody(peer: Peer): boolean {
  return (
    peer.kind === 'pods' &&
    'selector' in peer.namespaces &&
    peer.namespaces.selector.length === 0 &&
    peer.pods.length === 0
  );
}
