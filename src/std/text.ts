/* Text for people: what untrusted text may do to a terminal, how wide it is, and how to lay it out. */

// Controls, format characters (bidirectional overrides, zero-width ones but the joiners that scripts and emoji need), line
// separators, lone surrogates, noncharacters.
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text on one line with everything that a terminal or a reader's eye would obey shown as an escape (`\x1b`). */
export function printable(text: string): string {
  if (ASCII.test(text)) return text;
  return text.replace(UNSAFE, (character) => SHORT[character] ?? escapeOf(character.codePointAt(0) ?? 0));
}

function escapeOf(code: number): string {
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

// Wide and fullwidth blocks of Unicode's EastAsianWidth.txt, and emoji that terminals draw over two cells.
const WIDE =
  /^[\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|\ufe0f/u;
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const ASCII = /^[ -~]*$/;
// Characters that join with no other and take one cell: Latin-1, dashes and dots, arrows, boxes, shapes, check marks.
const NARROW = /^[ -~\u00a1-\u00ac\u00ae-\u00ff\u2010-\u2027\u2190-\u21ff\u2500-\u257f\u25a0-\u25fc\u2713-\u2718]*$/;

let segmenter: Intl.Segmenter | undefined;

/** What a reader sees as one character each. The segmenter is made where one is needed: it loads the data of ICU. */
function graphemes(text: string): Iterable<string> {
  if (NARROW.test(text)) return text;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function widthOf(grapheme: string): number {
  if (ZERO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

/** Cells that printable text takes in a terminal. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const segment of graphemes(text)) width += widthOf(segment);
  return width;
}

/** The part of the text that lies within the cells [from, to). */
export function sliceCells(text: string, from: number, to: number): string {
  if (NARROW.test(text)) return text.slice(from, to);
  let cell = 0;
  let slice = '';
  for (const segment of graphemes(text)) {
    const end = cell + widthOf(segment);
    if (end > to) break;
    if (cell >= from) slice += segment;
    cell = end;
  }
  return slice;
}

/** The text, cut with an ellipsis where it is wider than `width`. */
export function truncate(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${sliceCells(text, 0, Math.max(0, width - 1))}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Lines of at most `width` cells, broken between words; a longer word is broken within. */
export function wrap(text: string, width: number): string[] {
  const limit = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((w) => chunks(w, limit))) {
    const size = displayWidth(word);
    if (line !== '' && used + 1 + size > limit) {
      lines.push(line);
      line = word;
      used = size;
    } else {
      used += size + (line === '' ? 0 : 1);
      line += line === '' ? word : ` ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

function chunks(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const segment of graphemes(word)) {
    const size = widthOf(segment);
    if (used + size > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += segment;
    used += size;
  }
  return [...parts, part];
}

/** "1 finding", "2 findings". */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const;

export type StyleName = keyof typeof STYLES;
/** Puts styles around printable text; gives it back as it is where colour is off. */
export type Paint = (text: string, ...styles: readonly StyleName[]) => string;

export function createPaint(color: boolean): Paint {
  if (!color) return (text) => text;
  return (text, ...styles) => {
    if (text === '') return text;
    const open = styles.map((style) => `\u001b[${STYLES[style][0]}m`).join('');
    const close = styles.map((style) => `\u001b[${STYLES[style][1]}m`).toReversed();
    return open + text + close.join('');
  };
}

/** Text that opens `url` in terminals that know OSC 8; plain text where the address is not plain printable ASCII. */
export function hyperlink(text: string, url: string): string {
  return /^[!-~]+$/.test(url) ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;
}

// oxlint-disable-next-line no-control-regex
const ESCAPES = /\u001b\[[0-9;]*m|\u001b\]8;;[^\u001b]*\u001b\\/g;

/** The text without the styles and links that the functions above put in. */
export function plain(text: string): string {
  return text.replace(ESCAPES, '');
}
