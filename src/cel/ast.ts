import type { Value } from './values.ts';

/** The macros that walk over a list or a map. */
export type Macro =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry';

interface Base {
  /** Offset in the source that errors point to. */
  readonly at: number;
  /** Height of the tree below and with this node. */
  readonly height: number;
}

export interface Item {
  readonly value: Node;
  readonly optional: boolean;
}
export interface Entry extends Item {
  readonly key: Node;
}
export interface Field extends Item {
  readonly name: string;
  readonly at: number;
}

/** An expression as it was written, with its macros opened. */
export type Node =
  | (Base & { readonly kind: 'literal'; readonly value: Value })
  | (Base & { readonly kind: 'name'; readonly name: string; readonly cost: ReadCost })
  | (Base & { readonly kind: 'select'; readonly of: Node; readonly field: string; readonly mode: SelectMode })
  | (Base & {
      readonly kind: 'call';
      readonly target: Node | undefined;
      readonly name: string;
      readonly args: readonly Node[];
    })
  | (Base & { readonly kind: 'logic'; readonly all: boolean; readonly items: readonly Node[] })
  | (Base & { readonly kind: 'choose'; readonly test: Node; readonly yes: Node; readonly no: Node })
  | (Base & { readonly kind: 'list'; readonly items: readonly Item[] })
  | (Base & { readonly kind: 'map'; readonly entries: readonly Entry[] })
  | (Base & { readonly kind: 'struct'; readonly name: string; readonly fields: readonly Field[] })
  | (Base & {
      readonly kind: 'loop';
      readonly macro: Macro;
      readonly range: Node;
      readonly variables: readonly string[];
      readonly filter: Node | undefined;
      readonly body: Node;
    })
  | (Base & {
      readonly kind: 'bind';
      readonly variable: string;
      readonly value: Node;
      readonly body: Node;
      /** What wrote it: `cel` for `cel.bind`, which needs a library. */
      readonly macro: string;
    });

/** What reading a variable costs: 1, nothing, or again what its value has cost where cel-go evaluates it twice. */
export type ReadCost = 'one' | 'nothing' | 'again';

/** `a.b`, `has(a.b)`, `a.?b` */
export type SelectMode = 'get' | 'has' | 'optional';

export type NodeOf<K extends Node['kind']> = Extract<Node, { kind: K }>;
