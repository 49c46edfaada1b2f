import { settingCheck, wrong, off, missing, oneOf } from '../../cloud/setting-check.ts';
import { eksCluster } from '../../cloud/eks.ts';
import { gkeCluster } from '../../cloud/gke.ts';
import { aksCluster } from '../../cloud/aks.ts';

export default settingCheck({
  id: 'cluster-secrets-without-kms-key',
  title: 'Secrets of the cluster are not encrypted with an own key',
  severity: 'medium',
  profile: 'all',
  why: "The provider encrypts its disks with its own keys; only with a key of one's own does a backup or a copy of etcd stay unreadable, and each use of the key is logged and can be withdrawn.",
  remedy:
    'Name a key of the key management service for the encryption of Secrets (encryption_config, database_encryption, key_management_service).',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets',
    'https://learn.microsoft.com/en-us/azure/aks/use-kms-etcd-encryption',
  ],
  rules: [
    wrong(eksCluster.secretsKey, missing),
    wrong(gkeCluster.secretsEncryption, oneOf('DECRYPTED', 'UNKNOWN', 'CURRENT_STATE_UNSPECIFIED', 0, 2)),
    wrong(aksCluster.secretsKey, missing),
    wrong(aksCluster.secretsKeyOn, off),
  ],
});
