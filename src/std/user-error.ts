/** What a user can get wrong, as codes that tests assert. */
export const USER_ERROR_CODES = [
  'bad-option',
  'bad-config',
  'unknown-rule',
  'unknown-format',
  'unknown-framework',
  'bad-framework',
  'bad-report',
  'not-found',
  'not-git',
  'bad-baseline',
  'bad-rule',
  'bad-snapshot',
  'bad-policy',
  'cannot-write',
] as const;
export type UserErrorCode = (typeof USER_ERROR_CODES)[number];

export interface UserErrorPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** The user's mistake: one clear sentence, where, and a hint. Ends the run with exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;
  readonly hint: string | undefined;
  readonly place: UserErrorPlace | undefined;

  constructor(
    code: UserErrorCode,
    message: string,
    details: { hint?: string; place?: UserErrorPlace; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.place = details.place;
  }
}
