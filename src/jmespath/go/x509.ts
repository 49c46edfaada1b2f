import type { Json, JsonObject } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';
import { decodeBase64, encodeBytes } from './base64.ts';
import {
  bitsOf,
  expectTag,
  inside,
  integerOf,
  malformed,
  oidOf,
  readAll,
  readOne,
  stringOf,
  TAG,
  timeText,
  type Der,
} from './der.ts';
import { alternativeNames, readExtensions } from './x509-extensions.ts';

/* Package `crypto/x509` of Go as JSON: certificates and requests with RSA keys. */

const LONGEST = 100_000;
const PEM = /-----BEGIN ([A-Z0-9 ]{1,60})-----([^-]*)-----END \1-----/;
const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
const REQUESTED_EXTENSIONS = '1.2.840.113549.1.9.14';

/** `x509.SignatureAlgorithm`. */
const ALGORITHMS: Readonly<Record<string, number>> = {
  '1.2.840.113549.1.1.2': 1,
  '1.2.840.113549.1.1.4': 2,
  '1.2.840.113549.1.1.5': 3,
  '1.3.14.3.2.29': 3,
  '1.2.840.113549.1.1.11': 4,
  '1.2.840.113549.1.1.12': 5,
  '1.2.840.113549.1.1.13': 6,
  '1.2.840.10040.4.3': 7,
  '2.16.840.1.101.3.4.3.2': 8,
  '1.2.840.10045.4.1': 9,
  '1.2.840.10045.4.3.2': 10,
  '1.2.840.10045.4.3.3': 11,
  '1.2.840.10045.4.3.4': 12,
  '1.3.101.112': 16,
};
const PSS_HASHES: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.2.1': 13,
  '2.16.840.1.101.3.4.2.2': 14,
  '2.16.840.1.101.3.4.2.3': 15,
};

/** The fields of a certificate or a request in PEM. @throws FunctionFailure */
export function decodeX509(text: string): JsonObject {
  const [, kind, body = ''] = PEM.exec(text.slice(0, LONGEST)) ?? [];
  if (kind === undefined) throw new FunctionFailure('failed to decode PEM block');
  // Headers end with an empty line.
  const bytes = decodeBase64(body.replace(/^[\s\S]*:[^\n]*\r?\n\r?\n/, '').replaceAll(/[ \t]/g, ''));
  if (kind === 'CERTIFICATE') return certificate(readOne(bytes));
  if (kind === 'CERTIFICATE REQUEST') return request(readOne(bytes));
  throw new FunctionFailure('PEM block neither contains a CERTIFICATE or CERTIFICATE REQUEST');
}

function certificate(whole: Der): JsonObject {
  const [tbs, algorithm, signature] = inside(whole);
  const fields = inside(tbs);
  const version = fields[0]?.tag === 0xa0 ? Number(integerOf(readOne(fields.shift()!.content))) : 0;
  const [serial, , issuer, validity, subject, key, ...rest] = fields;
  const [notBefore, notAfter] = inside(validity);
  const extensions = rest.find(({ tag }) => tag === 0xa3);
  return {
    Raw: base64(whole),
    RawTBSCertificate: base64(tbs),
    RawSubjectPublicKeyInfo: base64(key),
    RawSubject: base64(subject),
    RawIssuer: base64(issuer),
    Signature: encodeBytes(bitsOf(signature)),
    SignatureAlgorithm: algorithmOf(algorithm),
    ...publicKey(key),
    Version: version + 1,
    SerialNumber: Number(integerOf(serial)),
    Issuer: nameOf(issuer),
    Subject: nameOf(subject),
    NotBefore: timeText(notBefore),
    NotAfter: timeText(notAfter),
    ...readExtensions(extensions ? inside(readOne(extensions.content)) : []),
  };
}

function request(whole: Der): JsonObject {
  const [info, algorithm, signature] = inside(whole);
  const [version, subject, key, attributes] = inside(info);
  const list = attributes?.tag === 0xa0 ? readAll(attributes.content) : [];
  const extensions = list.flatMap((attribute) => {
    const [type, set] = inside(attribute);
    return oidOf(type).join('.') === REQUESTED_EXTENSIONS ? inside(inside(set, TAG.set)[0]) : [];
  });
  const { Extensions, ExtraExtensions } = readExtensions(extensions);
  return {
    Raw: base64(whole),
    RawTBSCertificateRequest: base64(info),
    RawSubjectPublicKeyInfo: base64(key),
    RawSubject: base64(subject),
    Version: Number(integerOf(version)),
    Signature: encodeBytes(bitsOf(signature)),
    SignatureAlgorithm: algorithmOf(algorithm),
    ...publicKey(key),
    Subject: nameOf(subject),
    Attributes: orNull(list.map(attributeOf).filter((attribute) => attribute !== undefined)),
    Extensions,
    ExtraExtensions,
    ...alternativeNames(extensions),
  };
}

function base64(value: Der | undefined): string {
  if (!value) throw malformed();
  return encodeBytes(value.raw);
}

function orNull(list: Json[]): Json {
  return list.length === 0 ? null : list;
}

function algorithmOf(value: Der | undefined): number {
  const [oid, parameters] = inside(value);
  const name = oidOf(oid).join('.');
  if (name !== PSS || parameters?.tag !== TAG.sequence) return ALGORITHMS[name] ?? 0;
  const part = (tag: number) => inside(parameters).find((each) => each.tag === tag)?.content;
  const [hash, salt] = [part(0xa0), part(0xa2)];
  const found = hash && PSS_HASHES[oidOf(inside(readOne(hash))[0]).join('.')];
  // Go knows only salts as long as the hash.
  return found && salt && Number(integerOf(readOne(salt))) === 16 * (found - 11) ? found : 0;
}

function publicKey(value: Der | undefined): JsonObject {
  const [algorithm, bits] = inside(value);
  if (oidOf(inside(algorithm)[0]).join('.') !== RSA) throw new FunctionFailure('certificate should use rsa algorithm');
  const [modulus, exponent] = inside(readOne(bitsOf(bits)));
  return { PublicKeyAlgorithm: 1, PublicKey: { N: String(integerOf(modulus)), E: Number(integerOf(exponent)) } };
}

/** Attributes below 2.5.4 that `pkix.Name` has fields for; the first two are texts, the others lists. */
const NAME_FIELDS: Readonly<Record<number, string>> = {
  3: 'CommonName',
  5: 'SerialNumber',
  6: 'Country',
  7: 'Locality',
  8: 'Province',
  9: 'StreetAddress',
  10: 'Organization',
  11: 'OrganizationalUnit',
  17: 'PostalCode',
};

function nameOf(value: Der | undefined): JsonObject {
  const names: Json[] = [];
  const fields: JsonObject = Object.fromEntries(Object.values(NAME_FIELDS).map((field) => [field, null]));
  Object.assign(fields, { CommonName: '', SerialNumber: '' });
  for (const set of inside(value)) {
    for (const pair of inside(set, TAG.set)) {
      const [type, text] = inside(pair);
      if (!text) throw malformed();
      const oid = oidOf(type);
      names.push({ Type: oid, Value: stringOf(text) });
      const field = oid.length === 4 && oid.slice(0, 3).join('.') === '2.5.4' ? NAME_FIELDS[oid[3]!] : undefined;
      if (field !== undefined) fields[field] = withText(fields[field]!, stringOf(text));
    }
  }
  return { ...fields, Names: orNull(names), ExtraNames: null };
}

function withText(field: Json, text: string): Json {
  if (typeof field === 'string') return text;
  return Array.isArray(field) ? [...field, text] : [text];
}

/** An attribute whose value is a list of lists of pairs; others are left out. */
function attributeOf(attribute: Der): JsonObject | undefined {
  const [type, set] = inside(attribute);
  const lists = inside(set, TAG.set);
  if (!lists.every(({ tag }) => tag === TAG.sequence)) return undefined;
  const value = lists.map((list) =>
    inside(list).map((pair): JsonObject => {
      const [id, content] = inside(pair);
      return { Type: oidOf(id), Value: content ? anyOf(content) : null };
    }),
  );
  return { Type: oidOf(type), Value: value };
}

function anyOf(value: Der): Json {
  if (value.tag === TAG.boolean) return value.content[0] !== 0;
  if (value.tag === TAG.integer) return Number(integerOf(value));
  if (value.tag === TAG.octets) return encodeBytes(expectTag(value, TAG.octets).content);
  return stringOf(value);
}
