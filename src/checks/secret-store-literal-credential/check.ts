import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { isPlaceholder } from '../../kubernetes/secret-data.ts';
import { at, isObject } from '../../std/value.ts';
import { append } from '../../std/append.ts';

export default defineCheck({
  id: 'secret-store-literal-credential',
  title: 'Secret store has its credential in plain text',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'The one credential that opens all the others is in the manifest, and everyone who may read the store object has it.',
  remedy: "Refer to a Secret with secretRef, or better let the workload's identity log in.",
  references: [
    'https://external-secrets.io/latest/api/secretstore/',
    'https://external-secrets.io/latest/guides/security-best-practices/',
  ],
  types: ['SecretStore.external-secrets.io', 'ClusterSecretStore.external-secrets.io'],

  find(resource) {
    const path = ['spec', 'provider'];
    const found: Violation[] = [];
    for (const [literal, name] of literalsIn(at(resource.object, ...path), path)) {
      found.push({ path: literal, message: `${name} is a literal` });
    }
    return found;
  },
});

const NAME =
  /^(?:(?:access|auth|bearer|api)?[-_]?token|password|passphrase|client_?secret|secret_?access_?key|secret_?key|api_?key|private_?key|authorization|x-api-key|x-vault-token)$/i;
const MAX_DEPTH = 20;

/** String entries named like a credential; references (`...Ref`) are objects of names and are passed over. */
function literalsIn(value: Json | undefined, path: Path): [Path, string][] {
  if (!isObject(value) || path.length > MAX_DEPTH) return [];
  const all: [Path, string][] = [];
  for (const [key, entry] of Object.entries(value)) {
    if (/(?:Ref|Reference)$/.test(key)) continue;
    if (typeof entry === 'string' && entry !== '' && NAME.test(key) && !isPlaceholder(entry))
      all.push([[...path, key], key]);
    else append(all, literalsIn(entry, [...path, key]));
  }
  return all;
}
