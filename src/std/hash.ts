import { hash } from 'node:crypto';

/** The first 128 bits of SHA-256 as 32 hexadecimal digits: for identity, not for secrets. */
export function digest(text: string): string {
  return hash('sha256', text).slice(0, 32);
}

/** The whole hash in hexadecimal digits, of the text as UTF-8. */
export function hexHash(algorithm: 'sha256' | 'sha1' | 'md5', text: string): string {
  return hash(algorithm, text);
}
