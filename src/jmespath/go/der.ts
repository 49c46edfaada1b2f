import { FunctionFailure } from '../error.ts';

/** One value of ASN.1 as DER writes it. */
export interface Der {
  readonly tag: number;
  /** Header and content. */
  readonly raw: Uint8Array;
  readonly content: Uint8Array;
}

export const TAG = {
  boolean: 1,
  integer: 2,
  bits: 3,
  octets: 4,
  oid: 6,
  ia5: 22,
  utcTime: 23,
  generalizedTime: 24,
  bmp: 30,
  sequence: 48,
  set: 49,
} as const;

/** The values that follow each other in some bytes. @throws FunctionFailure */
export function readAll(bytes: Uint8Array): Der[] {
  const values: Der[] = [];
  for (let at = 0; at < bytes.length;) {
    const value = readOne(bytes.subarray(at));
    values.push(value);
    at += value.raw.length;
  }
  return values;
}

/** The value at the start. @throws FunctionFailure */
export function readOne(bytes: Uint8Array): Der {
  const [tag = 0, first = 0] = bytes;
  if (bytes.length < 2 || (tag & 31) === 31) throw malformed();
  const extra = first < 128 ? 0 : first & 127;
  if (extra > 4 || first === 128) throw malformed();
  const length = extra === 0 ? first : bytes.subarray(2, 2 + extra).reduce((sum, byte) => sum * 256 + byte, 0);
  const start = 2 + extra;
  if (start + length > bytes.length) throw malformed();
  return { tag, raw: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}

/** The values inside one of the tag. @throws FunctionFailure */
export function inside(value: Der | undefined, tag: number = TAG.sequence): Der[] {
  return readAll(expectTag(value, tag).content);
}

export function expectTag(value: Der | undefined, tag: number): Der {
  if (value?.tag !== tag) throw malformed();
  return value;
}

export function malformed(): FunctionFailure {
  return new FunctionFailure('the certificate is malformed');
}

export function integerOf(value: Der | undefined): bigint {
  const { content } = expectTag(value, TAG.integer);
  return BigInt.asIntN(content.length * 8, unsigned(content));
}

function unsigned(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt(`0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

/** The bits, without the count of those that are unused. */
export function bitsOf(value: Der | undefined): Uint8Array {
  return expectTag(value, TAG.bits).content.subarray(1);
}

/** `[1, 2, 840, 113549]`. */
export function oidOf(value: Der | undefined): number[] {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of expectTag(value, TAG.oid).content) {
    number = number * 128 + (byte & 127);
    if (byte >= 128) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest];
}

/** A string of any of ASN.1's kinds. */
export function stringOf({ tag, content }: Der): string {
  if (tag !== TAG.bmp) return new TextDecoder().decode(content);
  return String.fromCharCode(
    ...Array.from({ length: content.length >> 1 }, (_, i) => content[2 * i]! * 256 + content[2 * i + 1]!),
  );
}

/** As RFC 3339 writes it. */
export function timeText(value: Der | undefined): string {
  const text = value ? stringOf(value) : '';
  const [, year = '', ...rest] = /^(\d\d(?:\d\d)?)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const isTime = value?.tag === (year.length === 2 ? TAG.utcTime : TAG.generalizedTime);
  if (!isTime || year === '') throw malformed();
  const [month, day, hour, minute, second] = rest;
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
