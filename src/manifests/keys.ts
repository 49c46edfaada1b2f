import { keyName } from './scalars.ts';

/* Manifests repeat few keys: one string per key, found by a hash of its characters, spares a copy and a lookup each. */

const SIZE = 4096;
const raws: string[] = Array.from({ length: SIZE }, () => '');
const names: string[] = Array.from({ length: SIZE }, () => '');
const quotedNames: string[] = Array.from({ length: SIZE }, () => '');

/** One step of the hash that `plainKey` and `quotedKey` expect. */
export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** The name that the plain key `text[start, end)` gets. */
export function plainKey(text: string, start: number, end: number, hash: number): string {
  const slot = (hash ^ (hash >>> 12)) & (SIZE - 1);
  const raw = raws[slot]!;
  if (raw.length === end - start && text.startsWith(raw, start)) return names[slot]!;
  const fresh = text.slice(start, end);
  if (fresh.length > 64) return keyName(fresh);
  const own = detached(fresh);
  raws[slot] = own;
  return (names[slot] = keyName(own));
}

/** The key `text[start, end)` written in quotes, without escapes. */
export function quotedKey(text: string, start: number, end: number, hash: number): string {
  const slot = (hash ^ (hash >>> 12)) & (SIZE - 1);
  const known = quotedNames[slot]!;
  if (known.length === end - start && text.startsWith(known, start)) return known;
  const fresh = text.slice(start, end);
  return fresh.length > 64 ? fresh : (quotedNames[slot] = detached(fresh));
}

/** Names of properties are kept by themselves: a slice that became one no longer holds its text. */
let known: Record<string, true> = Object.create(null) as Record<string, true>;
let count = 0;
const MOST_KNOWN = 50_000;

/** A copy that does not keep the whole text alive. */
function detached(slice: string): string {
  if (count++ >= MOST_KNOWN) {
    count = 0;
    known = Object.create(null) as Record<string, true>;
  }
  known[slice] = true;
  return slice;
}
