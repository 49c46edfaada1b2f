import type { Json } from '../model/json.ts';

export type Comparator = '==' | '!=' | '<' | '<=' | '>' | '>=';

interface Place {
  /** Offset in the expression. */
  readonly at: number;
  /** Of the tree below, itself counted: bounds every recursion over it. */
  readonly depth: number;
}

export type Shape =
  | { readonly kind: 'current' }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start?: number; readonly stop?: number; readonly step: number }
  | { readonly kind: 'flatten'; readonly left: Node }
  /** Left, then right of what that gave: `a.b`, `a[0]`. */
  | { readonly kind: 'sub'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'pipe'; readonly left: Node; readonly right: Node }
  /** Right of each item of the list, of each value of the object. */
  | { readonly kind: 'project'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'values'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'filter'; readonly left: Node; readonly right: Node; readonly condition: Node }
  | { readonly kind: 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'and'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'compare'; readonly operator: Comparator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'object'; readonly keys: readonly string[]; readonly items: readonly Node[] }
  | { readonly kind: 'call'; readonly name: string; readonly items: readonly Node[] }
  /** `&expression`: not evaluated, but handed to a function. */
  | { readonly kind: 'reference'; readonly of: Node };

export type Node = Shape & Place;
export type NodeOf<K extends Node['kind']> = Extract<Node, { readonly kind: K }>;

/** The nodes right below, in the order of their evaluation. */
export function childrenOf(node: Shape): readonly Node[] {
  switch (node.kind) {
    case 'current':
    case 'literal':
    case 'field':
    case 'index':
    case 'slice':
      return [];
    case 'flatten':
      return [node.left];
    case 'not':
    case 'reference':
      return [node.of];
    case 'list':
    case 'object':
    case 'call':
      return node.items;
    case 'filter':
      return [node.left, node.condition, node.right];
    default:
      return [node.left, node.right];
  }
}
