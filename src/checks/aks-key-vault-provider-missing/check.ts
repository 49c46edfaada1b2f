import { settingCheck, wrong, off } from '../../cloud/setting-check.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'aks-key-vault-provider-missing',
  title: 'AKS cluster can not mount secrets of a Key Vault',
  severity: 'info',
  profile: 'all',
  why: 'Without a provider of outside secrets they are copied into Kubernetes Secrets, where they are not rotated and everyone who may read the namespace has them.',
  remedy: 'Add key_vault_secrets_provider with rotation, and mount secrets with the Secrets Store CSI driver.',
  references: [
    'https://learn.microsoft.com/en-us/azure/aks/csi-secrets-store-driver',
    'https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/kubernetes_cluster',
  ],
  rules: [wrong(aksCluster.keyVaultProvider, (value) => value === null), wrong(aksCluster.keyVaultProviderOn, off)],
});
