/** Cells of the alignment table, 4 bytes each: beyond it lines are matched in order only. */
const MAX_CELLS = 4_000_000;

/**
 * Aligns two lists in order: for each item of `left`, the index in `right` that it goes with, or -1. Maximises the sum of
 * `score` (0 for no match) over pairs that do not cross, as in the longest common subsequence.
 */
export function align(
  leftLength: number,
  rightLength: number,
  score: (left: number, right: number) => number,
): Int32Array {
  const result = new Int32Array(leftLength).fill(-1);
  if (leftLength * rightLength > MAX_CELLS) return alignGreedily(result, rightLength, score);
  const width = rightLength + 1;
  const best = new Int32Array((leftLength + 1) * width);
  for (let l = leftLength - 1; l >= 0; l--) {
    for (let r = rightLength - 1; r >= 0; r--) {
      const points = score(l, r);
      const take = points > 0 ? points + (best[(l + 1) * width + r + 1] ?? 0) : 0;
      best[l * width + r] = Math.max(take, best[(l + 1) * width + r] ?? 0, best[l * width + r + 1] ?? 0);
    }
  }
  for (let l = 0, r = 0; l < leftLength && r < rightLength;) {
    const here = best[l * width + r] ?? 0;
    const points = score(l, r);
    if (points > 0 && here === points + (best[(l + 1) * width + r + 1] ?? 0)) result[l++] = r++;
    else if (here === best[(l + 1) * width + r]) l++;
    else r++;
  }
  return result;
}

function alignGreedily(result: Int32Array, rightLength: number, score: (l: number, r: number) => number): Int32Array {
  const window = 200;
  let next = 0;
  for (let l = 0; l < result.length; l++) {
    for (let r = next; r < Math.min(rightLength, next + window); r++) {
      if (score(l, r) <= 0) continue;
      result[l] = r;
      next = r + 1;
      break;
    }
  }
  return result;
}
