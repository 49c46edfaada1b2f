import type { Json } from '../model/json.ts';
import { isAmbiguous } from './scalars.ts';

/* Values as YAML text. Strings that some reader would take for another type are quoted. */

export interface Layout {
  /** Spaces per level of maps. */
  readonly indent: number;
  /** Spaces of a list's dashes behind the key that holds it. */
  readonly listIndent: number;
}

/** The value in block style, ending with a line break. `indent` is in spaces per level. */
export function stringify(value: Json, indent = 2): string {
  return `${blockLines(value, { indent, listIndent: 0 }).join('\n')}\n`;
}

/** The lines of a value in block style, at column 0. */
export function blockLines(value: Json, layout: Layout): string[] {
  if (isInline(value)) return [inlineText(value)];
  if (typeof value === 'string') return literalLines('', value, layout.indent);
  return Array.isArray(value) ? listLines(value, layout) : mapLines(value as Record<string, Json>, layout);
}

/** Whether block style has nothing to lay out over lines. */
export function isInline(value: Json): boolean {
  if (typeof value === 'string') return !isLiteral(value);
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

/** The lines of an entry: `key: value`, or the key and the lines of its value below. */
export function entryLines(key: string, value: Json, layout: Layout): string[] {
  const name = scalarText(key);
  if (isInline(value)) return [`${name}: ${inlineText(value)}`];
  if (typeof value === 'string') return literalLines(`${name}: `, value, layout.indent);
  const spaces = ' '.repeat(Array.isArray(value) ? layout.listIndent : layout.indent);
  return [`${name}:`, ...blockLines(value, layout).map((line) => (line === '' ? line : spaces + line))];
}

/** The lines of a list item behind its dash. */
export function itemLines(value: Json, layout: Layout): string[] {
  if (typeof value === 'string' && isLiteral(value)) return literalLines('- ', value, 2);
  return blockLines(value, layout).map((line, index) => (index === 0 ? `- ${line}` : line === '' ? line : `  ${line}`));
}

function mapLines(map: Record<string, Json>, layout: Layout): string[] {
  return Object.entries(map).flatMap(([key, value]) => entryLines(key, value, layout));
}

function listLines(list: readonly Json[], layout: Layout): string[] {
  return list.flatMap((item) => itemLines(item, layout));
}

function inlineText(value: Json): string {
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[]' : '{}') : scalarText(value);
}

/** Several lines that a literal block scalar can say without an indentation indicator. */
function isLiteral(text: string): boolean {
  return (
    /^[^\s].*\n/.test(text) && !/[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe]|[ ]\n|\n\n$|[ ]$|\u2028|\u2029/.test(text)
  );
}

function literalLines(prefix: string, text: string, indent: number): string[] {
  const keepsBreak = text.endsWith('\n');
  const lines = (keepsBreak ? text.slice(0, -1) : text).split('\n');
  return [`${prefix}|${keepsBreak ? '' : '-'}`, ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))];
}

/** The value on one line in flow style. */
export function flowText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalarText(value, true);
  const entries = Object.entries(value).map(([key, entry]) => `${scalarText(key, true)}: ${flowText(entry as Json)}`);
  return `{${entries.join(', ')}}`;
}

/** A scalar on one line; plain where that is safe. */
export function scalarText(value: Json, inFlow = false): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return isPlain(value, inFlow) ? value : quotedText(value);
}

/** The string in double quotes. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const UNSAFE_START = /^(?:[\s,[\]{}#&*!|>'"%@`=<~]|[-?:](?:\s|$)|---|\.\.\.)/;
const UNSAFE_INSIDE = /: |:$| #|\s$|[^\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe]|[\u2028\u2029]/;
/** Dates and base-60 numbers, which other readers of YAML 1.1 do not take for text. */
const OTHER_TYPES = /^(?:\d{4}-\d\d?-\d\d?|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?$)/;

function isPlain(text: string, inFlow: boolean): boolean {
  if (text === '' || UNSAFE_START.test(text) || UNSAFE_INSIDE.test(text)) return false;
  if (inFlow && /[,[\]{}:?#]/.test(text)) return false;
  return !isAmbiguous(text) && !OTHER_TYPES.test(text);
}
