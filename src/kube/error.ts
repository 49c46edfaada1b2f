/** Why an API server did not give an answer that can be used. */
export const KUBE_ERROR_CODES = [
  'forbidden',
  'unauthorized',
  'unreachable',
  'timeout',
  'throttled',
  'gone',
  'not-found',
  'too-large',
  'bad-answer',
  'rejected',
  'server-error',
] as const;
export type KubeErrorCode = (typeof KUBE_ERROR_CODES)[number];

/** A request that failed for good: what the server said, or why it said nothing. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly code: KubeErrorCode;
  /** HTTP status; 0 where there was no answer. */
  readonly status: number;
  /** `reason` of the server's Status object, or of the connection: `Expired`, `ECONNREFUSED`. */
  readonly reason: string;

  /** Milliseconds that the server asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    code: KubeErrorCode,
    message: string,
    details: { status?: number; reason?: string; retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.status = details.status ?? 0;
    this.reason = details.reason ?? '';
    this.retryAfter = details.retryAfter;
  }
}
