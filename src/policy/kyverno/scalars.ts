import type { Json } from '../../model/json.ts';
import { parseQuantity } from '../../kubernetes/quantity.ts';

/* Amounts as Go and Kubernetes read them; both are compared exactly. */

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const DURATION = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;

/** Nanoseconds of what Go's `time.ParseDuration` reads: `1h30m`, and `0`. */
export function durationOf(text: string): number | undefined {
  if (text === '0' || text === '+0' || text === '-0') return 0;
  if (text.length > 64 || !DURATION.test(text)) return undefined;
  let sum = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(PART)) sum += Number(amount) * (UNITS[unit] ?? 0);
  return text.startsWith('-') ? -sum : sum;
}

/** Billionths of what reads as a quantity. */
export function quantityOf(value: string | number): bigint | undefined {
  if (typeof value === 'string' && (value === '' || value.trim() !== value || !/^[+-]?\.?\d/.test(value)))
    return undefined;
  return parseQuantity(value)?.nano;
}

/** A number or string as text, numbers as `1.5E+00`; undefined for what is neither. Nothing stands for zero. */
export function numberText(value: Json | undefined): string | undefined {
  if (value === null || value === undefined) return '0';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? exponential(value) : undefined;
}

function exponential(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}E${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}

/** Any value as `fmt.Sprint` would put it in a comparison. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? '';
}

export interface Version {
  readonly numbers: readonly [number, number, number];
  readonly pre: readonly string[];
}

const SEMVER = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

export function versionOf(text: string): Version | undefined {
  const match = text.length > 256 ? null : SEMVER.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, pre] = match;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre ? pre.split('.') : [] };
}

/** The order of semver.org: a release stands after its pre-releases. */
export function compareVersions(a: Version, b: Version): number {
  for (const i of [0, 1, 2] as const) if (a.numbers[i] !== b.numbers[i]) return a.numbers[i] - b.numbers[i];
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let i = 0; i < Math.max(a.pre.length, b.pre.length); i++) {
    const order = compareParts(a.pre[i], b.pre[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const [m, n] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (m && n) return Number(a) - Number(b);
  if (m !== n) return m ? -1 : 1;
  return a < b ? -1 : 1;
}
