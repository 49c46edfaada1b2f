import { CREDENTIAL_SEARCH } from '../../kubernetes/pod-security/credential-search.ts';
import {
  credentialOf,
  settingWithCredential,
  type CredentialSearch,
} from '../../kubernetes/pod-security/credentials.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asObject } from '../../std/value.ts';

export default defineCheck({
  id: 'secret-in-configmap',
  title: 'ConfigMap holds a credential',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'ConfigMaps are not meant for confidential data: they are readable by far more accounts than Secrets, stored unencrypted and printed by tools.',
  remedy: 'Move the entry to a Secret (better, to a store outside the cluster) and rotate what was written down.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  types: ['ConfigMap'],
  parameters: CREDENTIAL_SEARCH,
  find: (resource, _scope, parameters) =>
    Object.entries(asObject(resource.object['data'])).flatMap(([key, value]): Violation[] => {
      if (typeof value !== 'string') return [];
      const isFile = value.trim().includes('\n');
      const what = isFile ? inFile(key, value, parameters) : credentialOf(key, value, parameters);
      return what === undefined ? [] : [{ path: ['data', key], message: `the entry ${key} holds ${what}` }];
    }),
});

/** A key or token anywhere in the text, or a setting that is one; the name of the file says nothing. */
function inFile(key: string, text: string, search: CredentialSearch): string | undefined {
  if (search.allowedNames.includes(key)) return undefined;
  const seen = credentialOf('', text, search);
  if (seen !== undefined) return seen;
  const setting = settingWithCredential(text, search);
  return setting && `the setting ${setting} with a literal value`;
}
