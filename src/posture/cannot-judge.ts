import type { Violation } from '../model/check.ts';

/**
 * What a check throws where it cannot say whether a resource is right: a gap, and no bug. The message is a clause, the hint
 * says what the user can do, and `found` is what is wrong all the same.
 */
export class CannotJudge extends Error {
  override readonly name = 'CannotJudge';
  readonly hint: string | undefined;
  readonly found: readonly Violation[];

  constructor(message: string, hint?: string, found: readonly Violation[] = []) {
    super(message);
    this.hint = hint;
    this.found = found;
  }
}
