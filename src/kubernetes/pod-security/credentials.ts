/* Telling credentials from other settings by the name and the look of a value. Linear, and never shows a value. */

/** What the rules on credentials let users set. */
export interface CredentialSearch {
  /** Names that are no credential's whatever they look like. */
  readonly allowedNames: readonly string[];
  readonly allowedValues: readonly string[];
  /** Leave out values that a person is meant to replace: `<password>`, `xxxx`. */
  readonly ignorePlaceholders: boolean;
  /** Words of a name that make it a credential's: `API_JWT`. */
  readonly words: readonly string[];
  /** Parts of a word that do: `DB_PASSWORD`, `mysecretvalue`. */
  readonly stems: readonly string[];
  /** Ends of a word that do: `accesstoken`. */
  readonly endings: readonly string[];
  /** Pairs or longer runs of words, joined by `_`: `api_key`. */
  readonly phrases: readonly string[];
  /** Last words of names that only tell where a credential is or how it is used: `TOKEN_TTL`. */
  readonly harmlessEndings: readonly string[];
}

const MATERIAL: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/],
  ['a JSON web token', /\beyJ(?:hbGciO|0eXAiO|raWQiO)[\w-]/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,255})\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{10,250}/],
  ['a Google API key', /\bAIza[\w-]{35}\b/],
  ['a bearer token', /^Bearer [\w.~+/-]{8,4000}=*$/],
  ['a password in a URL', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@$<{]{1,100}:[^\s:/?#@$<{*]{3,200}@/],
];

/** Every one of these has one of the words; most values have none. */
const MATERIAL_HINT = /-----BEGIN|eyJ|A[KS]IA|gh[pousr]_|github_pat_|xox|AIza|^Bearer |:\/\//;

const MAX_LINES = 5000;

/** What the value of that name seems to be, in words that do not repeat it; undefined where it is no credential. */
export function credentialOf(name: string, value: string, search: CredentialSearch): string | undefined {
  if (search.allowedNames.includes(name) || isHarmless(value, search) || isCount(name, value)) return undefined;
  const seen = materialIn(value) ?? materialIn(decoded(value)) ?? amongPairs(value, search);
  if (seen !== undefined) return seen;
  return namesCredential(name, search) ? `a literal value (${value.length} characters)` : undefined;
}

function materialIn(text: string): string | undefined {
  return MATERIAL_HINT.test(text) ? MATERIAL.find(([, pattern]) => pattern.test(text))?.[0] : undefined;
}

const LONGEST_PAIRS = 2000;
const PAIR = /^-{0,2}([A-Za-z][\w.-]{0,80})=(.{3,300})$/;

/** A credential in a connection string, a query or a list of options: `Server=db;Password=…`, `-Ddb.password=… -Dx=y`. */
function amongPairs(value: string, search: CredentialSearch): string | undefined {
  if (value.length > LONGEST_PAIRS || value.indexOf('=') === value.lastIndexOf('=') || value.includes('\n'))
    return undefined;
  const pairs = value.split(/[;&?\s]/).flatMap((part) => {
    const [, name, text] = PAIR.exec(part) ?? [];
    return name !== undefined && text !== undefined ? [{ name, text }] : [];
  });
  const secret = pairs.length > 1 && pairs.find(({ name, text }) => isLiteral(name, text, search));
  return secret ? `a literal ${secret.name} among its settings` : undefined;
}

/** Not a reference, a format or the name of a variable: `password=$PASSWORD`, `password=%s`, `password=password`. */
function isLiteral(name: string, text: string, search: CredentialSearch): boolean {
  if (isHarmless(text, search) || isCount(name, text) || /^[$%{<(*]/.test(text)) return false;
  return namesCredential(name, search) && !name.toLowerCase().endsWith(text.toLowerCase());
}

/** How many words a language model may write is no secret. */
function isCount(name: string, value: string): boolean {
  return /^\d{1,9}$/.test(value) && /tokens$/i.test(name);
}

const SHORTEST = 24;

/** The text behind base64, or nothing where it is none. */
function decoded(value: string): string {
  if (value.length < SHORTEST || !/^[A-Za-z0-9+/=\s]+$/.test(value)) return '';
  const packed = value.replace(/\s+/g, '');
  const isBase64 = packed.length >= SHORTEST && packed.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(packed);
  return isBase64 ? atob(packed) : '';
}

/** The name of the first setting of a file's text that holds a credential; one setting is one line. */
export function settingWithCredential(text: string, search: CredentialSearch): string | undefined {
  for (const line of text.split('\n', MAX_LINES)) {
    const setting = settingOf(line);
    if (setting && credentialOf(setting.name, setting.value, search) !== undefined) return setting.name;
  }
  return undefined;
}

/** `name: value`, `name = value` or `"name": "value",`. */
function settingOf(line: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^\s{0,40}["']?([A-Za-z_][\w.-]{0,80})["']?\s{0,10}[:=]\s{0,10}(\S[^\n]{0,400})$/.exec(line);
  if (!match?.[1] || !match[2]) return undefined;
  const value = match[2]
    .replace(/\s#.*$/, '')
    .replace(/[",']+/g, '')
    .trim();
  return /^[[{|>&*]/.test(value) ? undefined : { name: match[1], value };
}

function isHarmless(value: string, { allowedValues, ignorePlaceholders }: CredentialSearch): boolean {
  return allowedValues.includes(value) || isStandIn(value) || (ignorePlaceholders && isPlaceholder(value));
}

/** Whether a variable or key of this name holds a credential itself. */
function namesCredential(name: string, search: CredentialSearch): boolean {
  let names = judgedNames.get(search);
  if (!names || names.size > MOST_NAMES) judgedNames.set(search, (names = new Map()));
  let verdict = names.get(name);
  if (verdict === undefined) names.set(name, (verdict = judgeName(name, search)));
  return verdict;
}

/** The same few names come again and again: each is judged once for the same lists. */
const judgedNames = new WeakMap<CredentialSearch, Map<string, boolean>>();
const MOST_NAMES = 10_000;

function judgeName(name: string, { words, stems, endings, phrases, harmlessEndings }: CredentialSearch): boolean {
  const parts = wordsOf(name);
  const last = parts.at(-1);
  if (last === undefined || harmlessEndings.includes(last)) return false;
  const joined = `_${parts.join('_')}_`;
  if (phrases.some((phrase) => joined.includes(`_${phrase}_`))) return true;
  return parts.some(
    (part) =>
      words.includes(part) ||
      stems.some((stem) => part.includes(stem)) ||
      endings.some((ending) => part.endsWith(ending)),
  );
}

/** Where helpers of stores fetch the credential from: `vault://…`, `ref+awssecrets://…`, `op://…`. */
const STORED =
  /^(?:ref\+)?(?:akeyless|awssecrets|awssm|awsssm|azurekeyvault|berglas|doppler|file|gcpsecrets|gcpsm|op|vault):\/\//;

/** Values that stand for something else: nothing, a reference, a template, a path, an address, a switch. */
function isStandIn(value: string): boolean {
  const text = value.trim();
  if (text === '' || /^\/[\w./-]*$/.test(text) || /^(?:true|false|yes|no|on|off|none|null)$/i.test(text)) return true;
  if (/^\$\([\w.-]+\)$/.test(text) || /^\$\{[^}]*\}$/.test(text) || /^\$[A-Za-z_][\w.:-]*$/.test(text)) return true;
  if (STORED.test(text) || /^[a-z][a-z0-9+.-]{1,20}:\/\/[\w.-]+(?::\d{1,5})?\/?$/.test(text)) return true;
  // The last is `namespace/name` of another object.
  return /^\{\{[^}]*\}\}$/.test(text) || /^[a-z0-9-]+\/[a-z0-9][a-z0-9.-]*$/.test(text);
}

/** Values that a person is meant to replace. */
function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return /^<[^>]*>$/.test(text) || /^(?:x{3,}|\*{3,}|\.{3})$/i.test(text);
}

/** `dbPassword`, `DB_PASSWORD` and `db.password` are all `db`, `password`. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
