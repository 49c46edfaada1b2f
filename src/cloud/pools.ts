import type { Inventory } from '../model/inventory.ts';
import { at, entryOf } from '../std/value.ts';
import { valueOf } from './fact.ts';
import { gkeNodePool } from './gke.ts';
import { isTrue, partsOf, type Part } from './part.ts';
import { referred, refersTo } from './references.ts';
import { blocks } from './value.ts';

/* Which node pools, machines and clusters belong together. */

const CLUSTERS: Readonly<Record<string, { readonly type: string; readonly attribute: string }>> = {
  google_container_node_pool: { type: 'google_container_cluster', attribute: 'cluster' },
  azurerm_kubernetes_cluster_node_pool: { type: 'azurerm_kubernetes_cluster', attribute: 'kubernetes_cluster_id' },
  aws_eks_node_group: { type: 'aws_eks_cluster', attribute: 'cluster_name' },
};

/** The cluster of a node pool, where it is the same resource or is known by reference or name. */
export function clusterOf(pool: Part, inventory: Inventory): Part | undefined {
  const within = partsOf(pool.resource).find(({ kind }) => kind.endsWith('-cluster'));
  const link = entryOf(CLUSTERS, pool.resource.type);
  if (within || !link) return within;
  const [cluster] = referred(inventory, pool.resource, pool.resource.object[link.attribute], link.type);
  return cluster && partsOf(cluster)[0];
}

/** The node pools of a GKE cluster: in it, and of their own. */
function poolsOf(cluster: Part, inventory: Inventory): readonly Part[] {
  const within = partsOf(cluster.resource).filter(({ kind }) => kind === 'gke-node-pool');
  const own = inventory
    .ofType('google_container_node_pool')
    .filter((pool) => refersTo(pool, pool.object['cluster'], cluster.resource) !== false);
  return [...within, ...own.flatMap(partsOf)];
}

/** Whether every node pool of a GKE cluster says for itself that its nodes have no public addresses. */
export function nodesArePrivate(cluster: Part, inventory: Inventory): boolean {
  const pools = poolsOf(cluster, inventory);
  return pools.length > 0 && pools.every((pool) => isTrue(valueOf(pool, gkeNodePool.privateNodes)));
}

/** Whether a launch template makes nodes of a cluster: a node group uses it, or its tags name a cluster. */
export function usedByNodes({ resource }: Part, inventory: Inventory): boolean {
  const tagged = JSON.stringify([resource.object['tags'], resource.object['tag_specifications']] as unknown);
  if (tagged.includes('kubernetes.io/cluster/')) return true;
  return inventory
    .ofType('aws_eks_node_group')
    .some((group) =>
      blocks(group.object, 'launch_template').some(({ value }) =>
        [value['id'], value['name']].some((link) => refersTo(group, link, resource) === true),
      ),
    );
}

/** The subnets of an EKS node group whose machines get public addresses. */
export function publicSubnets({ resource }: Part, inventory: Inventory): readonly string[] {
  return referred(inventory, resource, at(resource.object, 'subnet_ids'), 'aws_subnet')
    .filter((subnet) => isTrue(subnet.object['map_public_ip_on_launch']))
    .map(({ name }) => name);
}
