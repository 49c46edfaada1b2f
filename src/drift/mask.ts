import type { Json } from '../model/json.ts';
import { CREDENTIAL_SEARCH } from '../kubernetes/pod-security/credential-search.ts';
import { credentialOf, settingWithCredential } from '../kubernetes/pod-security/credentials.ts';
import { asString, isObject } from '../std/value.ts';

export const MASK = '********';
const MOST_CHARACTERS = 2000;
const DEEPEST = 60;

/** The value with whatever is a credential by name or by form hidden, and long texts cut. `name` is what it goes by. */
export function masked(value: Json | undefined, name: string, depth = 0): Json | undefined {
  if (value === undefined || depth > DEEPEST) return undefined;
  if (typeof value === 'string') return maskedText(value, name);
  if (Array.isArray(value)) return value.map((item) => masked(item, name, depth + 1) ?? null);
  if (!isObject(value)) return value;
  const own = asString(value['name']);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      masked(inner, key === 'value' && own !== undefined ? own : key, depth + 1),
    ]),
  );
}

function maskedText(text: string, name: string): string {
  if (credentialOf(name, text, CREDENTIAL_SEARCH) !== undefined || holdsCredential(text)) return MASK;
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** A flag with its value, or a file's text with a setting that holds a credential. */
function holdsCredential(text: string): boolean {
  const flag = /^--?([\w.-]{1,80})=(.+)$/s.exec(text);
  if (flag && credentialOf(flag[1]!, flag[2]!, CREDENTIAL_SEARCH) !== undefined) return true;
  return /[:=]/.test(text) && settingWithCredential(text, CREDENTIAL_SEARCH) !== undefined;
}
