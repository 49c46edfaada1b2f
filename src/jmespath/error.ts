import { QuietError } from '../std/quiet-error.ts';

/** What can be wrong with an expression or with what it is asked of. */
export type JmespathCode =
  | 'syntax'
  | 'unknown-function'
  | 'invalid-arity'
  | 'invalid-type'
  | 'invalid-value'
  | 'not-found'
  | 'too-large';

/** An expression that can't be read, or that failed; `at` is the offset in the expression, from 0. */
export class JmespathError extends QuietError {
  override readonly name = 'JmespathError';
  readonly code: JmespathCode;
  readonly at: number;

  constructor(code: JmespathCode, message: string, at = 0, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.at = at;
  }
}

/** What a function says when it can't; the caller adds its name and place. */
export class FunctionFailure extends QuietError {
  override readonly name = 'FunctionFailure';
  readonly code: 'invalid-type' | 'invalid-value' | 'too-large';

  constructor(message: string, code: FunctionFailure['code'] = 'invalid-value') {
    super(message);
    this.code = code;
  }
}
