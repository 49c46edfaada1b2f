import type { Library } from './library.ts';
import { encoders } from './libraries/encoders.ts';
import { lists } from './libraries/lists.ts';
import { math } from './libraries/math.ts';
import { optionals } from './libraries/optionals.ts';
import { sets } from './libraries/sets.ts';
import { strings } from './libraries/strings.ts';

/** The libraries of cel-go. */
export const EXTENSIONS: readonly Library[] = [optionals, strings, math, lists, sets, encoders];
