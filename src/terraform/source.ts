const LONGEST = 200;
const MASK = '…';
/** Text between values that is no credential: `:sub` of the claim of an issuer, a slash, a dash. */
const TOO_SHORT = /^[:/.,_-]\w{0,4}$/;

// In a string: an escape, the beginning of an interpolation, its end, or other text. `$${` and `%%{` are text.
const IN_STRING = /\\.|\$\$\{|%%\{|[$%]\{|"|[^"\\$%]+|[$%]/gsy;
// Outside of strings; the string of an index (`data.x["a"]`) and a file's path are names.
const IN_CODE = /(?<=[\w\]]\[|file\w{0,8}\()"[^"\\$%\n]{0,100}"(?=[\]),])|<<|["{}]|[^"<{}]+|</gsy;

/**
 * The source of an expression as it may be shown: literal text in it can be a credential, and what it is made of is what
 * tells which value is not known. `"postgres://u:p@h/${var.name}"` is `"…${var.name}"`.
 */
export function shownSource(source: string): string {
  let shown = '';
  const strings: boolean[] = [];
  for (let at = 0; at < source.length && shown.length <= LONGEST;) {
    const inString = strings.at(-1) === true;
    const token = tokenAt(source, at, inString ? IN_STRING : IN_CODE);
    at += token.length;
    // What follows is the text of a heredoc.
    if (!inString && token === '<<') return cut(`${shown}<<${MASK}`);
    if (token === '"' && inString) strings.pop();
    else if (token === '"') strings.push(true);
    else if (/^[$%]?\{$/.test(token)) strings.push(false);
    else if (token === '}' && !inString) strings.pop();
    else if (inString && !TOO_SHORT.test(token)) {
      if (!shown.endsWith(MASK)) shown += MASK;
      continue;
    }
    shown += token;
  }
  return cut(shown);
}

function tokenAt(source: string, at: number, tokens: RegExp): string {
  tokens.lastIndex = at;
  return tokens.exec(source)?.[0] ?? source.charAt(at);
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
