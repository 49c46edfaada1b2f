import { FunctionFailure } from '../error.ts';
import type { Run } from '../run.ts';
import { compileRegexp } from './regexp.ts';

/** How often `*`, `+` and `{n,}` repeat at most, as in `goregen`. */
const MOST_REPEATS = 4096;
const PRINTABLE: Range = [0x20, 0x7e];
const DIGITS: readonly Range[] = [[0x30, 0x39]];
const SPACES: readonly Range[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];
const WORDS: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const CLASSES: Readonly<Record<string, readonly Range[]>> = { d: DIGITS, s: SPACES, w: WORDS };
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7 };
const NAMED: Readonly<Record<string, readonly Range[]>> = {
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  digit: DIGITS,
  lower: [[0x61, 0x7a]],
  upper: [[0x41, 0x5a]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: SPACES,
  word: WORDS,
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
};

type Range = readonly [low: number, high: number];
type Generate = () => string;

/** A text that the pattern matches. @throws FunctionFailure for what is no pattern, or uses what can't be generated. */
export function randomText(pattern: string, random: () => number, run: Run): string {
  compileRegexp(pattern);
  return run.text(new Reader(Array.from(pattern), random, run).alternatives()());
}

/** Reads a pattern that is known to be valid. */
class Reader {
  private readonly source: readonly string[];
  private readonly random: () => number;
  private readonly run: Run;
  private at = 0;

  constructor(source: readonly string[], random: () => number, run: Run) {
    this.source = source;
    this.random = random;
    this.run = run;
  }

  alternatives(): Generate {
    const all = [this.sequence()];
    while (this.accept('|')) all.push(this.sequence());
    return () => all[this.below(all.length)]!();
  }

  private below(end: number): number {
    return Math.floor(this.random() * end);
  }

  private accept(character: string): boolean {
    const found = this.source[this.at] === character;
    if (found) this.at++;
    return found;
  }

  private take(): string {
    return this.source[this.at++] ?? '';
  }

  private sequence(): Generate {
    const parts: Generate[] = [];
    while (this.at < this.source.length && this.source[this.at] !== '|' && this.source[this.at] !== ')') {
      parts.push(this.repeated(this.atom()));
    }
    return () => parts.map((part) => part()).join('');
  }

  private atom(): Generate {
    const character = this.take();
    switch (character) {
      case '^':
      case '$':
        return () => '';
      case '.':
        return this.oneOf([PRINTABLE]);
      case '(':
        return this.group();
      case '[':
        return this.oneOf(this.set());
      case '\\':
        return this.escape();
      default:
        return () => character;
    }
  }

  private group(): Generate {
    if (this.accept('?')) {
      let mark = this.take();
      while (!/^[:>)]?$/.test(mark)) mark = this.take();
      if (mark === ')') return () => '';
    }
    const inner = this.alternatives();
    this.accept(')');
    return inner;
  }

  private escape(): Generate {
    if (/^[AzbB]$/.test(this.source[this.at] ?? '')) {
      this.at++;
      return () => '';
    }
    return this.oneOf(this.escaped());
  }

  private escaped(): readonly Range[] {
    const letter = this.take();
    const ranges = CLASSES[letter.toLowerCase()];
    if (ranges) return letter === letter.toLowerCase() ? ranges : complement(ranges);
    if (/^[pPQx0-7]$/.test(letter)) throw new FunctionFailure(`\\${letter} can't be generated`);
    const code = CONTROLS[letter] ?? letter.codePointAt(0) ?? 0;
    return [[code, code]];
  }

  private set(): readonly Range[] {
    const negated = this.accept('^');
    const ranges: Range[] = [];
    for (let first = true; first || this.source[this.at] !== ']'; first = false) {
      const named = /^\[:(\w+):\]/.exec(this.source.slice(this.at, this.at + 12).join(''));
      if (named) {
        this.at += named[0].length;
        ranges.push(...(NAMED[named[1]!] ?? []));
      } else ranges.push(...this.member());
    }
    this.at++;
    return negated ? complement(ranges) : ranges;
  }

  private member(): readonly Range[] {
    const low = this.bound();
    if (low.length !== 1 || this.source[this.at] !== '-' || this.source[this.at + 1] === ']') return low;
    this.at++;
    return [[low[0]![0], this.bound()[0]![1]]];
  }

  private bound(): readonly Range[] {
    const character = this.take();
    if (character === '\\') return this.escaped();
    const code = character.codePointAt(0) ?? 0;
    return [[code, code]];
  }

  private oneOf(ranges: readonly Range[]): Generate {
    const total = ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0);
    return () => {
      let index = this.below(total);
      for (const [low, high] of ranges) {
        if (index <= high - low) return String.fromCodePoint(low + index);
        index -= high - low + 1;
      }
      return '';
    };
  }

  private repeated(one: Generate): Generate {
    const bounds = this.bounds();
    if (!bounds) return one;
    this.accept('?');
    const [low, high] = bounds;
    const many = () => {
      const count = low + this.below(high - low + 1);
      this.run.spend(count);
      return Array.from({ length: count }, one).join('');
    };
    return this.repeated(many);
  }

  private bounds(): Range | undefined {
    if (this.accept('?')) return [0, 1];
    if (this.accept('*')) return [0, MOST_REPEATS];
    if (this.accept('+')) return [1, MOST_REPEATS];
    const found = /^\{(\d+)(,?)(\d*)\}/.exec(this.source.slice(this.at, this.at + 12).join(''));
    if (!found) return undefined;
    this.at += found[0].length;
    const low = Number(found[1]);
    if (!found[2]) return [low, low];
    return [low, found[3] ? Number(found[3]) : Math.max(low, MOST_REPEATS)];
  }
}

/** What is printable and in none of the ranges. */
function complement(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  let from = PRINTABLE[0];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (low > from) result.push([from, Math.min(low - 1, PRINTABLE[1])]);
    from = Math.max(from, high + 1);
  }
  if (from <= PRINTABLE[1]) result.push([from, PRINTABLE[1]]);
  return result.filter(([low, high]) => low <= high);
}
