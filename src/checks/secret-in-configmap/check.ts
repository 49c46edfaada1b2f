import { CREDENTIAL_SEARCH } from '../../kubernetes/pod-security/credential-search.ts';
import {
  credentialOf,
  settingWithCredential,
  type CredentialSearch,
} from '../../kubernetes/pod-security/credentials.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
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
  find: (resource, _scope, parameters) => [
    ...entries(resource, 'data', (key, value) =>
      value.trim().includes('\n') ? inFile(key, value, parameters) : inLine(key, value, parameters),
    ),
    ...entries(resource, 'binaryData', (key, value) => inFile(key, value, parameters)),
  ],
});

function entries(
  resource: Resource,
  section: 'data' | 'binaryData',
  judge: (key: string, value: string) => string | undefined,
): Violation[] {
  const found: Violation[] = [];
  const object = asObject(resource.object[section]);
  for (const key in object) {
    const value = object[key];
    const what = typeof value === 'string' ? judge(key, value) : undefined;
    if (what !== undefined) found.push({ path: [section, key], message: `the entry ${key} holds ${what}` });
  }
  return found;
}

/** The value of the key itself, or a file of one line: a single setting, or JSON without line breaks. */
function inLine(key: string, line: string, search: CredentialSearch): string | undefined {
  const own = credentialOf(key, line, search);
  if (own !== undefined || search.allowedNames.includes(key) || search.allowedValues.includes(line)) return own;
  return inSettings(settingsOf(line), search);
}

/** A value with spaces is prose rather than a setting. */
function settingsOf(line: string): string {
  if (line.trimStart().startsWith('{')) return line.replace(/[{},]/g, '\n');
  return line.replace(/[:=]/, ' ').trim().split(/\s+/).length === 2 ? line : '';
}

/** A key or token anywhere in the text, or a setting that is one; the name of the file says nothing. */
function inFile(key: string, text: string, search: CredentialSearch): string | undefined {
  if (search.allowedNames.includes(key)) return undefined;
  return credentialOf('', text, search) ?? inSettings(text, search);
}

function inSettings(text: string, search: CredentialSearch): string | undefined {
  const setting = settingWithCredential(text, search);
  return setting && `the setting ${setting} with a literal value`;
}
