/**
 * Kyverno's wildcards: `*` any run of characters, `?` one character; all else stands for itself. Linear in pattern times
 * text. A pattern is read once.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (pattern === text || pattern === '*') return true;
  return hasWildcard(pattern) && greedy(pattern, text);
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}

/** Whether any of the patterns matches. */
export function matchesAny(patterns: readonly string[], text: string): boolean {
  for (const pattern of patterns) if (matchesWildcard(pattern, text)) return true;
  return false;
}

function greedy(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < text.length;) {
    const char = pattern[p];
    if (char === '*') {
      star = p++;
      retry = i;
    } else if (char !== undefined && (char === '?' || char === text[i])) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++retry;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
