/** `*` for any characters, `?` for one; in time linear in pattern times text. */
export function matchWildcard(pattern: string, text: string): boolean {
  const [marks, characters] = [Array.from(pattern), Array.from(text)];
  let [p, c] = [0, 0];
  let [star, from] = [-1, 0];
  while (c < characters.length) {
    if (marks[p] === '*') [star, from] = [p++, c];
    else if (marks[p] === '?' || marks[p] === characters[c]) [p, c] = [p + 1, c + 1];
    else if (star >= 0) [p, c] = [star + 1, ++from];
    else return false;
  }
  while (marks[p] === '*') p++;
  return p === marks.length;
}
