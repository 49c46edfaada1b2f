import { type Functions, listOf, ofNumbers, ofTexts } from './types.ts';

function most(pick: (...numbers: number[]) => number): Functions[string] {
  return ofNumbers((...numbers) => (numbers.length > 0 && numbers.length < 10_000 ? pick(...numbers) : undefined));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

export const NUMBERS: Functions = {
  abs: ofNumbers((x = 0) => Math.abs(x)),
  ceil: ofNumbers((x = 0) => Math.ceil(x)),
  floor: ofNumbers((x = 0) => Math.floor(x)),
  signum: ofNumbers((x = 0) => Math.sign(x)),
  max: most(Math.max),
  min: most(Math.min),
  log: ofNumbers((x = 0, base = Math.E) => finite(Math.log(x) / Math.log(base))),
  pow: ofNumbers((x = 0, y = 0) => finite(x ** y)),
  parseint: ofTexts((text = '', base = '10') => finite(Number.parseInt(text, Number(base)))),
  sum: ([list]) => ofNumbers((...numbers) => numbers.reduce((a, b) => a + b, 0))(listOf(list) ?? ['?']),
};
