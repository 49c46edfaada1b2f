import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksNodePool } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-host-encryption-off',
  title: 'Temporary disks of AKS nodes are not encrypted on the host',
  severity: 'low',
  profile: 'all',
  why: 'Temporary disks and caches of the nodes hold what containers write, and lie on the host unencrypted.',
  remedy: 'Set host_encryption_enabled to true in each node pool.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/enable-host-encryption',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksNodePool.hostEncryption, off)],
});
