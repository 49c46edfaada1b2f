/**
 * Globs over paths with `/`: `*` and `?` within a segment, `**` over segments, `[abc]`, `{a,b}`. Compiled to a matcher
 * that takes time linear in pattern times path, whatever the pattern.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(pattern).map((p) => p.split('/').map(compileSegment));
  return (path) => {
    const parts = path.split('/');
    return alternatives.some((segments) => matchSegments(segments, parts));
  };
}

/** Whether a word has any of the characters that make it a glob. */
export function isGlob(word: string): boolean {
  return /[*?[{]/.test(word);
}

const MAX_ALTERNATIVES = 256;

function expandBraces(pattern: string): string[] {
  const open = pattern.indexOf('{');
  const close = open < 0 ? -1 : pattern.indexOf('}', open);
  if (close < 0) return [pattern];
  const options = pattern.slice(open + 1, close).split(',');
  const rest = expandBraces(pattern.slice(close + 1));
  return options.flatMap((option) => rest.map((r) => pattern.slice(0, open) + option + r)).slice(0, MAX_ALTERNATIVES);
}

type Segment = '**' | ((part: string) => boolean);

function compileSegment(segment: string): Segment {
  if (segment === '**') return '**';
  if (!isGlob(segment)) return (part) => part === segment;
  const tokens = tokenize(segment);
  return (part) => matchTokens(tokens, part);
}

type Token = '*' | ((char: string) => boolean);

function tokenize(segment: string): Token[] {
  const tokens: Token[] = [];
  for (let i = 0; i < segment.length; i++) {
    const char = segment[i] ?? '';
    const close = char === '[' ? segment.indexOf(']', i + 2) : -1;
    if (char === '*') tokens.push('*');
    else if (char === '?') tokens.push(() => true);
    else if (close > 0) {
      tokens.push(characterClass(segment.slice(i + 1, close)));
      i = close;
    } else tokens.push((c) => c === char);
  }
  return tokens;
}

function characterClass(body: string): (char: string) => boolean {
  const negated = body.startsWith('!') || body.startsWith('^');
  const chars = negated ? body.slice(1) : body;
  const inside = (c: string): boolean => {
    for (let i = 0; i < chars.length; i++) {
      if (chars[i + 1] === '-' && i + 2 < chars.length) {
        if (c >= chars[i]! && c <= chars[i + 2]!) return true;
        i += 2;
      } else if (c === chars[i]) return true;
    }
    return false;
  };
  return (c) => inside(c) !== negated;
}

/** Greedy matching that backtracks to the last star only: linear in pattern times text. */
function matchTokens(tokens: readonly Token[], text: string): boolean {
  return greedy(
    tokens.length,
    text.length,
    (t) => tokens[t] === '*',
    (t, i) => {
      const token = tokens[t];
      return typeof token === 'function' && token(text[i] ?? '');
    },
  );
}

function matchSegments(segments: readonly Segment[], parts: readonly string[]): boolean {
  return greedy(
    segments.length,
    parts.length,
    (s) => segments[s] === '**',
    (s, i) => {
      const segment = segments[s];
      return typeof segment === 'function' && segment(parts[i] ?? '');
    },
  );
}

function greedy(
  patternLength: number,
  inputLength: number,
  isStar: (p: number) => boolean,
  matches: (p: number, i: number) => boolean,
): boolean {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let i = 0; i < inputLength;) {
    if (p < patternLength && isStar(p)) {
      star = p++;
      retry = i;
    } else if (p < patternLength && matches(p, i)) {
      p++;
      i++;
    } else if (star >= 0) {
      p = star + 1;
      i = ++retry;
    } else return false;
  }
  while (p < patternLength && isStar(p)) p++;
  return p === patternLength;
}
