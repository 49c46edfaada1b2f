import { append } from '../std/append.ts';
import { sourceOf, span, stringOf, toExpression } from './expressions.ts';
import type { Attribute, Block, Body, Expression, Span, SyntaxProblem, TerraformFile } from './syntax.ts';
import type { Grammar, Node } from './tree.ts';

/** A file under way. */
interface Reading {
  readonly text: string;
  readonly problems: SyntaxProblem[];
}

/**
 * Reads one file of the native syntax. What a mistake breaks is told and left out: the attribute around it is unknown,
 * and everything else is read, in a second try block by block where the mistake took more than its own block.
 */
export function parseTerraform(grammar: Grammar, file: string, text: string): TerraformFile {
  const whole = grammar.parse(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);
  const reading: Reading = { text, problems: [...whole.problems] };
  if (whole.problems.every((problem) => problem.code === 'limit')) {
    return { file, text, body: bodyOf(whole.root, reading), problems: reading.problems };
  }
  return { file, text, ...parseByBlocks(grammar, text) };
}

const BLOCK_START =
  /^(?:resource|data|module|variable|output|locals|provider|terraform|moved|import|check|removed)\b/gm;

/** Each block that begins a line is read alone, with spaces for what is before it, so that offsets stay. */
function parseByBlocks(grammar: Grammar, text: string): Pick<TerraformFile, 'body' | 'problems'> {
  const starts = [0, ...[...text.matchAll(BLOCK_START)].map((match) => match.index).filter((start) => start > 0)];
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const problems: SyntaxProblem[] = [];
  starts.forEach((start, i) => {
    const part = text.slice(start, starts[i + 1]);
    const parsed = grammar.parse(part);
    const own: SyntaxProblem[] = parsed.problems.slice(0, 1);
    const body = bodyOf(parsed.root, { text: part, problems: [...parsed.problems] });
    append(
      problems,
      own.map((problem) => ({ ...problem, offset: problem.offset + start })),
    );
    append(attributes, moved(body.attributes, start));
    append(blocks, moved(body.blocks, start));
  });
  return { body: { attributes, blocks }, problems };
}

/** The same syntax, further down in the file. */
function moved<T>(value: T, by: number): T {
  if (typeof value !== 'object' || value === null || by === 0) return value;
  if (Array.isArray(value)) return value.map((item) => moved(item, by)) as T;
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    copy[key] = (key === 'start' || key === 'end') && typeof inner === 'number' ? inner + by : moved(inner, by);
  }
  return copy as T;
}

/** What is written in a node, wherever a mistake has put it. */
function bodyOf(node: Node, reading: Reading): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const child of node.children) {
    if (child.type === 'attribute') attributes.push(attributeOf(child, reading));
    else if (child.type === 'block') blocks.push(blockOf(child, reading));
    else if (child.type === 'body' || child.type === 'ERROR') {
      const inner = bodyOf(child, reading);
      append(attributes, inner.attributes);
      append(blocks, inner.blocks);
    }
  }
  return { attributes, blocks };
}

function attributeOf(node: Node, { text, problems }: Reading): Attribute {
  const name = node.children[0] ?? node;
  const value = node.children.find((child) => child.type === 'expression');
  const isBroken = problems.some(({ offset }) => offset >= node.start && offset <= node.end);
  return {
    ...span(node),
    name: sourceOf(name, text),
    nameSpan: span(name),
    value: isBroken ? { ...span(value ?? node), kind: 'broken' } : toExpression(value, text),
  };
}

function blockOf(node: Node, reading: Reading): Block {
  const { text } = reading;
  const words = node.children.filter((child) => child.type === 'identifier' || child.type === 'string_lit');
  const [type, ...labels] = words;
  return {
    ...span(node),
    type: type ? sourceOf(type, text) : '',
    labels: labels.map((label) => (label.type === 'string_lit' ? stringOf(label, text) : sourceOf(label, text))),
    header: { start: node.start, end: words.at(-1)?.end ?? node.end },
    body: bodyOf(node, reading),
  };
}

/** Reads text as a template: that of `templatefile`, or a string of the JSON form. Offsets are those of the answered text. */
export function parseTemplate(
  grammar: Grammar,
  template: string,
): { readonly expression: Expression; readonly text: string } | undefined {
  let mark = 'EOT';
  while (template.includes(mark)) mark += '_';
  const text = `x = <<${mark}\n${template}\n${mark}\n`;
  const { body, problems } = parseTerraform(grammar, '', text);
  const expression = body.attributes[0]?.value;
  if (!expression || problems.length > 0) return undefined;
  return { expression: withoutLastBreak(expression), text };
}

/** The line break before the closing mark is none of the template's. */
function withoutLastBreak(expression: Expression): Expression {
  if (expression.kind === 'literal' && typeof expression.value === 'string')
    return { ...expression, value: expression.value.replace(/\n$/, '') };
  if (expression.kind !== 'template') return expression;
  const last = expression.parts.at(-1);
  if (typeof last !== 'string') return expression;
  const rest = last.replace(/\n$/, '');
  return { ...expression, parts: [...expression.parts.slice(0, -1), ...(rest === '' ? [] : [rest])] };
}

/** The same expression, said to stand in one place. */
export function placedAt(expression: Expression, at: Span): Expression {
  return placed(expression, at) as Expression;
}

function placed(value: unknown, at: Span): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => placed(item, at));
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, placed(inner, at)]));
  return 'start' in copy ? { ...copy, ...at } : copy;
}
