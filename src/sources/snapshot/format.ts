import type { Credential } from '../../model/check.ts';
import type { Gap } from '../../model/gap.ts';
import type { Json, JsonObject } from '../../model/json.ts';

/*
 * A snapshot is one line of text, `castellan-snapshot <format> <header as JSON>`, and behind it, compressed with Zstandard,
 * lines of JSON: what was read, then one line per object.
 */

export const MAGIC = 'castellan-snapshot ';
/** The format that this version writes, and the newest that it reads. */
export const FORMAT = 1;

export interface SnapshotHeader {
  /** Version of Castellan that wrote it. */
  readonly tool: string;
  /** Name of the context, and the version of the server, `v1.36.3`. */
  readonly context: string;
  readonly server: string;
  /** When it was taken, as an argument said. */
  readonly taken: string;
  readonly objects: number;
  /** Of what is compressed: its length in bytes and its SHA-256. */
  readonly bytes: number;
  readonly sha256: string;
}

/** A kind that the cluster serves. */
export interface ServedKind {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** What was read of the cluster, besides its objects. */
export interface SnapshotFacts {
  readonly minor: number | undefined;
  /** The namespaces that were read; all where undefined. */
  readonly namespaces: readonly string[] | undefined;
  /** Namespace of the context. */
  readonly namespace: string;
  readonly served: readonly ServedKind[];
  readonly gaps: readonly Gap[];
}

/** One object, without secrets. */
export interface SnapshotRecord {
  /** The path that it is shown under. */
  readonly file: string;
  readonly object: JsonObject;
  /** Kubernetes itself made it, and nobody changed it. */
  readonly shipped: boolean;
  /** Credentials that were found in it before they were taken out. */
  readonly credentials: readonly Credential[];
  /** `metadata.managedFields`: who wrote what. */
  readonly managers: readonly Json[];
}

export interface Snapshot {
  readonly header: SnapshotHeader;
  readonly facts: SnapshotFacts;
  readonly records: readonly SnapshotRecord[];
}

/** How much of a snapshot is read at most. */
export interface SnapshotLimits {
  readonly compressed: number;
  readonly decompressed: number;
  readonly objects: number;
  /** Bytes of one object. */
  readonly object: number;
  /** Levels that an object nests. */
  readonly depth: number;
}

const MIB = 1024 * 1024;
export const SNAPSHOT_LIMITS: SnapshotLimits = {
  compressed: 512 * MIB,
  decompressed: 4096 * MIB,
  objects: 1_000_000,
  object: 64 * MIB,
  depth: 300,
};
