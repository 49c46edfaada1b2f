import type { Json } from '../model/json.ts';
import { FunctionFailure } from './error.ts';

/** What an evaluation may ask of the world; all of it comes in from outside. */
export interface Context {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** The addresses of a host name. */
  readonly resolve?: (host: string) => readonly string[];
  /** The registry of image names without one. */
  readonly defaultRegistry?: string;
}

/** Items looked at and values compared in one evaluation: nested projections over repeated lists grow exponentially. */
const MOST_STEPS = 3_000_000;
/** Characters of a text that a function makes. */
const LONGEST_TEXT = 10_000_000;

/** One evaluation: what it may ask and how much it may still do. */
export class Run {
  readonly context: Context;
  private left = MOST_STEPS;

  constructor(context: Context) {
    this.context = context;
  }

  /** @throws FunctionFailure once the evaluation has done too much. */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new FunctionFailure(`the evaluation took more than ${MOST_STEPS} steps`, 'too-large');
  }

  /** @throws FunctionFailure for a length that no text may have: asked before the text is made, where that is known. */
  room(length: number): void {
    if (length > LONGEST_TEXT) {
      throw new FunctionFailure(`a text of more than ${LONGEST_TEXT} characters`, 'too-large');
    }
  }

  /** The text, if it is not too long. */
  text(text: string): string {
    this.room(text.length);
    this.spend(text.length >> 3);
    return text;
  }
}

/** False values of JMESPath: null, false, and what is empty. */
export function isTrue(value: Json | undefined): boolean {
  if (typeof value !== 'object') return value !== undefined && value !== false && value !== '';
  if (value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  for (const key in value) if (value[key] !== undefined) return true;
  return false;
}

/** Deep equality that counts as work, since a small value may repeat its parts exponentially often. */
export function isEqual(a: Json, b: Json, run: Run): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  run.spend(1);
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i]!, run));
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key] ?? null, b[key] ?? null, run));
}

/** `[start:stop:step]` of a list, as in Python. */
export function slice(
  list: readonly Json[],
  start: number | undefined,
  stop: number | undefined,
  step: number,
): Json[] {
  const { length } = list;
  const low = step < 0 ? -1 : 0;
  const high = step < 0 ? length - 1 : length;
  const bound = (n: number) => (n < 0 ? Math.max(n + length, low) : Math.min(n, high));
  const from = start === undefined ? (step < 0 ? high : low) : bound(start);
  const to = stop === undefined ? (step < 0 ? low : high) : bound(stop);
  const result: Json[] = [];
  if (step > 0) for (let i = from; i < to; i += step) result.push(list[i]!);
  else for (let i = from; i > to; i += step) result.push(list[i]!);
  return result;
}

/** The items, those that are lists replaced by their own. */
export function flatten(list: readonly Json[], run: Run): Json[] {
  const result: Json[] = [];
  for (const item of list) {
    if (!Array.isArray(item)) result.push(item);
    else {
      run.spend(item.length);
      for (const inner of item) result.push(inner);
    }
  }
  return result;
}
