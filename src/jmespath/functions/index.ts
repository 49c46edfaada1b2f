import type { Functions } from '../function.ts';
import { STANDARD_FUNCTIONS } from './standard.ts';

/** The standard functions and Kyverno's own. */
export const KYVERNO_FUNCTIONS: Functions = new Map([...STANDARD_FUNCTIONS]);
