/* Telling credentials from other settings by the name and the look of a value. Linear, and never shows a value. */

export interface CredentialWords {
  /** Words of a name that make it a credential's: `DB_PASSWORD`, `apiToken`. */
  readonly words: readonly string[];
  /** Pairs or longer runs of words, joined by `_`: `api_key`. */
  readonly phrases: readonly string[];
  /** Last words of names that only tell where a credential is or how it is used: `TOKEN_TTL`. */
  readonly harmlessEndings: readonly string[];
}

const MATERIAL: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['a JSON web token', /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,255})\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,250}/],
  ['a Google API key', /\bAIza[\w-]{35}\b/],
  ['a bearer token', /^Bearer [\w.~+/-]{16,4000}=*$/],
  ['a password in a URL', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@$<{]{1,100}:[^\s:/?#@$<{*]{3,200}@/],
];

/** What kind of credential a value shows by its look, or undefined. */
export function credentialIn(value: string): string | undefined {
  return MATERIAL.find(([, pattern]) => pattern.test(value))?.[0];
}

/** Whether a variable or key of this name holds a credential itself. */
export function namesCredential(name: string, { words, phrases, harmlessEndings }: CredentialWords): boolean {
  const parts = wordsOf(name);
  const last = parts.at(-1);
  if (last === undefined) return false;
  const joined = `_${parts.join('_')}_`;
  if (phrases.some((phrase) => joined.includes(`_${phrase}_`))) return !harmlessEndings.includes(last);
  return parts.some((part) => words.includes(part)) && !harmlessEndings.includes(last);
}

/** Values that stand for something else: nothing, a reference, a template, a path, a switch. */
export function isStandIn(value: string): boolean {
  const text = value.trim();
  if (text === '' || /^\/[\w./-]*$/.test(text) || /^(?:true|false|yes|no|on|off|none|null)$/i.test(text)) return true;
  if (/^\$\([\w.-]+\)$/.test(text) || /^\$\{[^}]*\}$/.test(text) || /^\$[A-Z_][A-Z0-9_]*$/.test(text)) return true;
  return /^<[^>]*>$/.test(text) || /^\{\{[^}]*\}\}$/.test(text) || /^(?:x{3,}|\*{3,}|\.{3})$/i.test(text);
}

/** `dbPassword`, `DB_PASSWORD` and `db.password` are all `db`, `password`. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Parameters shared by the rules that look for credentials by name. */
export const CREDENTIAL_WORDS = {
  words: [
    'apikey',
    'bearer',
    'cred',
    'credential',
    'credentials',
    'creds',
    'jwt',
    'passphrase',
    'passwd',
    'password',
    'passwords',
    'passwort',
    'psswrd',
    'pw',
    'pwd',
    'secret',
    'secrets',
    'token',
    'tokens',
  ],
  phrases: [
    'access_key',
    'account_key',
    'api_key',
    'auth_key',
    'aws_access_key_id',
    'azure_batch_account',
    'azure_batch_key',
    'azure_batchai_storage_account',
    'azure_batchai_storage_key',
    'client_key',
    'consumer_key',
    'encryption_key',
    'license_key',
    'master_key',
    'private_key',
    'rsa_key',
    'secret_key',
    'service_key',
    'session_key',
    'shared_key',
    'signing_key',
    'ssh_key',
    'storage_key',
  ],
  harmlessEndings: [
    'age',
    'algorithm',
    'arn',
    'audience',
    'count',
    'dir',
    'directory',
    'disabled',
    'duration',
    'enabled',
    'endpoint',
    'expiration',
    'expires',
    'expiry',
    'file',
    'filename',
    'format',
    'header',
    'host',
    'hours',
    'interval',
    'issuer',
    'length',
    'lifetime',
    'limit',
    'location',
    'max',
    'min',
    'minutes',
    'mount',
    'name',
    'namespace',
    'path',
    'policy',
    'port',
    'prefix',
    'provider',
    'ref',
    'region',
    'required',
    'rotation',
    'seconds',
    'size',
    'store',
    'suffix',
    'timeout',
    'ttl',
    'type',
    'uri',
    'url',
    'version',
  ],
} satisfies CredentialWords;
