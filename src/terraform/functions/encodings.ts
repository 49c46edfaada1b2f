import type { Json } from '../../model/json.ts';
import { isUnknown } from '../value.ts';
import { type Functions, ofTexts } from './types.ts';

const DEEPEST = 200;

export const ENCODINGS: Functions = {
  jsondecode: ofTexts((text = '') => parseJson(text)),
  base64encode: ofTexts((text = '') => btoa(binary(new TextEncoder().encode(text)))),
  base64decode: ofTexts((text = '') => decode(text)),
  urlencode: ofTexts((text = '') => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')),
  csvdecode: ofTexts((text = '') => csv(text)),
};

/** A policy of which one address is not known is known in all else: that part stays marked within the text. */
export const LOOSE_ENCODINGS: Functions = {
  jsonencode: ([value]) => (value === undefined || isUnknown(value) ? undefined : JSON.stringify(value)),
};

function parseJson(text: string): Json | undefined {
  if (isDeep(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function binary(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function decode(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Without quotes alone: rows of names and values. */
function csv(text: string): Json | undefined {
  if (text.includes('"')) return undefined;
  const [head = '', ...rows] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = head.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
