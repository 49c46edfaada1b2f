import { FunctionFailure } from '../error.ts';
import { compareText } from './strings.ts';

/* `github.com/blang/semver`: versions and ranges. */

interface Version {
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly prerelease: readonly (bigint | string)[];
}

const ZERO: Version = { numbers: [0n, 0n, 0n], prerelease: [] };
const NUMBER = '(0|[1-9]\\d*)';
const SHAPE = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-([0-9A-Za-z.-]*))?(?:\\+([0-9A-Za-z.-]*))?$`);
const MAX_UINT64 = 2n ** 64n - 1n;

function parseVersion(text: string): Version | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const numbers = match.slice(1, 4).map((n) => BigInt(n.slice(0, 30)));
  const parts = match[4]?.split('.') ?? [];
  const valid =
    numbers.every((n) => n <= MAX_UINT64) &&
    parts.every((part) => part !== '' && !/^0\d+$/.test(part)) &&
    (match[5]?.split('.').every((part) => part !== '') ?? true);
  if (!valid) return undefined;
  const prerelease = parts.map((part) => (/^\d+$/.test(part) ? BigInt(part) : part));
  return { numbers: numbers as unknown as Version['numbers'], prerelease };
}

function compare(a: Version, b: Version): number {
  for (const [i, n] of a.numbers.entries()) {
    if (n !== b.numbers[i]) return n < b.numbers[i]! ? -1 : 1;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return Math.sign(b.prerelease.length - a.prerelease.length);
  for (const [i, part] of a.prerelease.entries()) {
    const other = b.prerelease[i];
    if (other === undefined) return 1;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return a.prerelease.length < b.prerelease.length ? -1 : 0;
}

function comparePart(a: bigint | string, b: bigint | string): number {
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : 1;
  if (typeof b === 'string') return -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  '': (order) => order === 0,
  '=': (order) => order === 0,
  '==': (order) => order === 0,
  '!': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Whether a version is in a range such as `>=1.2.x <2.0.0 || 3.0.0`; what is no version counts as 0.0.0. @throws FunctionFailure */
export function inRange(version: string, range: string): boolean {
  const here = parseVersion(version) ?? ZERO;
  const alternatives = splitAlternatives(splitParts(range)).map((parts) => parts.flatMap(expand).map(readPart));
  return alternatives.some((tests) => tests.every(({ operator, than }) => operator(compare(here, than))));
}

/** At spaces, but for those after an operator. */
function splitParts(range: string): string[] {
  const joined = range.replaceAll(/([<>=]) +/g, '$1');
  // A part of one character is dropped where it stands, as the original does.
  return joined.split(' ').filter((part) => part.length > 1);
}

function splitAlternatives(parts: readonly string[]): string[][] {
  const all: string[][] = [[]];
  for (const part of parts) {
    if (part === '||') all.push([]);
    else all.at(-1)!.push(part);
  }
  if (all.some((alternative) => alternative.length === 0))
    throw new FunctionFailure('an alternative of the range is empty');
  return all;
}

interface Part {
  readonly sign: string;
  readonly version: string;
}

/** A range with `x` as two without. */
function expand(text: string): Part[] {
  const at = text.search(/\d/);
  if (at < 0) throw new FunctionFailure(`there is no version in "${text}"`);
  const [sign, version] = [text.slice(0, at).trim(), text.slice(at)];
  if (!text.includes('x')) return [{ sign, version }];
  const numbers = version.split('.');
  const flat = flatten(version);
  const next = increment(flat, numbers.at(-1) === 'x' ? numbers.length : 0);
  switch (sign) {
    case '>':
      return [{ sign: '>=', ...next }];
    case '<=':
      return [{ sign: '<', ...next }];
    case '>=':
    case '<':
      return [{ sign, version: flat }];
    case '!':
    case '!=':
      return [
        { sign: '<', version: flat },
        { sign: '>=', ...next },
      ];
    default:
      return [
        { sign: '>=', version: flat },
        { sign: '<', ...next },
      ];
  }
}

function flatten(version: string): string {
  const flat = version.replace('.x.x', '.x').replace('.x', '.0');
  return flat.split('.').length === 2 ? `${flat}.0` : flat;
}

/** The next version above those that the wildcard stands for, by the number of parts up to it. */
function increment(flat: string, wildcard: number): { version: string } {
  const parts = flat.split('.');
  const at = wildcard === 2 ? 0 : wildcard === 3 ? 1 : -1;
  if (at < 0 || !/^\d+$/.test(parts[at] ?? '')) return { version: '' };
  parts[at] = String(BigInt(parts[at]!) + 1n);
  return { version: parts.join('.') };
}

function readPart({ sign, version }: Part): { operator: (order: number) => boolean; than: Version } {
  const operator = Object.hasOwn(OPERATORS, sign) ? OPERATORS[sign] : undefined;
  const than = parseVersion(version);
  if (!operator || !than) throw new FunctionFailure(`"${sign}${version}" is no range of versions`);
  return { operator, than };
}
