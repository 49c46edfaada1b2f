import { coversSecrets, encryptionEntries, ENCRYPTION_TYPES } from '../../kubernetes/component/encryption.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

const STRONG = new Set(['kms', 'secretbox', 'aescbc']);

export default defineCheck({
  id: 'encryption-config-weak',
  title: 'Encryption configuration has no strong provider',
  severity: 'medium',
  category: 'control-plane',
  profile: 'recommended',
  why: 'identity does not encrypt at all, and aesgcm with a key that is not rotated every 200 000 writes repeats nonces, which gives the plain text away.',
  remedy: 'Use a KMS v2 provider, or secretbox where there is no key service.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/#providers'],
  types: ENCRYPTION_TYPES,
  find(resource) {
    const found: Violation[] = [];
    for (const entry of encryptionEntries(resource.object)) {
      const names = entry.providers.map(({ name }) => name);
      // An entry of identity alone takes other resources out of a wildcard that follows.
      const optsOut = !coversSecrets(entry) && names.every((name) => name === 'identity');
      if (optsOut || names.some((name) => STRONG.has(name))) continue;
      found.push({
        path: [...entry.path, 'providers'],
        message: `${entry.resources.join(', ')} are encrypted by ${names.join(', ') || 'nothing'} alone`,
      });
    }
    return found;
  },
});
