import { append } from '../std/append.ts';
import type { Expression, TemplatePart } from './syntax.ts';
import type { Node } from './tree.ts';

/*
 * Templates: text between marks, `${ }` and `%{ }`. The text is taken from the file, for the grammar has no nodes for its
 * spaces, and the marks are laid in a row first: `~` and `<<-` look at the row, whatever is nested in what.
 */

type Piece = string | Node;

/** Reads the expression of a node. */
export type ReadExpression = (node: Node | undefined, text: string) => Expression;

const MARKS: ReadonlySet<string> = new Set([
  'template_interpolation',
  'template_if_intro',
  'template_else_intro',
  'template_if_end',
  'template_for_start',
  'template_for_end',
]);

/** The parts of `"..."`. */
export function quotedParts(node: Node, text: string, read: ReadExpression): TemplatePart[] {
  const start = node.children.find((child) => child.type === 'quoted_template_start')?.end ?? node.start;
  const end = node.children.find((child) => child.type === 'quoted_template_end')?.start ?? node.end;
  return build(stripped(pieces(node, start, end, text), unquoted), text, read);
}

/** The parts of `<<EOT`; `<<-` takes away the spaces that all lines begin with. */
export function heredocParts(node: Node, text: string, read: ReadExpression): TemplatePart[] {
  const names = node.children.filter((child) => child.type === 'heredoc_identifier');
  const lineEnd = text.indexOf('\n', names[0]?.end ?? node.start);
  const start = lineEnd === -1 || lineEnd >= node.end ? node.end : lineEnd + 1;
  const closing = names.length > 1 ? names.at(-1)!.start : node.end;
  const end = names.length > 1 ? text.lastIndexOf('\n', closing - 1) + 1 : closing;
  const row = pieces(node, start, Math.max(start, end), text);
  return build(stripped(text.startsWith('<<-', node.start) ? dedented(row) : row, unescaped), text, read);
}

function pieces(node: Node, start: number, end: number, text: string): Piece[] {
  const row: Piece[] = [];
  let at = start;
  for (const mark of marksIn(node)) {
    if (mark.start < at || mark.end > end) continue;
    if (mark.start > at) row.push(text.slice(at, mark.start));
    row.push(mark);
    at = mark.end;
  }
  if (end > at) row.push(text.slice(at, end));
  return row;
}

function marksIn(node: Node): Node[] {
  return node.children.flatMap((child) => (MARKS.has(child.type) ? [child] : marksIn(child)));
}

const INDENT = /^[ \t]*/;

function dedented(row: readonly Piece[]): Piece[] {
  let width = Number.POSITIVE_INFINITY;
  eachLine(row, (line, isOpen) => {
    if (line.trim() !== '' || isOpen) width = Math.min(width, INDENT.exec(line)![0].length);
    return line;
  });
  return eachLine(row, (line) => line.slice(Math.min(width, INDENT.exec(line)![0].length)));
}

/** Rewrites each line's first text; `isOpen`: a mark follows it on the line. */
function eachLine(row: readonly Piece[], rewrite: (line: string, isOpen: boolean) => string): Piece[] {
  let fresh = true;
  return row.map((piece, i) => {
    if (typeof piece !== 'string') {
      if (fresh) rewrite('', true);
      fresh = false;
      return piece;
    }
    const hasMore = i < row.length - 1;
    const lines = piece.split('\n');
    const changed = lines.map((line, n) => {
      if (n === 0 && !fresh) return line;
      return rewrite(line, n === lines.length - 1 && hasMore && line !== '');
    });
    fresh = lines.at(-1) === '' ? lines.length > 1 || fresh : false;
    return changed.join('\n');
  });
}

/** Takes away what `~` says, then reads escapes: in that order, so that a written `\n` stays. */
function stripped(row: readonly Piece[], read: (source: string) => string): Piece[] {
  return row.map((piece, i) => {
    if (typeof piece !== 'string') return piece;
    const [before, after] = [row[i - 1], row[i + 1]];
    let words = piece;
    if (typeof before === 'object' && before.children.at(-2)?.type === 'strip_marker') words = words.trimStart();
    if (typeof after === 'object' && after.children[1]?.type === 'strip_marker') words = words.trimEnd();
    return read(words);
  });
}

/** Nests the row: what is between `if` and `endif`, `for` and `endfor`. */
function build(row: readonly Piece[], text: string, read: ReadExpression): TemplatePart[] {
  const reader: Reader = { row, at: 0, text, read };
  const parts: TemplatePart[] = [];
  while (reader.at < row.length) {
    append(parts, until(reader, []));
    reader.at++;
  }
  return parts;
}

interface Reader {
  readonly row: readonly Piece[];
  readonly text: string;
  readonly read: ReadExpression;
  at: number;
}

/** Reads up to a mark of these types, or to any that closes what is not open. */
function until(reader: Reader, ends: readonly string[]): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (; reader.at < reader.row.length; reader.at++) {
    const piece = reader.row[reader.at]!;
    if (typeof piece === 'string') parts.push(piece);
    else if (ends.includes(piece.type)) return parts;
    else if (piece.type === 'template_interpolation') parts.push({ kind: 'value', of: expressionIn(piece, reader) });
    else if (piece.type === 'template_if_intro') parts.push(ifPart(reader, piece));
    else if (piece.type === 'template_for_start') parts.push(forPart(reader, piece));
    else return parts;
  }
  return parts;
}

function ifPart(reader: Reader, mark: Node): TemplatePart {
  reader.at++;
  const yes = until(reader, ['template_else_intro', 'template_if_end']);
  const stop = reader.row[reader.at];
  const hasElse = typeof stop === 'object' && stop.type === 'template_else_intro';
  if (hasElse) reader.at++;
  const no = hasElse ? until(reader, ['template_if_end']) : [];
  return { kind: 'if', if: expressionIn(mark, reader), yes, no };
}

function forPart(reader: Reader, mark: Node): TemplatePart {
  reader.at++;
  return { kind: 'for', ...forNames(mark, reader.text, reader.read), body: until(reader, ['template_for_end']) };
}

function expressionIn(node: Node, { read, text }: Reader): Expression {
  return read(
    node.children.find((child) => child.type === 'expression'),
    text,
  );
}

/** What `for k, v in list` names, of the node that has those words. */
export function forNames(
  node: Node | undefined,
  text: string,
  read: ReadExpression,
): { keyName: string | undefined; valueName: string; in: Expression } {
  const names =
    node?.children.filter((child) => child.type === 'identifier').map((child) => text.slice(child.start, child.end)) ??
    [];
  const list = node?.children.find((child) => child.type === 'expression');
  return {
    keyName: names.length > 1 ? names[0] : undefined,
    valueName: names.at(-1) ?? '',
    in: read(list, text),
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** What a quoted text stands for: `\n`, `\u00e9`, `$${`. */
export function unquoted(source: string): string {
  if (!source.includes('\\')) return unescaped(source);
  return unescaped(source).replaceAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs, (whole, short, long, one) => {
    if (one !== undefined) return ESCAPES[one] ?? whole;
    const point = Number.parseInt(short ?? long, 16);
    return point > 0x10_ff_ff ? whole : String.fromCodePoint(point);
  });
}

function unescaped(source: string): string {
  return source.includes('{') ? source.replaceAll(/([$%])\1\{/g, '$1{') : source;
}
