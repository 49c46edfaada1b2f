import type { Json } from '../../model/json.ts';
import { FunctionFailure } from '../error.ts';
import type { Run } from '../run.ts';
import { compareText } from './strings.ts';

const UNSAFE = /[<>&\u2028\u2029]/g;

/** What writing a value costs, next to looking at one. */
const STEPS = 4;

/** `json.Marshal`: keys sorted, `<`, `>` and `&` escaped. */
export function marshal(value: Json, run: Run): string {
  run.spend(STEPS);
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => marshal(item, run)).join(',')}]`;
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${keys
    .sort(compareText)
    .map((key) => `${quote(key)}:${marshal(value[key]!, run)}`)
    .join(',')}}`;
}

function quote(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll(
    UNSAFE,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const LARGE = /[eE]\+?\d{3}|\d{300}/;

/** `json.Unmarshal`; a number that is too large is an error. @throws FunctionFailure */
export function unmarshal(text: string): Json {
  try {
    return JSON.parse(text, LARGE.test(text) ? refuseInfinity : undefined) as Json;
  } catch (error) {
    throw new FunctionFailure((error as Error).message);
  }
}

export function refuseInfinity(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new FunctionFailure('a number is too large');
  return value;
}
