import type { Macro, Node } from './ast.ts';
import { CelError } from './error.ts';
import { bind, call, choose, literal, loop, named, qualifiedName, select } from './nodes.ts';

export interface MacroCall {
  readonly target: Node | undefined;
  readonly name: string;
  readonly args: readonly Node[];
  readonly at: number;
  readonly source: string;
}

/** The tree that a macro stands for; undefined where the call is no macro. @throws CelError for wrong arguments. */
export function openMacro(macro: MacroCall): Node | undefined {
  const { target, name, args } = macro;
  if (!target) return name === 'has' && args.length === 1 ? openHas(macro) : undefined;
  if (target.kind === 'name' && target.name === 'proto') return openExtension(macro);
  if (target.kind === 'name' && target.name === 'cel') return CEL[`${name}/${args.length}`]?.(macro);
  if (args.length === 2 && (name === 'optMap' || name === 'optFlatMap')) return openOptional(macro, target);
  if (args.length === 2 && name === 'sortBy') return openSortBy(macro, target);
  return openLoop(macro, target);
}

/** `list.sortBy(x, key)`: the keys are made by a `map`. */
function openSortBy(macro: MacroCall, target: Node): Node {
  const { at, args } = macro;
  const held = named('@items', at);
  const keys = loop({ macro: 'map', range: held, variables: [variableAt(macro, 0)], body: args[1]! }, at);
  return bind('@items', target, call('@sortByAssociatedKeys', [keys], at, held), at);
}

function openHas({ args, at, source }: MacroCall): Node {
  const [field] = args;
  if (field?.kind !== 'select' || field.mode !== 'get')
    throw new CelError('has() needs a field: has(object.spec)', field?.at ?? at, source);
  return select(field.of, field.field, at, 'has');
}

/** Macros of the namespace `cel`: bindings, and the blocks that optimizers make of common sub-expressions. */
const CEL: Readonly<Record<string, (macro: MacroCall) => Node>> = {
  'bind/3': (macro) => {
    const [, value, body] = macro.args;
    return bind(variableAt(macro, 0), value!, body!, macro.at, 'cel');
  },
  'index/1': ({ args, at, source }) => named(`@index${literalInt(args[0]!, source)}`, at),
  'iterVar/2': ({ args, at, source }) =>
    named(`@it:${literalInt(args[0]!, source)}:${literalInt(args[1]!, source)}`, at),
  'block/2': ({ args, at, source }) => {
    const [values, body] = args;
    if (values?.kind !== 'list') throw new CelError('cel.block() needs a list first', at, source);
    return values.items.reduceRight<Node>((inner, { value }, i) => bind(`@index${i}`, value, inner, at, 'cel'), body!);
  },
};

/** `proto.getExt(message, name.of.extension)` */
function openExtension({ name, args, at, source }: MacroCall): Node | undefined {
  if ((name !== 'getExt' && name !== 'hasExt') || args.length !== 2) return undefined;
  const extension = qualifiedName(args[1]!);
  if (extension === undefined)
    throw new CelError('the second argument is the name of an extension', args[1]!.at, source);
  return select(args[0]!, extension, at, name === 'getExt' ? 'get' : 'has');
}

function literalInt(node: Node, source: string): number {
  if (node.kind === 'literal' && typeof node.value === 'number' && node.value >= 0) return node.value;
  throw new CelError('a whole number is needed here', node.at, source);
}

function openOptional(macro: MacroCall, target: Node): Node {
  const { name, args, at } = macro;
  const variable = variableAt(macro, 0);
  const body = name === 'optMap' ? call('of', [args[1]!], at, named('optional', at)) : args[1]!;
  const some = bind(variable, call('value', [], at, named('@target', at, 'again')), body, at);
  const none = call('none', [], at, named('optional', at));
  return bind('@target', target, choose(call('hasValue', [], at, named('@target', at, 'nothing')), some, none, at), at);
}

/** By name: with how many variables and how many further arguments. */
const LOOPS: Readonly<Record<string, readonly (readonly [macro: Macro, variables: number, rest: number])[]>> = {
  all: [
    ['all', 1, 1],
    ['all', 2, 1],
  ],
  exists: [
    ['exists', 1, 1],
    ['exists', 2, 1],
  ],
  exists_one: [
    ['existsOne', 1, 1],
    ['existsOne', 2, 1],
  ],
  existsOne: [
    ['existsOne', 1, 1],
    ['existsOne', 2, 1],
  ],
  map: [
    ['map', 1, 1],
    ['map', 1, 2],
  ],
  filter: [['filter', 1, 1]],
  transformList: [
    ['transformList', 2, 1],
    ['transformList', 2, 2],
  ],
  transformMap: [
    ['transformMap', 2, 1],
    ['transformMap', 2, 2],
  ],
  transformMapEntry: [
    ['transformMapEntry', 2, 1],
    ['transformMapEntry', 2, 2],
  ],
};

function openLoop(macro: MacroCall, range: Node): Node | undefined {
  const { name, args, at } = macro;
  const shapes = Object.hasOwn(LOOPS, name) ? LOOPS[name] : undefined;
  const shape = shapes?.find(([, variables, rest]) => variables + rest === args.length);
  if (!shape) return undefined;
  const [kind, count, rest] = shape;
  const variables = Array.from({ length: count }, (_, i) => variableAt(macro, i));
  if (count === 2 && variables[0] === variables[1])
    throw new CelError(`both variables are named "${variables[0]}"`, args[1]!.at, macro.source);
  const filter = rest === 2 ? args[count] : kind === 'filter' ? args[1] : undefined;
  const body = kind === 'filter' ? literal(true, at) : args.at(-1)!;
  return loop({ macro: kind, range, variables, filter, body }, at);
}

function variableAt({ args, source, name }: MacroCall, i: number): string {
  const node = args[i]!;
  if (node.kind === 'name' && !node.name.startsWith('.')) return node.name;
  throw new CelError(
    `the ${i === 0 ? 'first' : 'second'} argument of ${name}() is the name of a variable`,
    node.at,
    source,
  );
}
