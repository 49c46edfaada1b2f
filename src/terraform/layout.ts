import type { JsonObject, Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Origin, Prefer } from '../model/resource.ts';
import type { Attribute, Expression, Span, TerraformFile } from './syntax.ts';

/** Where a block and what is in it is written. One for each block that a resource has in the end. */
export interface Layout extends Written {
  readonly attributes: ReadonlyMap<string, WrittenAttribute>;
  readonly blocks: ReadonlyMap<string, readonly Layout[]>;
}

interface Written {
  readonly file: TerraformFile;
  /** The block's header. */
  readonly span: Span;
}

export interface WrittenAttribute {
  readonly file: TerraformFile;
  readonly attribute: Attribute;
}

/** An origin whose places are those of the attributes and blocks in the `.tf` files. */
export function originOf(layout: Layout): Origin {
  return {
    file: layout.file.file,
    editable: false,
    locate: (path, prefer = 'key') => {
      const { file, span } = find(layout, path, prefer);
      return placeOf(file, span);
    },
  };
}

/** Goes along `path` as far as it is written. */
export function find(layout: Layout, path: Path, prefer: Prefer): Written {
  let here = layout;
  for (let i = 0; i < path.length; i++) {
    const step = String(path[i]);
    const written = here.attributes.get(step);
    if (written) return inAttribute(written, path.slice(i + 1), prefer);
    const blocks = here.blocks.get(step);
    if (!blocks?.length) break;
    const next = path[i + 1];
    here = blocks[typeof next === 'number' ? next : 0] ?? blocks[0]!;
    if (typeof next === 'number') i++;
  }
  return here;
}

function inAttribute({ file, attribute }: WrittenAttribute, path: Path, prefer: Prefer): Written {
  let key: Span = attribute.nameSpan;
  let value: Expression = attribute.value;
  for (const step of path) {
    const next = inside(value, step);
    if (!next) return { file, span: key };
    [key, value] = next;
  }
  return { file, span: prefer === 'value' ? value : key };
}

/** Functions that hand on what is in their arguments. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'merge',
  'tomap',
  'tolist',
  'toset',
  'sensitive',
  'nonsensitive',
  'try',
]);

/** The key and the value that an expression writes at a step; undefined where it comes from elsewhere. */
function inside(value: Expression, step: string | number): [Span, Expression] | undefined {
  if (value.kind === 'tuple') {
    const item = typeof step === 'number' ? value.items[step] : undefined;
    return item && [item, item];
  }
  if (value.kind === 'object') {
    const entry = value.entries.findLast(({ key }) => key.kind === 'literal' && String(key.value) === step);
    return entry && [entry.key, entry.value];
  }
  if (value.kind === 'conditional') return inside(value.yes, step) ?? inside(value.no, step);
  if (value.kind !== 'call' || !TRANSPARENT.has(value.name)) return undefined;
  for (const argument of value.arguments.toReversed()) {
    const found = inside(argument, step);
    if (found) return found;
  }
  return undefined;
}

const starts = new WeakMap<TerraformFile, readonly number[]>();

export function placeOf(file: TerraformFile, { start, end }: Span): Place {
  let lines = starts.get(file);
  if (!lines) starts.set(file, (lines = lineStarts(file.text)));
  const from = position(lines, start);
  const to = position(lines, end);
  return { file: file.file, ...from, endLine: to.line, endColumn: to.column };
}

function lineStarts(text: string): number[] {
  const found = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) found.push(at + 1);
  return found;
}

function position(lines: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - lines[low]! + 1 };
}

/** A block's attributes as a value and where they are written. */
export interface ReadBlock {
  readonly object: JsonObject;
  readonly layout: Layout;
}
