import { settingCheck, off } from '../../cloud/setting-check.ts';
import { setting } from '../../cloud/value.ts';
import { asString } from '../../std/value.ts';

const EBS = new Set(['ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com', 'kubernetes.io/aws-ebs']);

export default settingCheck({
  id: 'storage-class-unencrypted',
  title: 'StorageClass makes volumes that are not encrypted',
  severity: 'medium',
  profile: 'all',
  why: 'Data of the volumes lies readable in snapshots and on returned hardware, unless the account encrypts all volumes.',
  remedy: 'Set the parameter encrypted to "true".',
  references: [
    'https://kubernetes.io/docs/concepts/storage/storage-classes/',
    'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
  ],
  others: [
    {
      types: ['StorageClass'],
      find: ({ object }) => {
        if (!EBS.has(asString(object['provisioner']) ?? '')) return [];
        const encrypted = setting(object, 'parameters.encrypted');
        if (encrypted.state === 'unknown' || (encrypted.state === 'set' && !off(encrypted.value))) return [];
        const said = encrypted.state === 'set' ? 'is false' : 'is not set';
        return [{ path: encrypted.path, message: `the parameter encrypted ${said}` }];
      },
    },
  ],
});
