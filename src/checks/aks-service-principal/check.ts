import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-service-principal',
  title: 'AKS cluster signs in to Azure with a service principal',
  severity: 'low',
  profile: 'all',
  why: 'The secret of a service principal is kept by people, expires, and is readable on every node; a managed identity has none.',
  remedy: 'Replace service_principal by identity { type = "UserAssigned" } or "SystemAssigned".',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/use-managed-identity',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [
    wrong(aksCluster.servicePrincipal, (value) => !missing(value) && value !== 'msi', {
      says: (_, { label }) => `${label} is set: the cluster uses a service principal`,
    }),
  ],
});
