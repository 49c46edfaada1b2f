import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';

/** By file, line, column, rule, message: the order of every report. */
export function compareFindings(a: Finding, b: Finding): number {
  return comparePlaces(a.place, b.place) || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

/** More changes than this are sorted anew. */
const MOST_CHANGES = 256;

/**
 * A sorted list without some findings and with others, at the price of few comparisons for each; undefined where that is
 * too many, or where findings compare as equal, whose order is that of the run.
 */
export function resorted(
  sorted: readonly Finding[],
  gone: readonly Finding[],
  come: readonly Finding[],
): Finding[] | undefined {
  if (gone.length + come.length > MOST_CHANGES) return undefined;
  const list = [...sorted];
  for (const finding of gone) {
    const place = firstFrom(list, finding);
    if (list[place] !== finding) return undefined;
    list.splice(place, 1);
  }
  for (const finding of come) {
    const place = firstFrom(list, finding);
    if (place < list.length && compareFindings(list[place]!, finding) === 0) return undefined;
    list.splice(place, 0, finding);
  }
  return list;
}

/** Position of the first finding that does not come before another. */
function firstFrom(sorted: readonly Finding[], finding: Finding): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareFindings(sorted[middle]!, finding) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code unit, the same on every machine and locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
