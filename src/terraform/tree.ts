import { Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import type { SyntaxProblem } from './syntax.ts';

/** A node of the grammar, without the parser's memory behind it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly Node[];
}

export interface Parsed {
  readonly root: Node;
  /** In the order of the text. */
  readonly problems: readonly SyntaxProblem[];
}

/** Files of Terraform stay far below: this is a bound on what one may cost. */
const MAX_LENGTH = 8 * 1024 * 1024;
/** Levels of the grammar; a list in a list takes four. */
const MAX_DEPTH = 1200;
/** How often the parser may report, per character: after a mistake it can take long to find its feet. */
const REPORTS_PER_CHARACTER = 4;

/** Reads text by the grammar. Made of the two WebAssembly modules, which the caller loads. */
export interface Grammar {
  parse(text: string): Parsed;
}

export async function loadGrammar(runtime: Uint8Array, terraform: Uint8Array): Promise<Grammar> {
  await Parser.init({ wasmBinary: runtime });
  const language = await Language.load(terraform);
  return { parse: (text) => parse(language, text) };
}

function parse(language: Language, text: string): Parsed {
  if (text.length > MAX_LENGTH) return refused(`The file is longer than ${MAX_LENGTH} characters.`);
  const parser = new Parser();
  try {
    parser.setLanguage(language);
    const tree = parseBounded(parser, text);
    if (!tree) return refused('The file is too broken to be read in reasonable time.');
    try {
      return copy(tree);
    } finally {
      tree.delete();
    }
  } finally {
    parser.delete();
  }
}

function parseBounded(parser: Parser, text: string): Tree | null {
  let left = 10_000 + text.length * REPORTS_PER_CHARACTER;
  return parser.parse(text, null, { progressCallback: () => (--left < 0) as unknown as void });
}

function refused(message: string): Parsed {
  const root = { type: 'config_file', start: 0, end: 0, children: [] };
  return { root, problems: [{ code: 'limit', message, offset: 0 }] };
}

interface Growing extends Node {
  readonly children: Growing[];
}

/** Copies the tree without recursion; what is nested too deep is left out and told. */
function copy(tree: Tree): Parsed {
  const cursor = tree.walk();
  const problems: SyntaxProblem[] = [];
  const isBroken = tree.rootNode.hasError;
  const root = read(cursor);
  const chain = [root];
  if (isBroken) noteProblem(cursor, problems);
  while (advance(cursor, chain, problems)) {
    const node = read(cursor);
    if (isBroken) noteProblem(cursor, problems);
    chain.at(-1)!.children.push(node);
    chain.push(node);
  }
  cursor.delete();
  return { root, problems };
}

/** Goes to the next node; `chain` then ends with its parent. */
function advance(cursor: TreeCursor, chain: Growing[], problems: SyntaxProblem[]): boolean {
  if (chain.length < MAX_DEPTH) {
    if (cursor.gotoFirstChild()) return true;
  } else if (problems.at(-1)?.code !== 'limit') {
    const message = 'The file is nested too deeply; what is deeper is left out.';
    problems.push({ code: 'limit', message, offset: cursor.startIndex });
  }
  while (!cursor.gotoNextSibling()) {
    if (!cursor.gotoParent()) return false;
    chain.pop();
  }
  chain.pop();
  return true;
}

function read({ nodeType: type, startIndex: start, endIndex: end }: TreeCursor): Growing {
  return { type, start, end, children: [] };
}

function noteProblem(cursor: TreeCursor, problems: SyntaxProblem[]): void {
  const { nodeType: type, startIndex: start } = cursor;
  if (cursor.nodeIsMissing) problems.push({ code: 'syntax', message: `"${type}" is missing here.`, offset: start });
  else if (type === 'ERROR') problems.push({ code: 'syntax', message: 'This is no Terraform.', offset: start });
}
