/** A word of a command with quotes and escapes resolved; substitutions stay as they are written. */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A simple command. `operator` is what follows it: `&&`, `||`, `|`, `;`, or '' at the end. Redirections are left out. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly operator: string;
}

const MAX_DEPTH = 16;
/** Words that open or close a compound command where a command is expected. */
const RESERVED = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', '!', '{', '}', 'time']);
const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', '/bin/sh', '/bin/bash', '/bin/ash']);

interface Reader {
  readonly script: string;
  position: number;
  readonly commands: ShellCommand[];
  /** Delimiters of here-documents whose bodies start at the next line. */
  heredocs: string[];
}

/**
 * The simple commands of a POSIX shell script in the order they end, those in substitutions, subshells and `sh -c`
 * included. Understands as much of the grammar as telling commands apart needs. Linear; never throws.
 */
export function shellCommands(script: string): ShellCommand[] {
  const reader: Reader = { script, position: 0, commands: [], heredocs: [] };
  while (reader.position < script.length) readList(reader, '', 0);
  return reader.commands.flatMap((command) => [command, ...inlineScript(script, command)]);
}

/** Reads commands up to `close`, the end of a substitution, or the end of the script. */
function readList(reader: Reader, close: string, depth: number): void {
  const { script } = reader;
  let words: ShellWord[] = [];
  const endCommand = (operator: string) => {
    if (words.length > 0) reader.commands.push({ words, operator });
    words = [];
  };
  while (reader.position < script.length) {
    const c = script[reader.position] as string;
    if (close !== '' && c === close) {
      reader.position++;
      break;
    }
    const operator = readOperator(reader);
    if (operator !== undefined) endCommand(operator === '|&' ? '|' : operator);
    else if (/^[<>]\($/.test(script.slice(reader.position, reader.position + 2)) && depth < MAX_DEPTH) {
      words.push(readProcess(reader, depth));
    } else if (skipBlank(reader) || skipRedirection(reader, depth)) continue;
    else {
      const word = readWord(reader, close, depth);
      if (words.length > 0 || !RESERVED.has(word.text)) words.push(word);
    }
  }
  endCommand('');
}

const OPERATOR = /\r?\n|&&|\|\||;;|\|&|[;|()]|&(?!>)/y;

function readOperator(reader: Reader): string | undefined {
  const match = matchHere(OPERATOR, reader);
  if (match === undefined) return undefined;
  if (match.endsWith('\n')) skipHeredocs(reader);
  return match.endsWith('\n') || match === '(' || match === ')' || match === ';;' ? ';' : match;
}

/** Blanks, line continuations and comments. */
const BLANK = /[ \t\r]+|\\\r?\n|#[^\n]*/y;

function skipBlank(reader: Reader): boolean {
  return matchHere(BLANK, reader) !== undefined;
}

const REDIRECTION = /\d{0,4}(?:>>|>\||>&|<&|<<<|<<-?|<>|>|<)|&>>?/y;

function skipRedirection(reader: Reader, depth: number): boolean {
  const operator = matchHere(REDIRECTION, reader);
  if (operator === undefined) return false;
  matchHere(/[ \t]*/y, reader);
  const target = readWord(reader, '', depth).text;
  if (/<<-?$/.test(operator)) reader.heredocs.push(target);
  return true;
}

/** `<(...)`: a word that stands for the output of commands. */
function readProcess(reader: Reader, depth: number): ShellWord {
  const start = reader.position;
  reader.position += 2;
  readList(reader, ')', depth + 1);
  return { text: reader.script.slice(start, reader.position), start, end: reader.position };
}

function skipHeredocs(reader: Reader): void {
  const { script } = reader;
  for (const delimiter of reader.heredocs) {
    while (reader.position < script.length) {
      const end = script.indexOf('\n', reader.position);
      const stop = end < 0 ? script.length : end;
      const line = script.slice(reader.position, stop).trim();
      reader.position = Math.min(stop + 1, script.length);
      if (line === delimiter) break;
    }
  }
  reader.heredocs = [];
}

/** Whole runs of characters that mean themselves. */
const PLAIN = /[^\s;&|<>()'"\\$`]+/y;
const PLAIN_QUOTED = /[^"\\$`]+/y;

function readWord(reader: Reader, close: string, depth: number): ShellWord {
  const { script } = reader;
  const start = reader.position;
  let text = '';
  while (reader.position < script.length) {
    const c = script[reader.position] as string;
    if (c === close || /[\s;&|<>()]/.test(c)) break;
    if (c === "'") text += readSingleQuoted(reader);
    else if (c === '"') text += readDoubleQuoted(reader, depth);
    else if (c === '\\') text += readEscape(reader);
    else text += readSubstitution(reader, depth) ?? matchHere(PLAIN, reader) ?? takeOne(reader);
  }
  if (reader.position === start) takeOne(reader);
  return { text, start, end: reader.position };
}

function readSingleQuoted(reader: Reader): string {
  const start = reader.position + 1;
  const end = reader.script.indexOf("'", start);
  reader.position = end < 0 ? reader.script.length : end + 1;
  return reader.script.slice(start, end < 0 ? undefined : end);
}

function readDoubleQuoted(reader: Reader, depth: number): string {
  reader.position++;
  let text = '';
  while (reader.position < reader.script.length) {
    const c = reader.script[reader.position];
    if (c === '"') {
      reader.position++;
      break;
    }
    if (c === '\\') text += readEscape(reader);
    else text += readSubstitution(reader, depth) ?? matchHere(PLAIN_QUOTED, reader) ?? takeOne(reader);
  }
  return text;
}

function readEscape(reader: Reader): string {
  reader.position++;
  if (matchHere(/\r?\n/y, reader) !== undefined) return '';
  return takeOne(reader);
}

/** `$(...)`, backticks and `${...}`; commands inside are read too. Gives the text as written. */
function readSubstitution(reader: Reader, depth: number): string | undefined {
  const { script, position } = reader;
  if (depth >= MAX_DEPTH) return undefined;
  if (script.startsWith('$((', position)) skipTo(reader, '))');
  else if (script.startsWith('${', position)) skipTo(reader, '}');
  else if (script.startsWith('$(', position)) {
    reader.position += 2;
    readList(reader, ')', depth + 1);
  } else if (script[position] === '`') {
    reader.position += 1;
    readList(reader, '`', depth + 1);
  } else return undefined;
  return script.slice(position, reader.position);
}

function skipTo(reader: Reader, text: string): void {
  const end = reader.script.indexOf(text, reader.position);
  reader.position = end < 0 ? reader.script.length : end + text.length;
}

function takeOne(reader: Reader): string {
  return reader.script[reader.position++] ?? '';
}

function matchHere(pattern: RegExp, reader: Reader): string | undefined {
  pattern.lastIndex = reader.position;
  const match = pattern.exec(reader.script)?.[0];
  if (match === undefined || match === '') return undefined;
  reader.position += match.length;
  return match;
}

/** The commands of `sh -c '...'` where the script is one quoted word. */
function inlineScript(script: string, { words }: ShellCommand): ShellCommand[] {
  const program = words.find((word) => !/^[A-Za-z_]\w*=/.test(word.text));
  const flag = SHELLS.has(program?.text ?? '') ? words.findIndex((word) => /^-[a-z]*c$/.test(word.text)) : -1;
  const word = flag < 0 ? undefined : words[flag + 1];
  if (!word || !/["']/.test(script[word.start] as string)) return [];
  const offset = word.start + 1;
  return shellCommands(script.slice(offset, word.end - 1)).map(({ words: inner, operator }) => ({
    words: inner.map(({ text, start, end }) => ({ text, start: start + offset, end: end + offset })),
    operator,
  }));
}
