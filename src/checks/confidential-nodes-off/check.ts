import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'confidential-nodes-off',
  title: 'Memory of nodes is not encrypted',
  severity: 'info',
  profile: 'all',
  why: 'Confidential nodes keep the memory of workloads encrypted, also from whoever controls the host.',
  remedy:
    'For workloads that must not trust the host, set confidential_nodes.enabled to true and use a machine type that supports it.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/confidential-gke-nodes',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.confidentialNodes, off)],
});
