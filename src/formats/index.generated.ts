// Written by `npm run generate`. Do not edit.
import type { Format } from '../model/format.ts';

/** Every format by id, loaded when it is asked for. */
export const formats: Readonly<Record<string, () => Promise<{ default: Format }>>> = {
  csv: () => import('./csv/format.ts'),
  github: () => import('./github/format.ts'),
  'github-sarif': () => import('./github-sarif/format.ts'),
  gitlab: () => import('./gitlab/format.ts'),
  html: () => import('./html/format.ts'),
  json: () => import('./json/format.ts'),
  junit: () => import('./junit/format.ts'),
  markdown: () => import('./markdown/format.ts'),
  sarif: () => import('./sarif/format.ts'),
  terminal: () => import('./terminal/format.ts'),
};
