import type { Credential } from '../../model/check.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { CREDENTIAL_SEARCH } from '../../kubernetes/pod-security/credential-search.ts';
import { credentialOf } from '../../kubernetes/pod-security/credentials.ts';
import { asString, isObject } from '../../std/value.ts';

/*
 * Credentials are taken out of a snapshot, and what is put in their place looks alike enough for rules to say the same: as
 * long, with the beginning that tells the kind (`AKIA`, `ghp_`, `-----BEGIN`), the rest all `R`.
 */

/** The object without the credentials that were found in it, and without those that stand where settings do. */
export function redacted(object: JsonObject, credentials: readonly Credential[]): JsonObject {
  const found = new Set(credentials.map(({ path }) => path.join('\0')));
  const walk = (value: Json | undefined, path: readonly (string | number)[], name: string): Json | undefined => {
    if (typeof value === 'string') return redactText(value, name, found.has(path.join('\0')));
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i], listName(name)) ?? null);
    if (!isObject(value)) return value;
    const own = asString(value['name']);
    const settings = isSettings(object, path);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const called = settings ? key : key === 'value' && own !== undefined ? own : SETTINGS.has(key) ? key : '';
        return [key, walk(inner, [...path, key], called)];
      }),
    );
  };
  return walk(object, [], '') as JsonObject;
}

/** A value without whatever has the form of a well-known credential, and without passwords in addresses. */
export function withoutForms(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') return redactLines(value.split('\n')).join('\n');
  if (Array.isArray(value)) return value.map((item) => withoutForms(item) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutForms(inner)]));
}

/** Lists of words that may be settings, `--password=…`. */
const SETTINGS = new Set(['args', 'command']);

function listName(name: string): string {
  return SETTINGS.has(name) ? name : '';
}

/** The entries of a ConfigMap are settings by name. */
function isSettings(object: JsonObject, path: readonly (string | number)[]): boolean {
  return object['kind'] === 'ConfigMap' && path.length === 1 && path[0] === 'data';
}

function redactText(text: string, name: string, known: boolean): string {
  const wordsOf = SETTINGS.has(name);
  const byName = wordsOf ? undefined : credentialOf(name, text, CREDENTIAL_SEARCH);
  if (!text.includes('\n')) {
    if (byName !== undefined && !URL_PASSWORD.test(text)) return hidden(text);
    const line = redactLine(text);
    return known && line === text ? hidden(text) : line;
  }
  const lines = redactLines(text.split('\n'));
  const changed = lines.join('\n');
  return (known || byName !== undefined) && changed === text ? text.split('\n').map(hidden).join('\n') : changed;
}

/** Private keys are taken out from their first line to their last. */
function redactLines(lines: readonly string[]): string[] {
  let inKey = false;
  return lines.map((line) => {
    const begins = BEGIN.test(line);
    const within = inKey || begins;
    inKey = begins ? !END.test(line) : inKey && !END.test(line);
    return within ? hidden(line) : redactLine(line);
  });
}

const BEGIN = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;
const END = /-----END [A-Z ]{0,40}PRIVATE KEY/;

/** Passwords in addresses, values of settings that are called so, and what has the form of a credential. */
function redactLine(line: string): string {
  const text = line.replace(URL_PASSWORD, (_, start: string, password: string) => `${start}${hidden(password)}@`);
  const setting = SETTING.exec(text);
  if (setting && credentialOf(setting[2]!, unquoted(setting[4]!), CREDENTIAL_SEARCH) !== undefined) {
    if (!URL_PASSWORD.test(setting[4]!)) return `${setting[1]}${setting[2]}${setting[3]}${hidden(setting[4]!)}`;
  }
  return text.replace(FORMS, hidden);
}

// The last `@` before a space ends the password.
const URL_PASSWORD = /(:\/\/[^\s:/?#@]{0,100}:)([^\s]{1,400})@(?=[^\s@])/g;
const SETTING = /^(\s{0,40}(?:--?)?["']?)([A-Za-z_][\w.-]{0,80})(["']?\s{0,10}[:=]\s{0,10})(\S[^\n]{0,4000})$/;

/** The forms of well-known credentials. */
const FORMS = new RegExp(
  [
    '\\beyJ[\\w-]{8,}(?:\\.[\\w-]*){0,4}',
    '\\b(?:A3T[A-Z0-9]|A(?:KIA|GPA|IDA|ROA|IPA|NPA|NVA|SIA))[A-Z0-9]{16}',
    '\\b(?:gh[pousr]_|github_pat_|glpat-|glsa_|npm_|gsk_|hf_|ntn_|dckr_pat_|figd_|lin_api_|shp(?:pa|ca|at|ss)_|[sr]k_(?:live|test)_|vc[piark]_|cf(?:k|ut|at)_)[\\w-]{8,}',
    '\\b(?:xox[abeoprs]|xapp|tskey)-[\\w-]{8,}',
    '\\bsk-[\\w-]{16,}',
    '\\bAIza[\\w-]{35}',
    '\\bSG\\.[\\w-]{10,}\\.[\\w-]{10,}',
    '\\bhv[sbr]\\.[\\w-]{20,}',
    '\\bdapi[a-f0-9]{32}\\b',
    'hooks\\.slack\\.com/services/[\\w/]+',
    '\\bBearer [\\w.~+/-]{8,}=*',
  ].join('|'),
  'g',
);

function unquoted(text: string): string {
  return text
    .replace(/\s#.*$/, '')
    .replace(/[",']+/g, '')
    .trim();
}

/** Beginnings that tell what a credential is, and are none themselves. */
const KINDS =
  /^(?:\s*["']?)(?:-----(?:BEGIN|END) [A-Z ]{0,40}-----|eyJ(?:hbGciO|0eXAiO|raWQiO)|hooks\.slack\.com\/services\/|Bearer |github_pat_|gh[pousr]_|xox[abeoprs]-|AIza|A[A-Z]{3}(?=[A-Z0-9]{16})|glpat-|[a-z]{2,5}[_-](?=[\w-]{16}))?/;

/** As long, and all `R` but for the beginning that tells the kind, quotes and spaces. */
function hidden(text: string): string {
  const kind = KINDS.exec(text)?.[0] ?? '';
  return kind + text.slice(kind.length).replace(/[^\s"']/g, 'R');
}
