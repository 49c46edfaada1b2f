import { settingCheck, wrong, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster, gkeNodePool } from '../../cloud/gke.ts';
import { valueOf } from '../../cloud/fact.ts';
import { clusterOf } from '../../cloud/pools.ts';
import type { Part } from '../../cloud/part.ts';
import type { Inventory } from '../../model/inventory.ts';

export default settingCheck({
  id: 'node-metadata-exposed',
  title: 'Pods on GKE nodes reach the identity of the node',
  severity: 'high',
  profile: 'recommended',
  why: "A pod that asks the metadata server gets the token of the node's service account, and with it whatever the nodes may do in the project.",
  remedy: 'Set workload_metadata_config.mode to GKE_METADATA, with workload identity for the cluster.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [
    wrong(gkeNodePool.metadataMode, oneOf('GCE_METADATA', 'MODE_UNSPECIFIED', 'EXPOSE', 'UNSPECIFIED', 0, 1)),
    wrong(gkeNodePool.metadataMode, (value) => value === null, {
      unless: (pool, { inventory }) => clusterHasPool(pool, inventory),
      so: 'and the cluster has no workload identity, so pods reach the metadata of the node',
    }),
  ],
});

/** With workload identity in the cluster, new pools hide the metadata of their nodes by themselves. */
function clusterHasPool(pool: Part, inventory: Inventory): boolean {
  const cluster = clusterOf(pool, inventory);
  return !cluster || valueOf(cluster, gkeCluster.workloadPool) !== null;
}
