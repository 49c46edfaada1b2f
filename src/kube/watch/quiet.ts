import type { JsonObject } from '../../model/json.ts';
import { asObject, at, equalJson } from '../../std/value.ts';

/** What changes all the time without anybody having decided anything. */
const METADATA: ReadonlySet<string> = new Set(['resourceVersion', 'generation', 'managedFields']);

/** What is read of a status. */
const STATUS = ['nodeInfo', 'versions'];

/** Whether nothing changed that a rule could look at: a heartbeat, a counter, a condition. */
export function isQuiet(before: JsonObject, after: JsonObject): boolean {
  return (
    sameBut(asObject(before['metadata']), asObject(after['metadata']), METADATA) &&
    sameBut(before, after, new Set(['metadata', 'status'])) &&
    STATUS.every((name) => equalJson(at(before, 'status', name), at(after, 'status', name)))
  );
}

function sameBut(a: JsonObject, b: JsonObject, but: ReadonlySet<string>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)].filter((key) => !but.has(key)));
  return [...keys].every((key) => equalJson(a[key], b[key]));
}
