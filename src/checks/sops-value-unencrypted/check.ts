import { defineCheck } from '../../model/check.ts';
import { isObject } from '../../std/value.ts';
import { isPlaceholder, isSopsEncrypted, secretEntriesOf } from '../../kubernetes/secret-data.ts';

export default defineCheck({
  id: 'sops-value-unencrypted',
  title: 'Encrypted Secret has a value in plain text',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'The file looks encrypted but this value is not: it was added by hand and is readable to everyone who can read the repository.',
  remedy: 'Edit the file with sops, or run sops encrypt on it again; change the value.',
  references: ['https://getsops.io/docs/', 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  types: ['Secret'],

  covers: ['secret-in-git'],
  find(resource) {
    if (!isObject(resource.object['sops'])) return [];
    const plain = secretEntriesOf(resource).filter(
      ({ key, value }) => !isSopsEncrypted(value) && !isPlaceholder(value) && !key.endsWith('_unencrypted'),
    );
    return plain.map(({ path, key }) => ({ path, message: `${key} is not encrypted` }));
  },
});
