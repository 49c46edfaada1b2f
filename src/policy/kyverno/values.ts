import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';

/** `request.object.metadata."a.b/c"` in its steps. */
export function dottedPath(text: string): string[] {
  const steps: string[] = [];
  for (const match of text.matchAll(/"((?:[^"\\]|\\.)*)"|([^.]+)/g)) {
    const step = match[1]?.replace(/\\(.)/g, '$1') ?? match[2];
    if (step !== undefined) steps.push(step);
  }
  return steps;
}

/** A copy of the value with `path` set, with maps on the way where there are none. */
export function withValue(before: Json | undefined, path: readonly string[], value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const object: JsonObject = isObject(before) ? { ...before } : {};
  object[step] = withValue(object[step], rest, value);
  return object;
}
