import { flagCheck } from '../../kubernetes/component/flag-check.ts';
import { mustBeSet, where } from '../../kubernetes/component/flag-rules.ts';
import { flagOf } from '../../kubernetes/component/types.ts';

/** What the flag was called before Kubernetes 1.13. */
const OLD = 'experimental-encryption-provider-config';

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
  rule: where((component) => !flagOf(component, OLD), mustBeSet('encryption-provider-config')),
});
