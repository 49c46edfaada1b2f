import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-shielded-nodes-off',
  title: 'GKE nodes are not shielded',
  severity: 'medium',
  profile: 'all',
  why: 'Without Shielded GKE Nodes a stolen bootstrap credential lets a machine pose as any node and read the secrets of its pods.',
  remedy: 'Set enable_shielded_nodes to true (its default).',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/shielded-gke-nodes',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.shieldedNodes, off)],
});
