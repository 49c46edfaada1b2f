import type { Library } from '../../cel/library.ts';
import { answers } from './answers.ts';
import { data } from './data.ts';
import { images } from './images.ts';
import { time } from './time.ts';
import { texts } from './texts.ts';
import { tokens } from './tokens.ts';

/** What expressions of Kyverno may call beside what they ask of a cluster. */
export const FUNCTIONS: readonly Library[] = [images, data, time, answers, tokens, texts];
