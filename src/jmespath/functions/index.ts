import type { Functions } from '../function.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { DATA } from './data.ts';
import { STANDARD_FUNCTIONS } from './standard.ts';
import { TEXTS } from './text.ts';
import { TIMES } from './times.ts';

/** The standard functions and Kyverno's own, some of which replace a standard one. */
export const KYVERNO_FUNCTIONS: Functions = new Map([
  ...STANDARD_FUNCTIONS,
  ...ARITHMETIC,
  ...TEXTS,
  ...TIMES,
  ...DATA,
]);
