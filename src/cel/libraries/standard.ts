import { contains, index, optionalIndex } from '../access.ts';
import { add, divide, modulo, multiply, negate, noOverload, subtract } from '../arithmetic.ts';
import { equals, order } from '../compare.ts';
import * as convert from '../convert.ts';
import * as costs from '../cost-rules.ts';
import type { CostRule } from '../cost-rules.ts';
import { generic, overloads, type Library } from '../library.ts';
import { notBool } from '../bool.ts';
import { regexOf } from '../regex.ts';
import { codePointCount } from '../text.ts';
import type { Duration, Timestamp } from '../time-values.ts';
import { Fault, isMap, sizeOf, type Value } from '../values.ts';
import { localDate } from '../zones.ts';

function ordered(accept: (order: number) => boolean) {
  return (a: Value, b: Value): Value => {
    const found = order(a, b);
    return found instanceof Fault ? found : found !== undefined && accept(found);
  };
}

export const less = ordered((n) => n < 0);
export const lessOrEqual = ordered((n) => n <= 0);
export const greater = ordered((n) => n > 0);
export const greaterOrEqual = ordered((n) => n >= 0);

const ORDERED = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const NUMBERS = ['int', 'uint', 'double'];

const comparisons = (name: string): string[] => [
  ...ORDERED.map((type) => `${name}(${type}, ${type}): bool`),
  ...NUMBERS.flatMap((a) => NUMBERS.filter((b) => b !== a).map((b) => `${name}(${a}, ${b}): bool`)),
];

const same = (name: string, types: readonly string[]): string[] =>
  types.map((type) => `${name}(${type}, ${type}): ${type}`);

export function size(value: Value): Value {
  if (typeof value === 'string') return codePointCount(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return value.length;
  return isMap(value) ? sizeOf(value) : noOverload('size', value);
}

function matches(text: Value, pattern: Value): Value {
  if (typeof text !== 'string' || typeof pattern !== 'string') return noOverload('matches', text, pattern);
  const regex = regexOf(pattern);
  return regex instanceof Fault ? new Fault(regex.message) : regex.test(text);
}

type DatePart = (date: Date) => number;

const DAY = 86_400_000;
const DATE_PARTS: Readonly<Record<string, DatePart>> = {
  getFullYear: (date) => date.getUTCFullYear(),
  getMonth: (date) => date.getUTCMonth(),
  getDate: (date) => date.getUTCDate(),
  getDayOfMonth: (date) => date.getUTCDate() - 1,
  getDayOfWeek: (date) => date.getUTCDay(),
  getDayOfYear: (date) => {
    const start = new Date(0);
    start.setUTCFullYear(date.getUTCFullYear(), 0, 1);
    return Math.floor((date.getTime() - start.getTime()) / DAY);
  },
  getHours: (date) => date.getUTCHours(),
  getMinutes: (date) => date.getUTCMinutes(),
  getSeconds: (date) => date.getUTCSeconds(),
  getMilliseconds: (date) => date.getUTCMilliseconds(),
};

const SPANS: Readonly<Record<string, (nanos: bigint) => bigint>> = {
  getHours: (nanos) => nanos / 3_600_000_000_000n,
  getMinutes: (nanos) => nanos / 60_000_000_000n,
  getSeconds: (nanos) => nanos / 1_000_000_000n,
  getMilliseconds: (nanos) => (nanos / 1_000_000n) % 1000n,
};

function datePart(part: DatePart) {
  return (moment: Timestamp, zone?: string) => {
    const date = localDate(moment, zone);
    return date instanceof Fault ? date : part(date);
  };
}

const times = [
  ...Object.entries(DATE_PARTS).flatMap(([name, part]) =>
    overloads({ [`<timestamp>.${name}(): int`]: datePart(part), [`<timestamp>.${name}(string): int`]: datePart(part) }),
  ),
  ...Object.entries(SPANS).flatMap(([name, part]) =>
    overloads({ [`<duration>.${name}(): int`]: ({ nanos }: Duration) => part(nanos) }),
  ),
];

const conversion = (name: string, run: (value: Value) => Value, from: readonly string[], cost?: CostRule) =>
  generic(
    run,
    from.map((type) => `${name}(${type}): ${name}`),
    cost,
  );

/** Texts and bytes have a cost of their own, by their sizes. */
const SIZED: ReadonlySet<string> = new Set(['string', 'bytes']);

function comparing(run: (a: Value, b: Value) => Value, name: string) {
  const signatures = comparisons(name);
  const isSized = (text: string): boolean => SIZED.has(/\((\w+),/.exec(text)?.[1] ?? '');
  return [
    ...generic(
      run,
      signatures.filter((text) => !isSized(text)),
    ),
    ...generic(run, signatures.filter(isSized), costs.bySmaller),
  ];
}

/** Operators, conversions and functions of the language itself (cel-spec, "Standard definitions"). */
export const standard: Library = {
  name: 'standard',
  overloads: [
    ...generic(add, [
      ...same('_+_', ['int', 'uint', 'double', 'duration']),
      '_+_(timestamp, duration): timestamp',
      '_+_(duration, timestamp): timestamp',
    ]),
    ...generic(add, same('_+_', ['string', 'bytes']), costs.joinText),
    ...generic(add, same('_+_', ['list<A>']), costs.joinLists),
    ...generic(subtract, [
      ...same('_-_', ['int', 'uint', 'double', 'duration']),
      '_-_(timestamp, timestamp): duration',
      '_-_(timestamp, duration): timestamp',
    ]),
    ...generic(multiply, same('_*_', NUMBERS)),
    ...generic(divide, same('_/_', NUMBERS)),
    ...generic(modulo, same('_%_', ['int', 'uint'])),
    ...generic(negate, ['-_(int): int', '-_(double): double']),
    ...generic((value: Value) => (typeof value === 'boolean' ? !value : notBool(value, -1)), ['!_(bool): bool']),
    ...generic(equals, ['_==_(A, A): bool'], costs.bySmaller),
    ...generic((a: Value, b: Value) => !equals(a, b), ['_!=_(A, A): bool'], costs.bySmaller),
    ...comparing(less, '_<_'),
    ...comparing(lessOrEqual, '_<=_'),
    ...comparing(greater, '_>_'),
    ...comparing(greaterOrEqual, '_>=_'),
    ...generic(contains, ['@in(A, list<A>): bool'], costs.inList),
    ...generic(contains, ['@in(A, map<A, B>): bool']),
    ...generic(index, [
      '_[_](list<A>, int): A',
      '_[_](map<A, B>, A): B',
      '_[_](optional<list<A>>, int): optional<A>',
      '_[_](optional<map<A, B>>, A): optional<B>',
    ]),
    ...generic(
      optionalIndex,
      [
        '_[?_](list<A>, int): optional<A>',
        '_[?_](optional<list<A>>, int): optional<A>',
        '_[?_](map<A, B>, A): optional<B>',
        '_[?_](optional<map<A, B>>, A): optional<B>',
      ],
      costs.optionalStep,
    ),
    ...generic(
      size,
      ['string', 'bytes', 'list<A>', 'map<A, B>'].flatMap((type) => [`size(${type}): int`, `<${type}>.size(): int`]),
    ),
    ...generic(matches, ['matches(string, string): bool', '<string>.matches(string): bool'], costs.matching),
    ...overloads(
      { '<string>.contains(string): bool': (text: string, part: string) => text.includes(part) },
      costs.containing,
    ),
    ...overloads(
      {
        '<string>.startsWith(string): bool': (text: string, part: string) => text.startsWith(part),
        '<string>.endsWith(string): bool': (text: string, part: string) => text.endsWith(part),
      },
      costs.startsOrEnds,
    ),
    ...conversion('int', convert.toInt, ['int', 'uint', 'double', 'string', 'timestamp']),
    ...conversion('uint', convert.toUint, ['int', 'uint', 'double', 'string']),
    ...conversion('double', convert.toDouble, ['int', 'uint', 'double', 'string']),
    ...conversion('string', convert.toText, ['string', 'bool', 'int', 'uint', 'double', 'timestamp', 'duration']),
    ...conversion('string', convert.toText, ['bytes'], costs.fromBytes),
    ...conversion('bytes', convert.toBytes, ['bytes']),
    ...conversion('bytes', convert.toBytes, ['string'], costs.toBytes),
    ...conversion('bool', convert.toBool, ['bool', 'string']),
    ...conversion('timestamp', convert.toTimestamp, ['timestamp', 'string', 'int']),
    ...conversion('duration', convert.toDuration, ['duration', 'string', 'int']),
    ...generic((value: Value) => value, ['dyn(A): dyn']),
    ...generic(convert.typeValue, ['type(A): type<A>']),
    ...times,
  ],
};
