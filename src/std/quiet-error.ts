/**
 * An error that its message tells whole, thrown for what data does rather than for a mistake of the program, and often: it
 * is made without its stack, which costs more than all else about it.
 */
export class QuietError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, options);
    Error.stackTraceLimit = stackTraceLimit;
  }
}
