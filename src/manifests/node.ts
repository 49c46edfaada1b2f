/** Where a value and its key are written. Offsets are UTF-16 units from the start of the file; ends are exclusive. */
export interface PositionNode {
  readonly kind: 'scalar' | 'map' | 'list' | 'alias';
  readonly style: 'plain' | 'quoted' | 'text' | 'block' | 'flow' | 'empty';
  /** The value without its anchor and tag. An empty value has `start === end`. */
  readonly start: number;
  readonly end: number;
  /** The key token; for an item of a block list its dash; for other nodes the start of the value. */
  keyStart: number;
  keyEnd: number;
  /** Whether the node carries an anchor or a tag. */
  decorated: boolean;
  /** Children of a map, the last of equal keys; merges are kept apart. */
  entries: Entries | undefined;
  merges: PositionNode[] | undefined;
  /** Whether a key occurs twice. */
  repeats: boolean;
  items: PositionNode[] | undefined;
  /** As an entry of a map: its key, and the entry behind it. */
  key: string | undefined;
  next: PositionNode | undefined;
}

const FEW = 8;

/** The entries of a map in order, chained: nodes are many, and most maps have few, for which no index is made. */
export class Entries {
  #first: PositionNode | undefined;
  #last: PositionNode | undefined;
  #size = 0;
  #index: Map<string, PositionNode> | undefined;

  get nodes(): PositionNode[] {
    const nodes: PositionNode[] = [];
    for (let node = this.#first; node; node = node.next) nodes.push(node);
    return nodes;
  }

  get(key: string): PositionNode | undefined {
    if (this.#size > FEW) return (this.#index ??= this.#indexed()).get(key);
    let node = this.#first;
    while (node && node.key !== key) node = node.next;
    return node;
  }

  /** Puts an entry behind the others, or in the place of the one with its key; answers whether there was one. */
  set(key: string, node: PositionNode): boolean {
    const known = this.get(key);
    if (known) {
      Object.assign(known, node, { key, next: known.next });
      return true;
    }
    node.key = key;
    if (this.#last) this.#last.next = node;
    else this.#first = node;
    this.#last = node;
    this.#size++;
    this.#index?.set(key, node);
    return false;
  }

  #indexed(): Map<string, PositionNode> {
    return new Map(this.nodes.map((node) => [node.key!, node]));
  }
}

/** A node without children; all nodes are made here, so that they have one shape. */
export function leafNode(
  kind: PositionNode['kind'],
  style: PositionNode['style'],
  start: number,
  end: number,
): PositionNode {
  return {
    kind,
    style,
    start,
    end,
    keyStart: start,
    keyEnd: start,
    decorated: false,
    entries: undefined,
    merges: undefined,
    repeats: false,
    items: undefined,
    key: undefined,
    next: undefined,
  };
}
