import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-intranode-visibility-off',
  title: 'Traffic between pods of one GKE node is invisible to the network',
  severity: 'low',
  profile: 'all',
  why: 'Packets that stay on the node pass by flow logs and firewall rules of the VPC: lateral movement between its pods leaves no trace.',
  remedy: 'Set enable_intranode_visibility to true, with flow logs on the subnet.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/intranode-visibility',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.intranodeVisibility, off)],
});
