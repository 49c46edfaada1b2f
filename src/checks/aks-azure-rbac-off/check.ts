import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-azure-rbac-off',
  title: 'Rights in the AKS cluster are not managed by Azure RBAC',
  severity: 'low',
  profile: 'all',
  why: 'Rights that live only in the cluster escape the reviews, conditions and time limits of the rest of the subscription.',
  remedy: 'Set azure_rbac_enabled to true in azure_active_directory_role_based_access_control.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/manage-azure-rbac',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.azureRbac, off)],
});
