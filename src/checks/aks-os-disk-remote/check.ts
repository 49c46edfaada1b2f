import { settingCheck, wrong, noneOf } from '../../cloud/setting-check.ts';
import { aksNodePool } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-os-disk-remote',
  title: 'AKS nodes keep their system disk on remote storage',
  severity: 'info',
  profile: 'all',
  why: 'An ephemeral system disk lives on the host and goes with the node: no copy of it is left in a storage account.',
  remedy: 'Set os_disk_type to Ephemeral with a VM size whose cache is large enough.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/concepts-storage',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksNodePool.osDisk, noneOf('Ephemeral'))],
});
