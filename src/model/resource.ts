import type { JsonObject, Path } from './json.ts';
import type { Place } from './place.ts';

/** Names one object. `namespace` is '' where the object says none; `kind` for files that are no Kubernetes object is e.g. `Dockerfile`. */
export interface Ref {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Which part of an entry a place points at. */
export type Prefer = 'key' | 'value';

/** Where a resource was read from. */
export interface Origin {
  /** Path from the scanned root, with `/`; for rendered sources the template or patch file as well as it is known. */
  readonly file: string;
  /** The place of the entry at `path`, or of its deepest ancestor that exists. */
  locate(path: Path, prefer?: Prefer): Place;
  /** False where the text on disk is not this object's (a rendered chart, a snapshot): no fix can be written. */
  readonly editable: boolean;
  /** The object is as an API server stores it: what nobody stated has been filled in, and can't be told from what somebody did. */
  readonly live?: boolean;
  /** Values that can't be known from the text alone (a variable of Terraform); what rules say of them is no finding. */
  readonly unknowns?: readonly Unknown[];
}

/** A value that is not known, and the words that stand for it. */
export interface Unknown {
  readonly path: Path;
  readonly source: string;
}

/** The origin of a resource whose entries are ranges of characters of its file. */
export interface TextOrigin extends Origin {
  readonly text: string;
  /** The characters of exactly this entry. */
  span(path: Path): { readonly start: number; readonly end: number } | undefined;
}

/** One object of the inventory: a Kubernetes object, or a file read as one (a Dockerfile, a flags file). */
export interface Resource extends Ref {
  /**
   * The kind as checks name it: bare for built-in kinds whatever API version they are written in (`Deployment`, also of
   * `extensions/v1beta1`), with its group else (`Rollout.argoproj.io`).
   */
  readonly type: string;
  readonly object: JsonObject;
  readonly origin: Origin;
}
