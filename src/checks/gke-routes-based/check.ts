import { settingCheck, wrong, off, oneOf } from '../../cloud/setting-check.ts';
import { gkeCluster } from '../../cloud/gke.ts';

export default settingCheck({
  id: 'gke-routes-based',
  title: 'GKE cluster routes pods instead of giving them addresses of the VPC',
  severity: 'low',
  profile: 'all',
  why: 'Pods of a routes-based cluster have no addresses that the VPC knows, so firewall rules, private nodes and flow logs can not tell them apart.',
  remedy: 'Use networking_mode VPC_NATIVE (the default) with an ip_allocation_policy; it needs a new cluster.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips',
    'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  ],
  rules: [wrong(gkeCluster.networkingMode, oneOf('ROUTES')), wrong(gkeCluster.aliasAddresses, off)],
});
