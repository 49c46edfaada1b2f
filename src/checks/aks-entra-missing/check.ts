import { settingCheck, wrong } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-entra-missing',
  title: 'AKS cluster does not know the users of Entra ID',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without Entra ID everyone signs in with the shared certificate of the local account, which names nobody and can not be withdrawn from one person.',
  remedy: 'Add azure_active_directory_role_based_access_control with the groups of the administrators.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/enable-authentication-microsoft-entra-id',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  covers: ['aks-azure-rbac-off'],
  rules: [wrong(aksCluster.entra, (value) => value === null)],
});
