import { defineCheck, type Violation } from '../../model/check.ts';
import { lessIfRendered, literalEntriesOf } from '../../kubernetes/secret-data.ts';

export default defineCheck({
  id: 'secret-in-git',
  title: 'Secret is written in plain text in a manifest',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'Base64 is no encryption: everyone who can read the repository, its clones, its history or its CI logs has the credential.',
  remedy:
    'Keep the value in a secret manager (External Secrets, CSI driver) or encrypt it in the file (SOPS, SealedSecret), and change it now.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  types: ['Secret'],

  find(resource) {
    const found: Violation[] = [];
    for (const field of ['data', 'stringData']) {
      const keys = literalEntriesOf(resource).flatMap(({ path, key }) => (path[0] === field ? [key] : []));
      const more = keys.length > 3 ? ` and ${keys.length - 3} more` : '';
      if (keys.length > 0)
        found.push({
          path: [field],
          message: `${field} holds ${keys.slice(0, 3).join(', ')}${more} in plain text`,
          ...lessIfRendered(resource),
        });
    }
    return found;
  },
});
