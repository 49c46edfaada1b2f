import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

export type SignatureHash = 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** A public key of PEM text; undefined for what is none. */
export function readPublicKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem);
  } catch {
    return undefined; // Whatever the text is, nothing can be verified with it.
  }
}

/** Whether the signature (ECDSA in DER, RSA, Ed25519) of the data is the key's. */
export function isSignedBy(key: KeyObject, data: Uint8Array, signature: Uint8Array, hash: SignatureHash): boolean {
  const isEdwards = key.asymmetricKeyType?.startsWith('ed') ?? false;
  return verify(isEdwards ? null : hash, data, key, signature);
}

/** The data that was compressed, where it is gzip and comes to no more than `most` bytes. */
export function gunzipped(data: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return gunzipSync(data, { maxOutputLength: most });
  } catch {
    return undefined; // Not gzip, or too large.
  }
}

export function gzipped(data: Uint8Array): Uint8Array {
  return gzipSync(data);
}
