import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'node-auto-repair-off',
  title: 'Broken nodes are not replaced automatically',
  severity: 'low',
  profile: 'all',
  why: 'A node that fails its health checks keeps its workloads and stops getting fixes until someone looks.',
  remedy: 'Set management.auto_repair to true (its default).',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/node-auto-repair',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_node_pool',
  ],
  rules: [wrong(gkeNodePool.autoRepair, off)],
});
