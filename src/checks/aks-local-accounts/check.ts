import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-local-accounts',
  title: 'AKS cluster has local accounts',
  severity: 'medium',
  profile: 'recommended',
  why: 'The local account is a certificate of a cluster administrator: everyone who may list the credentials gets it, it passes by Entra ID and its conditions, and the audit log shows no person.',
  remedy: 'Set local_account_disabled to true, with Entra ID for people and workloads.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/manage-local-accounts-managed-azure-ad',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.localAccountsOff, off)],
});
