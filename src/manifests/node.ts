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
  entries: Map<string, PositionNode> | undefined;
  merges: PositionNode[] | undefined;
  /** Whether a key occurs twice. */
  repeats: boolean;
  items: PositionNode[] | undefined;
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
