import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareQuantity, formatQuantity, isQuantity, parseQuantity, quantityToNumber } from './quantity.ts';

describe('parseQuantity', () => {
  it.each<[string | number, bigint]>([
    ['1', 1_000_000_000n],
    [1, 1_000_000_000n],
    [0.5, 500_000_000n],
    ['500m', 500_000_000n],
    ['100u', 100_000n],
    ['7n', 7n],
    ['1k', 1_000_000_000_000n],
    ['1Ki', 1_024_000_000_000n],
    ['1.5Gi', 1_610_612_736_000_000_000n],
    ['128974848', 128_974_848_000_000_000n],
    ['129e6', 129_000_000_000_000_000n],
    ['129M', 129_000_000_000_000_000n],
    ['123Mi', 128_974_848_000_000_000n],
    ['1E', 1_000_000_000_000_000_000_000_000_000n],
    ['1E3', 1_000_000_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['-2', -2_000_000_000n],
    ['+2', 2_000_000_000n],
    ['0.1n', 1n],
    ['m', 0n],
    ['.', 0n],
    ['-0.1n', -1n],
    [' 1Gi ', 1_073_741_824_000_000_000n],
  ])('reads %s', (text, nano) => {
    expect(parseQuantity(text)?.nano).toBe(nano);
  });

  it.each(['', 'one', '1gb', '1 Gi', '1.2.3', '1KI', '1mi', '--1', '1e', '1e3k', '0x10', '9'.repeat(101)])(
    'refuses %s',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
      expect(isQuantity(text)).toBe(false);
    },
  );

  it.each([null, true, [], {}, undefined, Number.NaN, Infinity])('refuses %s', (value) => {
    expect(parseQuantity(value)).toBeUndefined();
  });
});

const text = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'Ti', 'e-3'),
  )
  .map(([digits, suffix]) => `${digits}${suffix}`);

const quantity = text.map((written) => parseQuantity(written) ?? { nano: 0n });

describe('quantities', () => {
  it('read back what they write', () => {
    fc.assert(
      fc.property(quantity, (value) => {
        expect(parseQuantity(formatQuantity(value))).toEqual(value);
      }),
    );
  });

  it('are ordered: total, antisymmetric, and as numbers are', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const [forth, back] = [compareQuantity(a, b), compareQuantity(b, a)];
        const apart = quantityToNumber(a) - quantityToNumber(b);

        expect(forth + back).toBe(0);
        if (apart !== 0) expect(Math.sign(apart)).toBe(forth);
      }),
    );
  });

  it.each([
    ['1500m', '1.5'],
    ['1024', '1Ki'],
    ['0.001', '1m'],
    ['1000Mi', '1048576000'],
  ])('%s equals %s', (a, b) => {
    expect(parseQuantity(a)).toEqual(parseQuantity(b));
  });
});
