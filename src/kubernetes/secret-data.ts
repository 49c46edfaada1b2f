import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asObject, asString, at } from '../std/value.ts';

export interface SecretEntry {
  readonly path: Path;
  readonly key: string;
  /** Decoded where it stands under `data`. */
  readonly value: string;
  readonly encoded: boolean;
}

/** Non-empty entries of a Secret's `data` and `stringData`. */
export function secretEntriesOf(resource: Resource): SecretEntry[] {
  return ['data', 'stringData'].flatMap((field) =>
    Object.entries(asObject(resource.object[field])).flatMap(([key, raw]) => {
      const text = asString(raw);
      if (!text) return [];
      const encoded = field === 'data';
      return [{ path: [field, key], key, value: encoded ? decode(text) : text, encoded }];
    }),
  );
}

/** Entries that are a literal anyone who reads the file can use: not encrypted, no placeholder, nothing public. */
export function literalEntriesOf(resource: Resource): SecretEntry[] {
  if (isLive(resource) || at(resource.object, 'metadata', 'annotations', 'avp.kubernetes.io/path') !== undefined)
    return [];
  return secretEntriesOf(resource).filter(({ key, value }) => !PUBLIC.test(key) && !isPlaceholder(value));
}

/** What a rendered chart holds may come from its values or be made at random: less is certain. */
export function lessIfRendered(resource: Resource): { readonly severity?: 'low' } {
  return resource.origin.editable ? {} : { severity: 'low' };
}

/** Whether an object was read from a cluster: the API server gave it an identity. */
export function isLive(resource: Resource): boolean {
  return at(resource.object, 'metadata', 'uid') !== undefined;
}

export function isSopsEncrypted(value: string): boolean {
  return value.startsWith('ENC[');
}

/** Certificates and public keys, which are no secret. */
const PUBLIC = /^(?:ca|tls|client|server)?(?:-ca)?\.?crt$|\.(?:crt|pub|cer)$|^ca\.pem$/;

const PLACEHOLDER =
  /^ENC\[|\$\{[^}]*\}|\$\([A-Za-z_]|\{\{|<[A-Za-z][^<>\n]{0,200}>|\b(?:ref|secretref)\+\w+:\/\/|^\s*$|^\$[A-Z_]+$|^(?:change-?_?me|replace-?_?me|todo|placeholder|redacted|x{3,}|\*{3,}|(?:your|my)[-_ ].{0,60})$/i;

/** A template, a reference or a word that stands for the value. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value.trim());
}

/** Text of base64, or the text itself where it is none: a template, say. */
function decode(text: string): string {
  const compact = text.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return text;
  return Buffer.from(compact, 'base64').toString('utf8');
}
