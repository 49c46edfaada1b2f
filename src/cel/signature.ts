import * as types from './types.ts';
import type { Type } from './types.ts';

export interface Signature {
  readonly name: string;
  /** Called as `first.name(rest)`. */
  readonly member: boolean;
  readonly parameters: readonly Type[];
  readonly result: Type;
}

const WORDS: Readonly<Record<string, Type>> = {
  null: types.NULL,
  bool: types.BOOL,
  int: types.INT,
  uint: types.UINT,
  double: types.DOUBLE,
  string: types.STRING,
  bytes: types.BYTES,
  timestamp: types.TIMESTAMP,
  duration: types.DURATION,
  dyn: types.DYN,
  any: types.ANY,
};

/**
 * Reads `size(list<A>): int`, or for a method `<string>.charAt(int): string`. One capital letter is a type parameter,
 * a name with a dot a type of a library.
 */
export function readSignature(text: string): Signature {
  const match = /^(?:<(.*)>\.)?([^(<]*|_<_|_<=_)\((.*)\): (.*)$/.exec(text);
  if (!match) throw new Error(`this is no signature: ${text}`);
  const [, receiver, name = '', parameters = '', result = ''] = match;
  const list = [...(receiver === undefined ? [] : [receiver]), ...splitTypes(parameters)];
  return { name, member: receiver !== undefined, parameters: list.map(readType), result: readType(result) };
}

export function readType(text: string): Type {
  const [, name = '', inside] = /^([\w.]+)(?:<(.*)>)?$/.exec(text) ?? [];
  const of = inside === undefined ? [] : splitTypes(inside).map(readType);
  const word = WORDS[name];
  if (word) return word;
  if (/^[A-Z]$/.test(name)) return types.parameter(name);
  if (name === 'list') return types.listOf(of[0] ?? types.DYN);
  if (name === 'map') return types.mapOf(of[0] ?? types.DYN, of[1] ?? types.DYN);
  if (name === 'optional') return types.optionalOf(of[0] ?? types.DYN);
  if (name === 'type') return types.typeOf(of[0] ?? types.DYN);
  return types.opaque(name, ...of);
}

function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? parts : [...parts, last];
}
