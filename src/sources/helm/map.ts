import { align } from '../../std/align.ts';

/** Where a line of rendered text comes from: line and column (from 1) of the template. */
export interface TemplateLine {
  readonly line: number;
  readonly column: number;
}

/**
 * Maps lines of a rendered document back to the template that made it. Lines are aligned in order: literal lines by their
 * text, lines with actions by what stands before the first `{{`. A line that a helper or a loop wrote goes to the nearest
 * line above it that is known.
 */
export function mapToTemplate(rendered: readonly string[], template: string): (line: number) => TemplateLine {
  const sources = template.split(/\r?\n/).map(readTemplateLine);
  const texts = rendered.map((line) => line.trim());
  const pairs = align(rendered.length, sources.length, (l, r) => similarity(texts[l] ?? '', sources[r]!));
  return (line) => {
    for (let l = Math.min(line, rendered.length) - 1; l >= 0; l--) {
      const r = pairs[l] ?? -1;
      if (r >= 0) return { line: r + 1, column: (sources[r]?.indent ?? 0) + 1 };
    }
    return { line: 1, column: 1 };
  };
}

interface SourceLine {
  readonly indent: number;
  /** The literal text, or what stands before the first action. */
  readonly literal: string;
  readonly hasAction: boolean;
  /** The line is nothing but an action that may write many lines (`{{- toYaml .Values.x | nindent 8 }}`). */
  readonly actionOnly: boolean;
}

function readTemplateLine(line: string): SourceLine {
  const trimmed = line.trim();
  const action = trimmed.indexOf('{{');
  return {
    indent: line.length - line.trimStart().length,
    literal: action < 0 ? trimmed : trimmed.slice(0, action).trimEnd(),
    hasAction: action >= 0,
    actionOnly: action === 0,
  };
}

function similarity(text: string, source: SourceLine): number {
  if (!text || !source.literal) return 0;
  if (!source.hasAction) return text === source.literal ? 4 : 0;
  if (!text.startsWith(source.literal)) return 0;
  return source.literal.endsWith(':') || source.literal.includes(': ') ? 3 : 1;
}
