import { overloads, type Library } from '../../cel/library.ts';
import { regexOf } from '../../cel/regex.ts';
import { Fault, type Value } from '../../cel/values.ts';
import { gunzipped, gzipped } from '../../std/signature.ts';

/** What replacing makes may become this long, in characters. */
const LONGEST = 16 * 1024 * 1024;

/** Each match, or the first `limit` of them where that is not negative (cel-go, ext.Regex). */
function replace(text: string, pattern: string, replacement: string, limit: number | bigint = -1): string | Fault {
  const regex = regexOf(pattern);
  if (regex instanceof Fault) return regex;
  const pieces = piecesOf(replacement);
  const matcher = regex.re2.matcher(text);
  const beyond = pieces.find((piece) => typeof piece === 'number' && piece > matcher.groupCount());
  if (beyond !== undefined) return new Fault(`the replacement names group ${beyond}, which the pattern does not have`);
  const most = limit < 0 ? Number.POSITIVE_INFINITY : Number(limit);
  let [made, from] = ['', 0];
  for (let count = 0; count < most && matcher.find(); count++) {
    const written = pieces.map((piece) => (typeof piece === 'number' ? (matcher.group(piece) ?? '') : piece));
    made += text.slice(from, matcher.start()) + written.join('');
    from = matcher.end();
    if (made.length > LONGEST) return new Fault(`the text with its replacements has more than ${LONGEST} characters`);
  }
  return made + text.slice(from);
}

/** Texts, and the numbers of groups: `\\1` is the first, two backslashes are one. */
function piecesOf(replacement: string): (string | number)[] {
  return [...replacement.matchAll(/\\(\d)|\\(\\)|[^\\]+|\\/g)].map(([all, group, backslash]) =>
    group === undefined ? (backslash ?? all) : Number(group),
  );
}

/** Compressed text may become this large, in bytes. */
const LARGEST = 16 * 1024 * 1024;

function decompress(data: Uint8Array): Value {
  const found = gunzipped(data, LARGEST);
  return found ? new TextDecoder().decode(found) : new Fault('the data is no gzip, or too large');
}

/** What Kyverno adds for texts: replacing by patterns, and gzip. */
export const texts: Library = {
  name: 'kyverno.texts',
  overloads: overloads({
    'regex.replace(string, string, string): string': replace,
    'regex.replace(string, string, string, int): string': replace,
    'gzip.compress(string): bytes': (text: string) => gzipped(new TextEncoder().encode(text)),
    'gzip.decompress(bytes): string': decompress,
  }),
};
