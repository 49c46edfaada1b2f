import type { Inventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asString } from '../std/value.ts';
import { localAddress, mentions, refersTo } from './references.ts';
import { blocks, unknownText } from './value.ts';

/* Roles in Azure of the identities of AKS clusters. */

/** A role assignment of an identity that a cluster, its kubelets or its pods use. */
export interface Assignment {
  readonly role: string;
  readonly use: 'the cluster' | 'nodes' | 'pods';
  /** How far it reaches; `narrow` is a resource or a resource group, or not known. */
  readonly scope: 'subscription' | 'narrow';
}

/** What a role assignment gives to an AKS cluster; undefined where it is for somebody else. */
export function assignmentOf(assignment: Resource, inventory: Inventory): Assignment | undefined {
  const role = asString(assignment.object['role_definition_name']);
  const use = role === undefined ? undefined : userOf(assignment, inventory);
  return role !== undefined && use ? { role, use, scope: scopeOf(assignment) } : undefined;
}

function userOf(assignment: Resource, inventory: Inventory): Assignment['use'] | undefined {
  const principal = assignment.object['principal_id'];
  const text = unknownText(principal) ?? '';
  const clusters = inventory.ofType('azurerm_kubernetes_cluster');
  if (clusters.some((cluster) => mentions(text, localAddress(cluster)))) {
    return text.includes('kubelet_identity') ? 'nodes' : 'the cluster';
  }
  const identity = inventory
    .ofType('azurerm_user_assigned_identity')
    .find((one) => mentions(text, localAddress(one)) || refersTo(assignment, principal, one) === true);
  if (!identity) return undefined;
  if (clusters.some((cluster) => uses(cluster, 'kubelet_identity', 'user_assigned_identity_id', identity)))
    return 'nodes';
  if (clusters.some((cluster) => uses(cluster, 'identity', 'identity_ids', identity))) return 'the cluster';
  return inventory
    .ofType('azurerm_federated_identity_credential')
    .some((credential) =>
      [credential.object['parent_id'], credential.object['user_assigned_identity_id']].some(
        (to) => to !== undefined && refersTo(credential, to, identity) === true,
      ),
    )
    ? 'pods'
    : undefined;
}

function uses(cluster: Resource, block: string, attribute: string, identity: Resource): boolean {
  return blocks(cluster.object, block).some(({ value }) => refersTo(cluster, value[attribute], identity) === true);
}

function scopeOf({ object }: Resource): Assignment['scope'] {
  return isSubscription(object['scope']) ? 'subscription' : 'narrow';
}

/** A subscription or management group as a scope: as text, or by the data source that means the current one. */
export function isSubscription(scope: Json | undefined): boolean {
  const text = asString(scope) ?? '';
  const source = unknownText(scope) ?? '';
  const whole =
    /^\/subscriptions\/[^/]+\/?$/i.test(text) || /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(text);
  const current = /^data\.azurerm_(subscription|management_group)\.[\w-]+\.id$/.test(source);
  return whole || current || /^"?\/subscriptions\/\$\{[^}/]*\}"?$/.test(source);
}
