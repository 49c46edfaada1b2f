/* Strings as sequences of code points. Texts without surrogates, nearly all, take the quick way. */

const SURROGATE = /[\ud800-\udfff]/;

export function codePointCount(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The code points where some need two units; undefined where units are code points. */
export function wide(text: string): string[] | undefined {
  return SURROGATE.test(text) ? Array.from(text) : undefined;
}

export function slice(text: string, start: number, end: number): string {
  return wide(text)?.slice(start, end).join('') ?? text.slice(start, end);
}

/** Index in code points of an index in units. */
export function toPoints(text: string, unit: number): number {
  return unit <= 0 ? unit : codePointCount(text.slice(0, unit));
}

/** Index in units of an index in code points. */
export function toUnits(text: string, point: number): number {
  const points = wide(text);
  return points ? points.slice(0, point).join('').length : point;
}
