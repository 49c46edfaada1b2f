import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet } from '../../kubernetes/component/flag-rules.ts';

export default flagCheck({
  id: 'apiserver-encryption-provider-missing',
  title: 'Secrets are stored in etcd unencrypted',
  severity: 'medium',
  profile: 'recommended',
  why: 'Without an encryption provider secrets are plain text in etcd, its snapshots and its disks: a copied backup gives every password in the cluster.',
  remedy:
    'Write an EncryptionConfiguration (a KMS v2 provider where there is one) and set --encryption-provider-config to it.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  component: 'kube-apiserver',
  rule: mustBeSet('encryption-provider-config'),
});
