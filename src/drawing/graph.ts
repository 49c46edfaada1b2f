/** How something is coloured; the meaning is the caller's, and never rests on colour alone. */
export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'muted';

/** A graph to be drawn. Texts are untrusted: they are escaped where they are written. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Boxes around nodes, like namespaces; a group without nodes is not drawn. */
  readonly groups?: readonly GraphGroup[];
}

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  /** A second, smaller line. */
  readonly detail?: string;
  /** Id of the group that the node lies in. */
  readonly group?: string;
  readonly tone?: Tone;
  /** Drawn with a dashed border: outside, imagined, unknown. */
  readonly dashed?: boolean;
  /** Told when one points at the node. */
  readonly title?: string;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly tone?: Tone;
  readonly title?: string;
}

export interface GraphGroup {
  readonly id: string;
  readonly label: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Left upper corner and size, in pixels. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A graph with a place for everything, in pixels from the left upper corner. */
export interface Positioned {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly (GraphNode & Box)[];
  readonly groups: readonly (GraphGroup & Box)[];
  /** At least two points each, from the border of one node to that of the other. */
  readonly edges: readonly (GraphEdge & { readonly points: readonly Point[] })[];
}
