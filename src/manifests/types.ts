import type { Json } from '../model/json.ts';

/** One object of a stream. `start` and `end` are UTF-16 offsets of the document's own text, separators excluded. */
export interface ManifestDocument {
  /** Position among the documents of the file that have content, unreadable ones included, from 0. */
  readonly index: number;
  readonly value: Json;
  readonly start: number;
  readonly end: number;
  /** Line of `start`, from 1. */
  readonly line: number;
  /** Whether the fast parser read it; otherwise the `yaml` library did. */
  readonly fast: boolean;
  /** Values of a skimmed key stand as empty objects. */
  readonly skimmed?: boolean;
}

export type ProblemCode = 'syntax' | 'tab' | 'duplicate-key' | 'alias' | 'tag' | 'limit';

/** Something wrong in a stream. A fatal problem loses its one document; the others are still read. */
export interface ManifestProblem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly fatal: boolean;
  /** `index` of the document that has the problem. */
  readonly document: number;
}

export interface ParsedStream {
  readonly documents: ManifestDocument[];
  readonly problems: ManifestProblem[];
}

/** Bounds on untrusted input. */
export interface ManifestLimits {
  /** UTF-16 units of one text. */
  readonly length: number;
  /** Documents of one text. */
  readonly documents: number;
  /** Nesting of objects and lists in one value. */
  readonly depth: number;
  /** Values that aliases and merges of one document may repeat. */
  readonly aliased: number;
  /** UTF-16 units of one document that only the full, slower library can read; etcd holds objects of up to 1.5 MB. */
  readonly unusual: number;
}

export const DEFAULT_LIMITS: ManifestLimits = {
  length: 256 * 1024 * 1024,
  documents: 200_000,
  depth: 200,
  aliased: 100_000,
  unusual: 2 * 1024 * 1024,
};
