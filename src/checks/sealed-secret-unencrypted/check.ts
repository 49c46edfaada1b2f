import { defineCheck, type Violation } from '../../model/check.ts';
import { asObject, asString, at } from '../../std/value.ts';
import { isPlaceholder } from '../../kubernetes/secret-data.ts';

const PATH = ['spec', 'encryptedData'];

export default defineCheck({
  id: 'sealed-secret-unencrypted',
  title: 'Sealed secret has a value in plain text',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'The value was written by hand and not sealed: it is readable to everyone who can read the repository.',
  remedy: 'Seal it with kubeseal, and change the value.',
  references: ['https://github.com/bitnami-labs/sealed-secrets'],
  types: ['SealedSecret.bitnami.com'],

  find(resource) {
    const found: Violation[] = [];
    for (const [key, value] of Object.entries(asObject(at(resource.object, ...PATH)))) {
      const text = asString(value);
      if (!text || isPlaceholder(text) || isSealed(text)) continue;
      found.push({ path: [...PATH, key], message: `${key} is not sealed` });
    }
    return found;
  },
});

/** What kubeseal writes is an RSA-wrapped key and more: over 300 characters of base64. */
function isSealed(text: string): boolean {
  return text.length > 300 && /^[A-Za-z0-9+/=\s]+$/.test(text);
}
