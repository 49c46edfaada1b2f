// Written by `npm run generate`. Do not edit.
import type { Framework } from '../model/framework.ts';

/** Every framework, by id. */
export const frameworks: readonly Framework[] = [
];
