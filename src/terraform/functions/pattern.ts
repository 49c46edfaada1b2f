/*
 * Patterns of `regex`, `regexall` and `replace` are RE2's, which are linear; JavaScript's are not. One is run only where
 * its form bounds what it can cost: nothing that repeats without end has choices in it, and of such repetitions there are
 * few for the length of the text.
 */

const LONGEST = 500;
const MOST_STEPS = 20_000_000;

/** The pattern, ready for `matchAll`; undefined where it could be slow or means something else in JavaScript. */
export function compileSafely(pattern: string, length: number): RegExp | undefined {
  if (pattern.length > LONGEST || FOREIGN.test(pattern)) return undefined;
  const repetitions = endlessRepetitions(pattern);
  if (repetitions === undefined || length ** (repetitions + 1) > MOST_STEPS) return undefined;
  const [, flags = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(rest.replaceAll('(?P<', '(?<'), `g${flags}`);
  } catch {
    return undefined;
  }
}

/** What RE2 and JavaScript read differently, and what RE2 does not have. */
const FOREIGN = /\[\[:|\\[pPAzQECk1-9]|\(\?[=!]|\(\?<[=!]|\(\?[imsU-]*:|.\(\?[ims-]+\)/;

/** How many `*`, `+` and large `{n,m}` there are; undefined where one repeats something that repeats or chooses. */
function endlessRepetitions(pattern: string): number | undefined {
  const groups = [{ hasChoice: false }];
  let closed: { hasChoice: boolean } | undefined;
  let count = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    const before = closed;
    closed = undefined;
    if (character === '\\') i++;
    else if (character === '[') i = classEnd(pattern, i);
    else if (character === '(') groups.push({ hasChoice: false });
    else if (character === ')') {
      closed = groups.pop();
      if (groups.length === 0) return undefined;
      if (closed?.hasChoice) groups.at(-1)!.hasChoice = true;
    } else if (character === '|') groups.at(-1)!.hasChoice = true;
    else if ('*+?{'.includes(character)) {
      if (before?.hasChoice && character !== '?') return undefined;
      if (character !== '?') count++;
      groups.at(-1)!.hasChoice = true;
      if (pattern[i + 1] === '?') i++;
    }
  }
  return count;
}

function classEnd(pattern: string, start: number): number {
  for (let i = start + 2; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return pattern.length;
}
