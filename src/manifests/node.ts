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
}

const FEW = 8;

/** The entries of a map in order. Most maps have few, for which no index is made. */
export class Entries {
  readonly nodes: PositionNode[] = [];
  readonly #keys: string[] = [];
  #index: Map<string, number> | undefined;

  get(key: string): PositionNode | undefined {
    return this.nodes[this.#find(key)];
  }

  /** Puts an entry behind the others, or in the place of the one with its key; answers whether there was one. */
  set(key: string, node: PositionNode): boolean {
    const found = this.#find(key);
    if (found !== -1) {
      this.nodes[found] = node;
      return true;
    }
    this.#index?.set(key, this.nodes.length);
    this.#keys.push(key);
    this.nodes.push(node);
    return false;
  }

  #find(key: string): number {
    if (this.#keys.length <= FEW) return this.#keys.indexOf(key);
    this.#index ??= new Map(this.#keys.map((known, i) => [known, i]));
    return this.#index.get(key) ?? -1;
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
  };
}
