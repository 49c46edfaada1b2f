import type { Json, JsonObject } from '../../model/json.ts';
import { asNumber, asString, at, isObject } from '../../std/value.ts';

/** One line of a watch. */
export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: JsonObject; readonly version: string }
  | { readonly type: 'BOOKMARK'; readonly version: string }
  | { readonly type: 'ERROR'; readonly status: number; readonly message: string };

const CHANGES: ReadonlySet<string> = new Set(['ADDED', 'MODIFIED', 'DELETED']);

/** Reads a line; undefined for anything that an API server would not say. */
export function readEvent(line: string): WatchEvent | undefined {
  const event = parse(line);
  const type = asString(at(event, 'type')) ?? '';
  const object = at(event, 'object');
  if (!isObject(object)) return undefined;
  if (type === 'ERROR') {
    return {
      type,
      status: asNumber(object['code']) ?? 500,
      message: asString(object['message']) ?? 'an error without a message',
    };
  }
  const version = asString(at(object, 'metadata', 'resourceVersion'));
  if (!version) return undefined;
  if (type === 'BOOKMARK') return { type, version };
  if (!CHANGES.has(type) || !asString(at(object, 'metadata', 'name'))) return undefined;
  return { type: type as 'ADDED', object, version };
}

function parse(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
