import { sourceOf, span, stringOf, toExpression } from './expressions.ts';
import type { Attribute, Block, Body, SyntaxProblem, TerraformFile } from './syntax.ts';
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
  const whole = grammar.parse(text);
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
    problems.push(...own.map((problem) => ({ ...problem, offset: problem.offset + start })));
    attributes.push(...body.attributes.map((attribute) => moved(attribute, start)));
    blocks.push(...body.blocks.map((block) => moved(block, start)));
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
      attributes.push(...inner.attributes);
      blocks.push(...inner.blocks);
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
