import type { Json, JsonObject } from '../model/json.ts';
import { asObject } from '../std/value.ts';
import { charge } from './budget.ts';
import { bind, evaluate, pairsOf, type Scope } from './evaluate.ts';
import type { Layout, ReadBlock, WrittenAttribute } from './layout.ts';
import { put } from './object.ts';
import type { Block, Expression } from './syntax.ts';
import { markOpen, unknown } from './value.ts';

/** What a block says to Terraform itself, not to the provider. */
const META_ATTRIBUTES: ReadonlySet<string> = new Set(['count', 'for_each', 'provider', 'depends_on', 'providers']);
const META_BLOCKS: ReadonlySet<string> = new Set(['lifecycle', 'provisioner', 'connection']);

/** A block under way. */
interface Growing {
  readonly object: JsonObject;
  readonly attributes: Map<string, WrittenAttribute>;
  readonly blocks: Map<string, Layout[]>;
}

/** Reads a resource's block: attributes as values, nested blocks as lists of objects, `dynamic` ones written out. */
export function readBlock(block: Block, scope: Scope): ReadBlock {
  return read(block, scope, META_ATTRIBUTES, META_BLOCKS);
}

const NONE: ReadonlySet<string> = new Set();

function read(
  block: Block,
  scope: Scope,
  skippedAttributes: ReadonlySet<string>,
  skippedBlocks: ReadonlySet<string>,
): ReadBlock {
  const growing: Growing = { object: {}, attributes: new Map(), blocks: new Map() };
  for (const attribute of block.body.attributes) {
    if (skippedAttributes.has(attribute.name)) continue;
    const file = attribute.file ?? scope.file;
    put(growing.object, attribute.name, evaluate(attribute.value, { ...scope, file }));
    growing.attributes.set(attribute.name, { file, attribute });
  }
  for (const inner of block.body.blocks) {
    if (skippedBlocks.has(inner.type)) continue;
    const file = inner.file ?? scope.file;
    if (inner.type === 'dynamic') addDynamic(growing, inner, { ...scope, file });
    else add(growing, inner.type, read(inner, { ...scope, file }, NONE, NONE), inner);
  }
  const { object, attributes, blocks } = growing;
  const layout: Layout = { file: block.file ?? scope.file, span: block.header, attributes, blocks };
  return { object: markOpen(object), layout };
}

function add(growing: Growing, type: string, { object, layout }: ReadBlock, header: Block): void {
  push(growing, type, object);
  addLayout(growing, type, { ...layout, span: header.header });
}

function push({ object }: Growing, type: string, item: JsonObject): void {
  const before = Object.hasOwn(object, type) ? object[type] : undefined;
  if (Array.isArray(before)) before.push(item);
  else put(object, type, [item]);
}

/** `dynamic "x"`: a block for each item. Where the items are not known, neither is what blocks there are. */
function addDynamic(growing: Growing, block: Block, scope: Scope): void {
  const type = block.labels[0] ?? '';
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  const each = attributeOf(block, 'for_each');
  const items = each && pairsOf(evaluate(each, scope));
  if (!items || !content) {
    addUnknown(growing, type, block, scope);
    return;
  }
  const name = iteratorOf(block) ?? type;
  for (const [key, value] of items) {
    if (!charge(scope.budget, 10)) return;
    add(growing, type, read(content, bind(scope, name, { key, value }), NONE, NONE), block);
  }
}

function iteratorOf(block: Block): string | undefined {
  const name = attributeOf(block, 'iterator');
  return name?.kind === 'variable' ? name.name : undefined;
}

function addUnknown(growing: Growing, type: string, block: Block, scope: Scope): void {
  const each = attributeOf(block, 'for_each');
  const source = unknown(each ? scope.file.text.slice(each.start, each.end) : type);
  const empty: Layout = { file: scope.file, span: block.header, attributes: new Map(), blocks: new Map() };
  if (Array.isArray(growing.object[type])) push(growing, type, source);
  else put(growing.object, type, source);
  addLayout(growing, type, empty);
}

function addLayout({ blocks }: Growing, type: string, layout: Layout): void {
  const known = blocks.get(type);
  if (known) known.push(layout);
  else blocks.set(type, [layout]);
}

export function attributeOf(block: Block, name: string): Expression | undefined {
  return block.body.attributes.findLast((attribute) => attribute.name === name)?.value;
}

/** One instance of a block with `count` or `for_each`. */
export interface Repetition {
  /** '', `[0]` or `["a"]`. */
  readonly suffix: string;
  readonly key: string | number | undefined;
  /** What `each` or `count` is. */
  readonly names: ReadonlyMap<string, JsonObject>;
}

export interface Repetitions {
  readonly mode: 'single' | 'list' | 'map' | 'unknown';
  readonly items: readonly Repetition[];
  /** More than may be. */
  readonly cut?: boolean;
}

const MOST_INSTANCES = 1024;
const SINGLE: Repetitions = { mode: 'single', items: [{ suffix: '', key: undefined, names: new Map() }] };

/** How often a block stands. Where that is not known it is looked at once, its `each` and `count` unknown. */
export function repetitionsOf(block: Block, scope: Scope): Repetitions {
  const count = attributeOf(block, 'count');
  if (count) return byCount(Number(asNumeric(evaluate(count, scope))));
  const each = attributeOf(block, 'for_each');
  return each ? byKeys(pairsOf(evaluate(each, scope))) : SINGLE;
}

function asNumeric(value: Json): number | string {
  if (typeof value === 'boolean') return Number.NaN;
  return typeof value === 'number' || typeof value === 'string' ? value : Number.NaN;
}

function byCount(count: number): Repetitions {
  if (!Number.isInteger(count) || count < 0) return unknownMany();
  const items = Array.from({ length: Math.min(count, MOST_INSTANCES) }, (_, index) => ({
    suffix: `[${index}]`,
    key: index,
    names: new Map([['count', { index }]]),
  }));
  return { mode: 'list', items, ...(count > MOST_INSTANCES && { cut: true }) };
}

function byKeys(pairs: readonly [Json, Json][] | undefined): Repetitions {
  if (!pairs) return unknownMany();
  const items = pairs.slice(0, MOST_INSTANCES).map(([key, value]): Repetition => {
    const name = typeof key === 'string' ? key : typeof value === 'string' ? value : '?';
    return {
      suffix: `[${JSON.stringify(name)}]`,
      key: name,
      names: new Map([['each', asObject({ key: typeof name === 'string' ? name : key, value })]]),
    };
  });
  return { mode: 'map', items, ...(pairs.length > MOST_INSTANCES && { cut: true }) };
}

function unknownMany(): Repetitions {
  const names = new Map<string, JsonObject>([
    ['each', { key: unknown('each.key'), value: unknown('each.value') }],
    ['count', { index: unknown('count.index') }],
  ]);
  return { mode: 'unknown', items: [{ suffix: '', key: undefined, names }] };
}
