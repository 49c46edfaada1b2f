import { parseManifests } from '../../manifests/parse.ts';
import { childOf, positionTree, type PositionNode } from '../../manifests/positions.ts';
import type { Json } from '../../model/json.ts';
import { append } from '../../std/append.ts';
import { isObject } from '../../std/value.ts';
import type { Attribute, Block, Body, Expression, Span, SyntaxProblem, TerraformFile } from '../../terraform/syntax.ts';

/*
 * The JSON form of the language (`*.tf.json`): the same blocks and attributes, as the native syntax would have them.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */

/** Reads an expression out of a string, which is a template there. Places within it are those of the string. */
export type ReadTemplate = (text: string, at: Span) => Expression;

/** A value and where it stands. */
interface Spot {
  readonly value: Json;
  readonly node: PositionNode | undefined;
}

/** How many labels blocks of a type have; what is not here is an attribute at the top. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

const VALUES: ReadonlySet<string> = new Set(['locals', 'variable', 'output', 'module']);

/** Reads a file of the JSON form. */
export function parseTerraformJson(file: string, text: string, template: ReadTemplate): TerraformFile {
  const { documents, problems } = parseManifests(text);
  const [document] = documents;
  const blocks: Block[] = [];
  if (document && isObject(document.value)) {
    const root: Spot = { value: document.value, node: positionTree(text, document) };
    for (const [type, spot] of entriesOf(root)) append(blocks, blocksOf(type, spot, template));
  }
  return {
    file,
    text,
    body: { attributes: [], blocks },
    problems: problems.map((problem) => toProblem(text, problem)),
  };
}

function toProblem(
  text: string,
  { line, column, message }: { line: number; column: number; message: string },
): SyntaxProblem {
  let start = 0;
  for (let n = 1; n < line; n++) start = text.indexOf('\n', start) + 1;
  return { code: 'syntax', message, offset: start + column - 1 };
}

function entriesOf({ value, node }: Spot): [string, Spot][] {
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([key]) => key !== '//')
    .map(([key, inner]) => [key, { value: inner ?? null, node: node && childOf(node, key) }]);
}

/** One, or each of a list. */
function each({ value, node }: Spot): Spot[] {
  if (!Array.isArray(value)) return [{ value, node }];
  return value.map((item, i) => ({ value: item, node: node && childOf(node, i) }));
}

function blocksOf(type: string, spot: Spot, template: ReadTemplate): Block[] {
  let found: { labels: string[]; spot: Spot }[] = each(spot).map((one) => ({ labels: [], spot: one }));
  for (let n = 0; n < (LABELS[type] ?? 0); n++) {
    found = found.flatMap(({ labels, spot: outer }) =>
      entriesOf(outer).flatMap(([label, inner]) =>
        each(inner).map((one) => ({ labels: [...labels, label], spot: one })),
      ),
    );
  }
  return found.map(({ labels, spot: inner }) => blockOf(type, labels, inner, template));
}

function blockOf(type: string, labels: readonly string[], spot: Spot, template: ReadTemplate): Block {
  const asValues = VALUES.has(type);
  return { ...span(spot), type, labels, header: keySpan(spot), body: bodyOf(spot, asValues, template) };
}

/** Without the provider's schema, an object or a list of objects in a resource is taken for a block of that name. */
function bodyOf(spot: Spot, asValues: boolean, template: ReadTemplate): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (const [name, inner] of entriesOf(spot)) {
    if (name === 'dynamic' && !asValues) append(blocks, dynamics(inner, template));
    else if (!asValues && isBlocks(name, inner.value))
      append(
        blocks,
        each(inner).map((one) => blockOf(name, [], one, template)),
      );
    else attributes.push(attributeOf(name, inner, template));
  }
  return { attributes, blocks };
}

const MAPS =
  /(?:^|_)(?:tags|labels|annotations|data|manifest|variables|parameters|for_each|set|values|config|settings)$/;

function isBlocks(name: string, value: Json): boolean {
  if (MAPS.test(name)) return false;
  return Array.isArray(value) ? value.length > 0 && value.every(isObject) : isObject(value);
}

function dynamics(spot: Spot, template: ReadTemplate): Block[] {
  return each(spot).flatMap((one) =>
    entriesOf(one).map(([name, inner]) => blockOf('dynamic', [name], inner, template)),
  );
}

function attributeOf(name: string, spot: Spot, template: ReadTemplate): Attribute {
  const isReference = name === 'type' || name === 'iterator';
  const value: Expression =
    isReference && typeof spot.value === 'string'
      ? template(`\${${spot.value}}`, span(spot))
      : expressionOf(spot, template);
  return { ...span(spot), name, nameSpan: keySpan(spot), value };
}

function expressionOf(spot: Spot, template: ReadTemplate): Expression {
  const { value } = spot;
  const at = span(spot);
  if (typeof value === 'string') return template(value, at);
  if (Array.isArray(value))
    return { ...at, kind: 'tuple', items: each(spot).map((item) => expressionOf(item, template)) };
  if (!isObject(value)) return { ...at, kind: 'literal', value };
  const entries = entriesOf(spot).map(([key, inner]) => ({
    key: key.includes('${') ? template(key, keySpan(inner)) : literal(key, keySpan(inner)),
    value: expressionOf(inner, template),
  }));
  return { ...at, kind: 'object', entries };
}

function literal(value: string, at: Span): Expression {
  return { ...at, kind: 'literal', value };
}

function span({ node }: Spot): Span {
  return { start: node?.start ?? 0, end: node?.end ?? 0 };
}

function keySpan({ node }: Spot): Span {
  return { start: node?.keyStart ?? 0, end: node?.keyEnd ?? 0 };
}
