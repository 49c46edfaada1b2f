/* How far words are apart, for "did you mean". */

/**
 * Damerau–Levenshtein distance (optimal string alignment: insert, delete, replace, swap of neighbours), or `limit + 1`
 * as soon as it must exceed `limit`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = nextRow(a, b, i, previous, before);
    if (Math.min(...current) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? 0, limit + 1);
}

function nextRow(a: string, b: string, i: number, previous: readonly number[], before: readonly number[]): number[] {
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
    let best = Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
      best = Math.min(best, (before[j - 2] ?? 0) + 1);
    row.push(best);
  }
  return row;
}

/** Words beyond this length are not compared: no name is so long, and the cost is quadratic. */
const LONGEST = 64;

/**
 * The candidate nearest to a misspelt word: equal but for case and `-_. ` first, else within a third of its length (at
 * least 1, at most 3). Undefined where none is near. Ties go to the candidate that comes first.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const plain = bare(word);
  let limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  for (const candidate of candidates) {
    if (plain !== '' && bare(candidate) === plain) return candidate;
    // A word of one or two letters is near to everything.
    if (word.length < 3 || candidate.length < 3 || candidate.length > LONGEST) continue;
    const apart = distance(word, candidate, limit);
    if (apart > limit) continue;
    best = candidate;
    limit = apart - 1;
  }
  return best;
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[-_. ]/g, '');
}
