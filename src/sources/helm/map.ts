import { align } from '../../std/align.ts';

/** Where a line of rendered text comes from: line and column (from 1) of the template. */
export interface TemplateLine {
  readonly line: number;
  readonly column: number;
}

/**
 * Maps lines of a rendered document back to the template that made it. Lines are aligned in order: literal lines by their
 * text, lines with actions by what stands before and behind these. Lines of further rounds of a loop go to the line of the
 * loop that reads the same; what a helper or `toYaml` wrote goes to the line that calls it, else to the nearest line above
 * that is known.
 */
export function mapToTemplate(rendered: readonly string[], template: string): (line: number) => TemplateLine {
  const lines = template.split(/\r?\n/).map(readTemplateLine);
  const texts = rendered.map((line) => line.trim());
  const { start, pairs } = bestSection(texts, sectionsOf(lines));
  const known: number[] = [];
  let last = -1;
  for (const [l, text] of texts.entries()) {
    const r = pairs[l]! >= 0 ? pairs[l]! + start : sameElsewhere(text, rendered[l]!, lines, last);
    known.push(r);
    if (r >= 0) last = r;
  }
  return (line) => {
    const from = Math.min(line, rendered.length) - 1;
    for (let l = from; l >= 0; l--) {
      const r = known[l] ?? -1;
      if (r < 0) continue;
      const source = l < from ? writerBelow(lines, r) : r;
      return { line: source + 1, column: (lines[source]?.indent ?? 0) + 1 };
    }
    return { line: 1, column: 1 };
  };
}

interface SourceLine {
  readonly text: string;
  readonly indent: number;
  /** The literal text, or what stands before the first action. */
  readonly literal: string;
  /** What stands behind the last action. */
  readonly tail: string;
  readonly hasAction: boolean;
}

function readTemplateLine(line: string): SourceLine {
  const text = line.trim();
  const action = text.indexOf('{{');
  return {
    text,
    indent: line.length - line.trimStart().length,
    literal: action < 0 ? text : text.slice(0, action).trimEnd(),
    tail: action < 0 ? '' : text.slice(text.lastIndexOf('}}') + 2).trim(),
    hasAction: action >= 0,
  };
}

interface Section {
  readonly start: number;
  readonly lines: readonly SourceLine[];
}

/** The documents of a template: a rendered document comes from one of them. */
function sectionsOf(lines: readonly SourceLine[]): Section[] {
  const starts = [0, ...lines.flatMap(({ text }, i) => (text.startsWith('---') ? [i + 1] : []))];
  return starts.map((start, i) => ({ start, lines: lines.slice(start, starts[i + 1] ?? lines.length) }));
}

function bestSection(texts: readonly string[], sections: readonly Section[]) {
  let best: { start: number; pairs: Int32Array; score: number } = { start: 0, pairs: new Int32Array(), score: -1 };
  for (const { start, lines } of sections) {
    const pairs = align(texts.length, lines.length, (l, r) => similarity(texts[l] ?? '', lines[r]!));
    const score = pairs.reduce((sum, r, l) => (r >= 0 ? sum + similarity(texts[l] ?? '', lines[r]!) : sum), 0);
    if (score > best.score) best = { start, pairs, score };
  }
  return best;
}

function similarity(text: string, source: SourceLine): number {
  if (!text || !source.literal) return 0;
  if (!source.hasAction) return text === source.literal ? 4 : 0;
  if (!text.startsWith(source.literal) || !text.endsWith(source.tail)) return 0;
  if (source.tail.length > 1) return 4;
  return source.literal.endsWith(':') || source.literal.includes(': ') ? 3 : 1;
}

/** The next line behind `last` that reads like this one with the same indentation, or the only one anywhere; else -1. */
function sameElsewhere(text: string, rendered: string, lines: readonly SourceLine[], last: number): number {
  const indent = rendered.length - rendered.trimStart().length;
  const same = lines.flatMap((source, r) => (source.indent === indent && similarity(text, source) >= 3 ? [r] : []));
  return same.find((r) => r > last) ?? (same.length === 1 ? same[0]! : -1);
}

const WRITES = /\{\{-?\s*(?:include|template|toYaml|tpl|range|with|\.|\$|index|nindent|indent|printf|toJson)/;
const CONTROL = /^\{\{-?\s*(?:range|with|if|else|end|\/\*|\$\w+\s*:?=)/;

/** The line below `r` that calls what wrote more lines there; `r` itself where none does. */
function writerBelow(lines: readonly SourceLine[], r: number): number {
  let next = r + 1;
  while (next < lines.length && (lines[next]!.text === '' || CONTROL.test(lines[next]!.text))) next++;
  const line = lines[next];
  return line?.text.startsWith('{{') && WRITES.test(line.text) ? next : r;
}
