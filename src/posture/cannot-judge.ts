/**
 * What a check throws where it cannot say whether a resource is right: a gap, and no bug. The message is a clause, the hint
 * says what the user can do.
 */
export class CannotJudge extends Error {
  override readonly name = 'CannotJudge';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
