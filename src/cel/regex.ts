import { RE2JS } from 're2js';
import { Fault } from './values.ts';

/** One regular expression with the meaning of RE2, whatever runs it. */
export interface Regex {
  /** Whether it matches anywhere in the text. */
  test(text: string): boolean;
  readonly re2: RE2JS;
  /** The engine of V8, where it means the same and runs in linear time. */
  readonly native?: RegExp | undefined;
}

const MAX_KEPT = 512;
/** As RE2 itself bounds repetition; longer patterns make programs of megabytes. */
const MAX_PATTERN = 10_000;
const kept = new Map<string, Regex | Fault>();

/** Compiles a pattern once. A pattern that RE2 refuses is a fault. */
export function regexOf(pattern: string): Regex | Fault {
  const known = kept.get(pattern);
  if (known) return known;
  const compiled = compile(pattern);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): Regex | Fault {
  if (pattern.length > MAX_PATTERN) return new Fault(`the pattern is longer than ${MAX_PATTERN} characters`);
  try {
    const re2 = RE2JS.compile(pattern);
    const native = isLinear(pattern) ? new RegExp(asNative(pattern), 'u') : undefined;
    if (native) return { re2, native, test: (text) => native.test(text) };
    return { re2, test: (text) => re2.matcher(text).find() };
  } catch (error) {
    if (error instanceof RangeError) return new Fault(`the pattern "${shorten(pattern)}" is too large`);
    const reason = error instanceof Error ? `: ${error.message}` : '';
    return new Fault(`"${shorten(pattern)}" is no RE2 regular expression${reason}`);
  }
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/**
 * Patterns that V8's backtracking engine runs in linear time and that mean the same in both: anchored at the start, each
 * piece one literal character or one class of ASCII, at most one unbounded repetition, no groups but alternatives of literals at the end.
 */
const LITERAL = String.raw`[A-Za-z0-9_/:@, ]|\\[./+*?()[\]{}^$|]`;
const CLASS = String.raw`\[\^?(?:[A-Za-z0-9_./:@,]|-|\\[.\-/])+\]|\\d`;
const PIECE = String.raw`(?:${LITERAL})|(?:${CLASS})(?:\{\d\d?\})?`;
const PIECES = String.raw`(?:${PIECE})*`;
const LINEAR = new RegExp(String.raw`^\^${PIECES}(?:(?:${CLASS}|\.)[*+])?(?:${PIECES})\$?$`);
/** A body that is safe unanchored: literals alone. */
const PLAIN = new RegExp(String.raw`^\^?(?:[A-Za-z0-9_/:@, ])*\$?$`);

/** The dot of RE2 stops at line feeds only. */
const asNative = (pattern: string): string => pattern.replace(/(?<!\\)\.(?=[*+])/, '[^\\n]');

function isLinear(pattern: string): boolean {
  if (pattern.length > 200 || !(PLAIN.test(pattern) || LINEAR.test(pattern))) return false;
  try {
    return new RegExp(asNative(pattern), 'u').source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
