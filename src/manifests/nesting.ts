import { LimitReached } from './cursor.ts';

/**
 * Makes sure that the library, which recurses, is not given what nests deeper than `limit`. The bound counts brackets
 * and indentation without regard to quotes, so it may be too high, never too low. Throws LimitReached.
 */
export function checkNesting(text: string, start: number, end: number, limit: number): void {
  const columns: number[] = [];
  let flow = 0;
  let column = 0;
  let inIndent = true;
  for (let p = start; p < end; p++) {
    const code = text.charCodeAt(p);
    if (code === 10 || code === 13) {
      column = 0;
      inIndent = true;
      continue;
    }
    if (code === 91 || code === 123) flow++;
    else if ((code === 93 || code === 125) && flow > 0) flow--;
    if (inIndent && code !== 32 && code !== 9) {
      while (columns.length > 0 && columns.at(-1)! >= column) columns.pop();
      columns.push(column);
      inIndent = isIndicator(text, p, code);
    }
    column++;
    if (columns.length + flow > limit + 2) throw new LimitReached(`The document nests deeper than ${limit} levels.`, p);
  }
}

/** Whether a nested block may begin on this line behind the character at `p`. */
function isIndicator(text: string, p: number, code: number): boolean {
  if (code !== 45 && code !== 63 && code !== 58) return false;
  const next = text.charCodeAt(p + 1);
  return next === 32 || next === 9 || next === 10 || next === 13 || next !== next;
}
