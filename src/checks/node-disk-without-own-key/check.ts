import { settingCheck, wrong, missing } from '../../cloud/setting-check.ts';
import { gkeNodePool } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'node-disk-without-own-key',
  title: 'Disks of nodes are not encrypted with an own key',
  severity: 'low',
  profile: 'all',
  why: 'The provider encrypts disks with its own keys; only a key of your own can be withdrawn and shows who used it.',
  remedy: 'Name a key: boot_disk_kms_key on GKE, disk_encryption_set_id on AKS.',
  references: [
    'https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek',
    'https://learn.microsoft.com/en-us/azure/aks/azure-disk-customer-managed-keys',
  ],
  rules: [wrong(gkeNodePool.bootDiskKey, missing), wrong(aksCluster.diskEncryptionSet, missing)],
});
