import { settingCheck } from '../../cloud/setting-check.ts';
import { setting } from '../../cloud/value.ts';
import { asString } from '../../std/value.ts';

const KEYS: Readonly<Record<string, string>> = {
  'ebs.csi.aws.com': 'kmsKeyId',
  'ebs.csi.eks.amazonaws.com': 'kmsKeyId',
  'kubernetes.io/aws-ebs': 'kmsKeyId',
  'pd.csi.storage.gke.io': 'disk-encryption-kms-key',
  'disk.csi.azure.com': 'diskEncryptionSetID',
};

export default settingCheck({
  id: 'storage-class-without-own-key',
  title: 'StorageClass makes volumes without an own key',
  severity: 'info',
  profile: 'all',
  why: 'The provider encrypts volumes with its own keys; only a key of your own can be withdrawn and shows who used it.',
  remedy:
    'Name a key in the parameters: kmsKeyId (EBS), disk-encryption-kms-key (Persistent Disk), diskEncryptionSetID (Azure Disk).',
  references: [
    'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek',
    'https://learn.microsoft.com/en-us/azure/aks/azure-disk-customer-managed-keys',
  ],
  others: [
    {
      types: ['StorageClass'],
      find: ({ object }) => {
        const parameter = KEYS[asString(object['provisioner']) ?? ''];
        const key = parameter === undefined ? undefined : setting(object, ['parameters', parameter], 'loose');
        return key?.state === 'absent' ? [{ path: key.path, message: `the parameter ${parameter} is not set` }] : [];
      },
    },
  ],
});
