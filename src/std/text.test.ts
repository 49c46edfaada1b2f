import { describe, expect, it } from 'vitest';
import {
  count,
  createPaint,
  displayWidth,
  hyperlink,
  padEnd,
  padStart,
  plain,
  printable,
  sliceCells,
  truncate,
  wrap,
} from './text.ts';

describe('printable', () => {
  it.each([
    ['plain text', 'plain text'],
    ['\u001b[31mred', '\\x1b[31mred'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u009b2J', '\\x9b2J'],
    ['user\u202egnp.exe', 'user\\u{202e}gnp.exe'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['lone \ud800 half', 'lone \\u{d800} half'],
    ['größe 名前 🚀', 'größe 名前 🚀'],
  ])('%j shows as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['image', 5],
    ['größe', 5],
    ['e\u0301', 1],
    ['名前', 4],
    ['🚀', 2],
    ['👩‍💻', 2],
    ['◆ ▲ ■', 5],
  ])('%s takes %d cells', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('characters whose width needs no look at their neighbours', () => {
  it('are as wide as beside one that needs it', () => {
    const codes = Array.from({ length: 0x300 + 0x800 }, (_, i) => (i < 0x300 ? i : 0x2000 - 0x300 + i));
    const characters = codes
      .map((code) => String.fromCharCode(code))
      .filter((character) => !/[\p{Cc}\p{Cf}\p{M}]/u.test(character));

    const other = characters.filter((character) => displayWidth(character) !== displayWidth(`名${character}`) - 2);

    expect(other).toEqual([]);
  });
});

describe('layout', () => {
  it('slices by cells and never cuts a character in two', () => {
    expect(sliceCells('abcdef', 2, 4)).toBe('cd');
    expect(sliceCells('名前abc', 2, 5)).toBe('前a');
    expect(sliceCells('名前abc', 0, 3)).toBe('名');
  });

  it('cuts with an ellipsis only what is too wide', () => {
    expect(truncate('short', 5)).toBe('short');
    expect(truncate('shorter', 5)).toBe('shor…');
    expect(truncate('名前名前', 5)).toBe('名前…');
  });

  it('pads by cells', () => {
    expect(padEnd('名', 4)).toBe('名  ');
    expect(padStart('7', 3)).toBe('  7');
    expect(padEnd('longer', 3)).toBe('longer');
  });

  it('wraps between words and breaks what is longer than a line', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('x'.repeat(20), 8)).toEqual(['x'.repeat(8), 'x'.repeat(8), 'xxxx']);
    expect(wrap('', 10)).toEqual([]);
  });

  it('counts in words', () => {
    expect([count(1, 'finding'), count(2, 'finding'), count(0, 'policy', 'policies')]).toEqual([
      '1 finding',
      '2 findings',
      '0 policies',
    ]);
  });
});

describe('styles', () => {
  it('nest, and are nothing where colour is off', () => {
    expect(createPaint(true)('x', 'bold', 'red')).toBe('\u001b[1m\u001b[31mx\u001b[39m\u001b[22m');
    expect(createPaint(false)('x', 'bold', 'red')).toBe('x');
  });

  it('link only to addresses that cannot end the sequence', () => {
    expect(hyperlink('rule', 'https://example.test/rule')).toBe(
      '\u001b]8;;https://example.test/rule\u001b\\rule\u001b]8;;\u001b\\',
    );
    expect(hyperlink('rule', 'https://example.test/\u001b\\')).toBe('rule');
  });

  it('come off again', () => {
    expect(plain(hyperlink(createPaint(true)('x', 'bold'), 'https://example.test/'))).toBe('x');
  });
});
