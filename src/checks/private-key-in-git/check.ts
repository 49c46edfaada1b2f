import { defineCheck } from '../../model/check.ts';
import { lessIfRendered, literalEntriesOf } from '../../kubernetes/secret-data.ts';

const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;

export default defineCheck({
  id: 'private-key-in-git',
  title: 'Private key is written in a manifest',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'Whoever reads the repository can pose as the server and read its traffic, until every certificate of the key is revoked.',
  remedy:
    'Let cert-manager create keys in the cluster, or encrypt the file; revoke the certificate and make a new key.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets',
  ],
  types: ['Secret'],

  covers: ['secret-in-git'],
  find(resource) {
    return literalEntriesOf(resource)
      .filter(({ key, value }) => key === 'tls.key' || key === 'ssh-privatekey' || PRIVATE_KEY.test(value))
      .map(({ path, key }) => ({ path, message: `${key} is a private key`, ...lessIfRendered(resource) }));
  },
});
