import { createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { JsonObject } from '../model/json.ts';
import { asString, isObject } from './value.ts';

/** A shared secret, or a public key as JSON (RFC 7517). */
export type TokenKey = string | JsonObject;

/** The claims of a JSON Web Token (RFC 7519) whose signature the key verifies and whose time it is; else undefined. */
export function verifyToken(token: string, key: TokenKey, now: number): JsonObject | undefined {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  const header = readPart(head);
  const claims = readPart(body);
  if (more.length > 0 || !header || !claims) return undefined;
  const signed = Buffer.from(`${head}.${body}`);
  const algorithm = asString(header['alg']) ?? '';
  return isSigned(algorithm, key, signed, Buffer.from(signature, 'base64url')) && isTimely(claims, now / 1000)
    ? claims
    : undefined;
}

function readPart(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isObject(value as JsonObject) ? (value as JsonObject) : undefined;
  } catch {
    return undefined; // Not JSON: then it is no token.
  }
}

/** `exp` and `nbf` count where they are (RFC 7519, section 4.1). */
function isTimely({ exp, nbf }: JsonObject, seconds: number): boolean {
  const ended = exp !== undefined && !(typeof exp === 'number' && seconds < exp);
  const begun = nbf === undefined || (typeof nbf === 'number' && seconds >= nbf);
  return begun && !ended;
}

const HASHES: Readonly<Record<string, string>> = { '256': 'sha256', '384': 'sha384', '512': 'sha512' };

/** The algorithms of RFC 7518 that sign with a hash of SHA-2. A secret never verifies what a public key must, and the reverse. */
function isSigned(algorithm: string, key: TokenKey, signed: Buffer, signature: Buffer): boolean {
  const hash = HASHES[algorithm.slice(2)];
  const family = algorithm.slice(0, 2);
  if (hash === undefined) return false;
  if (typeof key === 'string') {
    if (family !== 'HS') return false;
    const expected = createHmac(hash, key).update(signed).digest();
    return expected.length === signature.length && timingSafeEqual(expected, signature);
  }
  const publicKey = readKey(key);
  if (!publicKey) return false;
  if (family === 'RS') return publicKey.asymmetricKeyType === 'rsa' && verify(hash, signed, publicKey, signature);
  if (family !== 'ES' || publicKey.asymmetricKeyType !== 'ec') return false;
  return verify(hash, signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

function readKey(key: JsonObject): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined; // No key that is known here: then it verifies nothing.
  }
}
