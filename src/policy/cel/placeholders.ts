/** A piece of a text: itself, or an expression. */
export type Piece = string | { readonly source: string };

/** What matters on the way to the end of a placeholder: texts in quotes are passed over. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g;

/** A text with `(( expression ))` in its pieces; `\\((` is no placeholder. Undefined where one has no end. */
export function placeholdersIn(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let [plain, from] = ['', 0];
  for (let start = text.indexOf('((', from); start >= 0; start = text.indexOf('((', from)) {
    if (text[start - 1] === '\\') {
      plain += `${text.slice(from, start - 1)}((`;
      from = start + 2;
      continue;
    }
    const end = endOf(text, start + 2);
    if (end === undefined) return undefined;
    plain += text.slice(from, start);
    if (plain !== '') pieces.push(plain);
    pieces.push({ source: text.slice(start + 2, end).trim() });
    [plain, from] = ['', end + 2];
  }
  plain += text.slice(from);
  return plain === '' && pieces.length > 0 ? pieces : [...pieces, plain];
}

/** Where the `))` stands that closes a placeholder. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  TOKEN.lastIndex = from;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    if (found[0] === '(') depth++;
    else if (found[0] !== ')') continue;
    else if (depth > 0) depth--;
    else return text[found.index + 1] === ')' ? found.index : undefined;
  }
  return undefined;
}
