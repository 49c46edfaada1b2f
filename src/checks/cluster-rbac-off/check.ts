import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'cluster-rbac-off',
  title: 'Cluster runs without RBAC',
  severity: 'critical',
  profile: 'recommended',
  why: 'Without RBAC every authenticated user and every service account may do anything in the cluster.',
  remedy: 'Set role_based_access_control_enabled to true (its default).',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/concepts-identity',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.rbac, off)],
});
