import { reading } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { Fault } from '../values.ts';

const CHUNK = 8192;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array | Fault {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return new Fault('illegal base64 data');
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch (error) {
    if (error instanceof DOMException) return new Fault('illegal base64 data');
    throw error;
  }
}

/** cel-go, ext/encoders.go */
export const encoders: Library = {
  name: 'encoders',
  overloads: overloads(
    { 'base64.encode(bytes): string': toBase64, 'base64.decode(string): bytes': fromBase64 },
    reading,
  ),
};
