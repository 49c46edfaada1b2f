import {
  CREDENTIAL_WORDS,
  credentialIn,
  isStandIn,
  namesCredential,
  type CredentialWords,
} from '../../kubernetes/pod-security/credentials.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asObject } from '../../std/value.ts';

const MAX_LINES = 5000;

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
  parameters: { ...CREDENTIAL_WORDS, allowedKeys: [] as string[], allowedValues: [] as string[] },
  find: (resource, _scope, parameters) =>
    ['data', 'binaryData'].flatMap((section) =>
      Object.entries(asObject(resource.object[section])).flatMap(([key, value]): Violation[] => {
        const what = typeof value === 'string' ? credential(key, value, parameters) : undefined;
        return what === undefined ? [] : [{ path: [section, key], message: `the entry ${key} ${what}` }];
      }),
    ),
});

interface Allowances extends CredentialWords {
  readonly allowedKeys: readonly string[];
  readonly allowedValues: readonly string[];
}

/** What is wrong with an entry, in words that do not repeat its value. */
function credential(key: string, value: string, allowances: Allowances): string | undefined {
  if (allowances.allowedKeys.includes(key) || allowances.allowedValues.includes(value) || isStandIn(value))
    return undefined;
  const seen = credentialIn(value);
  if (seen !== undefined) return `holds ${seen}`;
  const lines = value.trim().split('\n', MAX_LINES);
  if (lines.length === 1 && namesCredential(key, allowances)) return `is a literal value (${value.length} characters)`;
  const setting = lines.map(settingOf).find((s) => s && !isStandIn(s.value) && namesCredential(s.name, allowances));
  return setting && `sets ${setting.name} to a literal value`;
}

/** `name: value`, `name = value` or `NAME=value` on a line of its own. */
function settingOf(line: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^\s{0,40}["']?([A-Za-z_][\w.-]{0,80})["']?\s{0,10}[:=]\s{0,10}(\S[^\n]{0,400})$/.exec(line);
  if (!match?.[1] || !match[2]) return undefined;
  return { name: match[1], value: match[2].replace(/[",']+/g, '').trim() };
}
