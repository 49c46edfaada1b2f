import {
  CREDENTIAL_WORDS,
  credentialIn,
  isStandIn,
  namesCredential,
  type CredentialWords,
} from '../../kubernetes/pod-security/credentials.ts';
import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'secret-plaintext-env',
  title: 'Credential stands in the manifest in plain text',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'Everyone who can read the repository, the rendered chart or the pod in the cluster has the credential, for as long as the history is kept.',
  remedy:
    'Move it to a Secret (better, to a store outside the cluster), refer to it, and rotate what was written down.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  types: WORKLOAD_TYPES,
  parameters: { ...CREDENTIAL_WORDS, allowedNames: [] as string[], allowedValues: [] as string[] },
  find: (resource, _scope, parameters) =>
    perContainer(resource, (container) =>
      asList(container.spec['env']).flatMap((item, i) => {
        const name = asString(at(item, 'name')) ?? `#${i}`;
        const value = at(item, 'value');
        const what =
          typeof value === 'string' || typeof value === 'number'
            ? credential(name, String(value), parameters)
            : undefined;
        if (what === undefined) return [];
        return [
          { path: [...container.path, 'env', i, 'value'], message: `${nameOf(container)} sets ${name} to ${what}` },
        ];
      }),
    ),
});

/** What the value seems to be, in words that do not repeat it. */
function credential(
  name: string,
  value: string,
  { allowedNames, allowedValues, ...words }: Allowances,
): string | undefined {
  if (allowedNames.includes(name) || allowedValues.includes(value) || isStandIn(value)) return undefined;
  const seen = credentialIn(value);
  if (seen !== undefined) return seen;
  return namesCredential(name, words) ? `a literal value (${value.length} characters)` : undefined;
}

interface Allowances extends CredentialWords {
  readonly allowedNames: readonly string[];
  readonly allowedValues: readonly string[];
}
