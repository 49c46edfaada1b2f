import type { Json, JsonObject } from '../../model/json.ts';
import { encodeBytes } from './base64.ts';
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
  type Der,
} from './der.ts';

/* Extensions of certificates (RFC 5280, section 4.2) as the fields of `x509.Certificate`. */

interface Extension {
  readonly id: readonly number[];
  readonly critical: boolean;
  readonly value: Uint8Array;
}

/** All fields, as they are without any extension. */
const NONE: JsonObject = {
  KeyUsage: 0,
  Extensions: null,
  ExtraExtensions: null,
  UnhandledCriticalExtensions: null,
  ExtKeyUsage: null,
  UnknownExtKeyUsage: null,
  BasicConstraintsValid: false,
  IsCA: false,
  MaxPathLen: 0,
  MaxPathLenZero: false,
  SubjectKeyId: null,
  AuthorityKeyId: null,
  OCSPServer: null,
  IssuingCertificateURL: null,
  DNSNames: null,
  EmailAddresses: null,
  IPAddresses: null,
  URIs: null,
  PermittedDNSDomainsCritical: false,
  PermittedDNSDomains: null,
  ExcludedDNSDomains: null,
  PermittedIPRanges: null,
  ExcludedIPRanges: null,
  PermittedEmailAddresses: null,
  ExcludedEmailAddresses: null,
  PermittedURIDomains: null,
  ExcludedURIDomains: null,
  CRLDistributionPoints: null,
  PolicyIdentifiers: null,
  Policies: null,
  InhibitAnyPolicy: 0,
  InhibitAnyPolicyZero: false,
  InhibitPolicyMapping: 0,
  InhibitPolicyMappingZero: false,
  RequireExplicitPolicy: 0,
  RequireExplicitPolicyZero: false,
  PolicyMappings: null,
};

const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const READERS: Readonly<Record<string, (extension: Extension) => JsonObject>> = {
  '2.5.29.14': ({ value }) => ({ SubjectKeyId: encodeBytes(expectTag(readOne(value), TAG.octets).content) }),
  '2.5.29.15': keyUsage,
  [SUBJECT_ALTERNATIVE_NAME]: ({ value }) => names(value),
  '2.5.29.19': basicConstraints,
  '2.5.29.30': nameConstraints,
  '2.5.29.31': distributionPoints,
  '2.5.29.32': policies,
  '2.5.29.35': authorityKey,
  '2.5.29.37': extendedKeyUsage,
  '1.3.6.1.5.5.7.1.1': authorityInformation,
};

/** @throws FunctionFailure */
export function readExtensions(list: readonly Der[]): JsonObject {
  const extensions = list.map(extensionOf);
  const result: JsonObject = { ...NONE };
  const unhandled: Json[] = [];
  for (const extension of extensions) {
    const read = READERS[extension.id.join('.')];
    if (read) Object.assign(result, read(extension));
    else if (extension.critical) unhandled.push([...extension.id]);
  }
  const shown = extensions.map(({ id, critical, value }) => ({
    Id: [...id],
    Critical: critical,
    Value: encodeBytes(value),
  }));
  return { ...result, Extensions: orNull(shown), UnhandledCriticalExtensions: orNull(unhandled) };
}

/** Only the names that the extensions give, for a request. */
export function alternativeNames(list: readonly Der[]): JsonObject {
  const found = list.map(extensionOf).find(({ id }) => id.join('.') === SUBJECT_ALTERNATIVE_NAME);
  return found ? names(found.value) : { DNSNames: null, EmailAddresses: null, IPAddresses: null, URIs: null };
}

function extensionOf(value: Der): Extension {
  const parts = inside(value);
  const critical = parts[1]?.tag === TAG.boolean;
  return {
    id: oidOf(parts[0]),
    critical: critical && parts[1]!.content[0] !== 0,
    value: expectTag(parts[critical ? 2 : 1], TAG.octets).content,
  };
}

function orNull(list: Json[]): Json {
  return list.length === 0 ? null : list;
}

function keyUsage({ value }: Extension): JsonObject {
  const bits = bitsOf(readOne(value));
  let usage = 0;
  for (let i = 0; i < 9; i++) if (((bits[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) usage |= 1 << i;
  return { KeyUsage: usage };
}

function basicConstraints({ value }: Extension): JsonObject {
  const parts = inside(readOne(value));
  const isCa = parts[0]?.tag === TAG.boolean && parts[0].content[0] !== 0;
  const length = parts.find(({ tag }) => tag === TAG.integer);
  const most = length ? Number(integerOf(length)) : -1;
  return { BasicConstraintsValid: true, IsCA: isCa, MaxPathLen: most, MaxPathLenZero: most === 0 };
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.';
const OTHER_USAGES: Readonly<Record<string, number>> = {
  '2.5.29.37.0': 0,
  '1.3.6.1.4.1.311.10.3.3': 10,
  '2.16.840.1.113730.4.1': 11,
  '1.3.6.1.4.1.311.2.1.22': 12,
  '1.3.6.1.4.1.311.61.1.1': 13,
};

function extendedKeyUsage({ value }: Extension): JsonObject {
  const known: Json[] = [];
  const unknown: Json[] = [];
  for (const id of inside(readOne(value)).map(oidOf)) {
    const name = id.join('.');
    const number = name.startsWith(SERVER_AUTH) ? Number(name.slice(SERVER_AUTH.length)) : OTHER_USAGES[name];
    if (number !== undefined && number <= 13) known.push(number);
    else unknown.push(id);
  }
  return { ExtKeyUsage: orNull(known), UnknownExtKeyUsage: orNull(unknown) };
}

function authorityKey({ value }: Extension): JsonObject {
  const key = inside(readOne(value)).find(({ tag }) => tag === 0x80);
  return { AuthorityKeyId: key ? encodeBytes(key.content) : null };
}

function authorityInformation({ value }: Extension): JsonObject {
  const found: Record<string, Json[]> = {};
  for (const access of inside(readOne(value))) {
    const [method, place] = inside(access);
    if (place?.tag === 0x86) (found[oidOf(method).join('.')] ??= []).push(stringOf(place));
  }
  const at = (method: number) => orNull(found[`1.3.6.1.5.5.7.48.${method}`] ?? []);
  return { OCSPServer: at(1), IssuingCertificateURL: at(2) };
}

function distributionPoints({ value }: Extension): JsonObject {
  const urls = inside(readOne(value)).flatMap((point) => {
    const name = readAll(point.content).find(({ tag }) => tag === 0xa0);
    const full = name ? readAll(name.content).find(({ tag }) => tag === 0xa0) : undefined;
    return full
      ? readAll(full.content)
          .filter(({ tag }) => tag === 0x86)
          .map(stringOf)
      : [];
  });
  return { CRLDistributionPoints: orNull(urls) };
}

function policies({ value }: Extension): JsonObject {
  const ids = inside(readOne(value)).map((policy) => oidOf(inside(policy)[0]));
  return { PolicyIdentifiers: orNull(ids), Policies: orNull(ids.map((id) => id.join('.'))) };
}

/** Names by their tag of the kind GeneralName. */
function names(value: Uint8Array): JsonObject {
  const all = inside(readOne(value));
  const texts = (tag: number) => all.filter((name) => name.tag === tag).map(stringOf);
  const addresses = all.filter(({ tag }) => tag === 0x87).map(({ content }) => addressText(content));
  return {
    EmailAddresses: orNull(texts(0x81)),
    DNSNames: orNull(texts(0x82)),
    URIs: orNull(texts(0x86).map(urlOf)),
    IPAddresses: orNull(addresses),
  };
}

function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) throw malformed();
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i]! * 256 + bytes[2 * i + 1]!).toString(16));
  const zeros = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)].sort(
    (a, b) => b[0].length - a[0].length,
  )[0];
  if (!zeros) return groups.join(':');
  const text = groups.join(':');
  return `${text.slice(0, zeros.index).replace(/:$/, '')}::${text.slice(zeros.index + zeros[0].length).replace(/^:/, '')}`;
}

/** The fields of `url.URL`. */
function urlOf(text: string): JsonObject {
  const [, scheme = '', authority, path = '', query, fragment = ''] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text)!;
  const opaque = authority === undefined && scheme !== '' && !path.startsWith('/');
  const [, user, host = ''] = /^(?:(.*)@)?(.*)$/s.exec(authority ?? '')!;
  return {
    Scheme: scheme.toLowerCase(),
    Opaque: opaque ? path : '',
    User: user === undefined ? null : {},
    Host: host,
    Path: opaque ? '' : path,
    Fragment: fragment,
    RawQuery: query ?? '',
    RawPath: '',
    RawFragment: '',
    ForceQuery: query === '',
    OmitHost: false,
  };
}

function nameConstraints({ value, critical }: Extension): JsonObject {
  const parts = readAll(expectTag(readOne(value), TAG.sequence).content);
  const permitted = subtrees(parts.find(({ tag }) => tag === 0xa0));
  const excluded = subtrees(parts.find(({ tag }) => tag === 0xa1));
  return {
    PermittedDNSDomainsCritical: critical,
    PermittedDNSDomains: permitted(0x82),
    ExcludedDNSDomains: excluded(0x82),
    PermittedEmailAddresses: permitted(0x81),
    ExcludedEmailAddresses: excluded(0x81),
    PermittedURIDomains: permitted(0x86),
    ExcludedURIDomains: excluded(0x86),
    PermittedIPRanges: permitted(0x87),
    ExcludedIPRanges: excluded(0x87),
  };
}

function subtrees(value: Der | undefined): (tag: number) => Json {
  const bases = value ? readAll(value.content).map((tree) => readOne(tree.content)) : [];
  return (tag) =>
    orNull(
      bases.filter((base) => base.tag === tag).map((base) => (tag === 0x87 ? network(base.content) : stringOf(base))),
    );
}

function network(bytes: Uint8Array): JsonObject {
  const half = bytes.length / 2;
  return { IP: addressText(bytes.subarray(0, half)), Mask: encodeBytes(bytes.subarray(half)) };
}
