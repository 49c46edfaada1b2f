import type { GapCode } from '../../model/gap.ts';

/** A snapshot that can't be used: why, in one sentence. */
export class Unusable extends Error {
  readonly code: GapCode;
  readonly hint: string | undefined;

  constructor(code: GapCode, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

export function broken(): Unusable {
  return new Unusable('syntax', 'The snapshot is truncated or damaged.', 'Take it again with `castellan snapshot`.');
}

/** It holds more than `most`: `1000 bytes`, `5 objects`. */
export function tooMuch(most: string): Unusable {
  return new Unusable('limit', `The snapshot holds more than ${most}.`);
}

export function tooDeep(depth: number): Unusable {
  return new Unusable('limit', `The snapshot holds an object that nests deeper than ${depth} levels.`);
}
