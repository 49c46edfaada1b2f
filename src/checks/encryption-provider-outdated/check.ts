import { encryptionEntries, ENCRYPTION_TYPES, type Provider } from '../../kubernetes/component/encryption.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'encryption-provider-outdated',
  title: 'Data is encrypted by a provider that is no longer recommended',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'aescbc has no integrity protection and is open to padding oracles; KMS v1 asks the key service for every object, is deprecated since 1.28 and off by default since 1.29.',
  remedy:
    'Put a KMS v2 provider (or secretbox) first, keep the old one behind it until all objects are rewritten, then drop it.',
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers',
    'https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/',
  ],
  types: ENCRYPTION_TYPES,
  find(resource) {
    const found: Violation[] = [];
    for (const { providers } of encryptionEntries(resource.object)) {
      const [first] = providers;
      const reason = first && outdated(first);
      if (reason) found.push({ path: first.path, message: reason });
    }
    return found;
  },
});

function outdated({ name, settings }: Provider): string | undefined {
  if (name === 'aescbc') return 'aescbc is the provider that writes';
  const version = settings['apiVersion'] ?? 'v1';
  return name === 'kms' && version === 'v1' ? 'the provider that writes is KMS v1' : undefined;
}
