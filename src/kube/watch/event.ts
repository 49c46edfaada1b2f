import type { Json, JsonObject } from '../../model/json.ts';
import { asNumber, asString, at, isObject } from '../../std/value.ts';

/** One line of a watch. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: JsonObject; readonly version: string }
  | { readonly type: 'BOOKMARK'; readonly version: string }
  | { readonly type: 'ERROR'; readonly status: number; readonly message: string };

const CHANGES: ReadonlySet<string> = new Set(['ADDED', 'MODIFIED', 'DELETED']);

/** Reads a line; undefined for anything that an API server would not say. */
export function readEvent(line: string, unpack: (object: JsonObject) => JsonObject): WatchEvent | undefined {
  const event = parse(line);
  const type = asString(at(event, 'type')) ?? '';
  const sent = at(event, 'object');
  if (!isObject(sent)) return undefined;
  if (type === 'ERROR') {
    const message = asString(sent['message']) ?? 'an error without a message';
    return { type, status: asNumber(sent['code']) ?? 500, message };
  }
  if (type === 'BOOKMARK') {
    const version = versionOf(sent);
    return version ? { type, version } : undefined;
  }
  if (!CHANGES.has(type)) return undefined;
  const object = unpack(sent);
  const version = versionOf(object);
  if (!version || !asString(at(object, 'metadata', 'name'))) return undefined;
  return { type: type as 'ADDED', object, version };
}

function versionOf(object: JsonObject): string | undefined {
  return asString(at(object, 'metadata', 'resourceVersion'));
}

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
