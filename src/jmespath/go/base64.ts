import { FunctionFailure } from '../error.ts';

/** `base64.StdEncoding`: padded; only line ends may stand between. @throws FunctionFailure */
export function decodeBase64(text: string): Uint8Array {
  const packed = text.replaceAll(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed))
    throw new FunctionFailure('illegal base64 data');
  return Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
}

export function encodeBase64(text: string): string {
  return encodeBytes(new TextEncoder().encode(text));
}

export function encodeBytes(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** What JSON makes of bytes: those that are no UTF-8 become U+FFFD. */
export function toText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
