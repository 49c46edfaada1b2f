import type { Library } from './library.ts';
import { optionals } from './libraries/optionals.ts';

/** Every library that expressions may use without a context of their own. */
export const ALL_LIBRARIES: readonly Library[] = [optionals];
