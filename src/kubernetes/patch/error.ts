export type PatchErrorCode =
  /** An operation is malformed: unknown `op`, missing `path` or `value`, a move into itself. */
  | 'bad-operation'
  /** A JSON pointer that does not begin with `/`, or has a bad escape. */
  | 'bad-pointer'
  /** The place that an operation speaks of is not there. */
  | 'not-found'
  /** A list index that is no number or out of range. */
  | 'bad-index'
  /** A `test` operation does not hold. */
  | 'test-failed'
  /** A strategic merge patch with a directive that has no meaning there, or list items without their merge key. */
  | 'bad-directive'
  /** More nesting than is looked at. */
  | 'too-deep'
  /** More operations or copied values than are allowed. */
  | 'too-large';

/** Why a patch cannot be applied; the target is unchanged. */
export class PatchError extends Error {
  readonly code: PatchErrorCode;
  /** The JSON pointer or dotted path where it went wrong. */
  readonly place: string;

  constructor(code: PatchErrorCode, place: string, message: string) {
    super(`${place}: ${message}`);
    this.name = 'PatchError';
    this.code = code;
    this.place = place;
  }
}
