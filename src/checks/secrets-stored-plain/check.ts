import { coversSecrets, encryptionEntries, ENCRYPTION_TYPES } from '../../kubernetes/component/encryption.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'secrets-stored-plain',
  title: 'Encryption configuration leaves secrets in plain text',
  severity: 'high',
  category: 'control-plane',
  profile: 'recommended',
  why: 'The first provider of an entry writes; identity writes plain text, and resources that no entry names are not encrypted either. A copy of etcd or of its backup then holds every secret readable.',
  remedy:
    'Cover secrets and put a KMS v2 or secretbox provider first; keep identity last while old objects are rewritten.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/'],
  types: ENCRYPTION_TYPES,
  covers: ['encryption-config-weak'],
  find(resource) {
    const entry = encryptionEntries(resource.object).find(coversSecrets);
    const [first] = entry?.providers ?? [];
    if (!entry) return [{ path: ['resources'], message: 'no entry covers secrets' }];
    if (!first) return [{ path: [...entry.path, 'providers'], message: 'the entry of secrets has no provider' }];
    if (first.name !== 'identity') return [];
    return [{ path: first.path, message: 'identity comes first, so secrets are written unencrypted' }];
  },
});
