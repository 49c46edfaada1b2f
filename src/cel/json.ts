import type { Json } from '../model/json.ts';
import { showDuration, showTimestamp, Duration, Timestamp } from './time-values.ts';
import { showKey } from './access.ts';
import { toBase64 } from './libraries/encoders.ts';
import { Double, Fault, Optional, Uint, entriesOf, isMap, typeName, type Value } from './values.ts';

/** The value as JSON (cel-spec, "Type conversions"): large ints lose digits, bytes are base64, times are text. */
export function toJson(value: Value): Json | Fault {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Double) return value.value;
  if (value instanceof Uint) return Number(value.value);
  if (value instanceof Uint8Array) return toBase64(value);
  if (value instanceof Timestamp) return showTimestamp(value);
  if (value instanceof Duration) return showDuration(value);
  if (value instanceof Optional) return value.value === undefined ? null : toJson(value.value);
  if (Array.isArray(value)) return list(value as Value[]);
  if (isMap(value)) return object(entriesOf(value));
  return value instanceof Fault ? value : new Fault(`a value of type ${typeName(value)} is nothing that JSON can say`);
}

function list(items: readonly Value[]): Json | Fault {
  const found = items.map(toJson);
  return found.find((item) => item instanceof Fault) ?? (found as Json[]);
}

function object(entries: readonly (readonly [Value, Value])[]): Json | Fault {
  const found = list(entries.map(([, value]) => value));
  if (found instanceof Fault) return found;
  return Object.fromEntries(entries.map(([key], i) => [showKey(key), (found as Json[])[i]]));
}
