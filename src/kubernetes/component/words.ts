/** One word of a command line, with its range in the text. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a line as a shell does, as far as flags need it: quotes group, a backslash escapes (and joins lines); nothing is
 * expanded. An unquoted `;`, `&`, `|` or line end closes a command, so the result is a list of commands.
 */
export function splitCommands(text: string): readonly (readonly Word[])[] {
  const commands: Word[][] = [[]];
  let word: { text: string; start: number } | undefined;
  let quote = '';
  const close = (end: number) => {
    if (word) commands.at(-1)?.push({ ...word, end });
    word = undefined;
  };
  const add = (start: number, piece: string) => {
    word = word ? { ...word, text: word.text + piece } : { text: piece, start };
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\' && quote !== "'") {
      i++;
      if (text[i] === '\n') continue;
      add(i - 1, text.charAt(i));
    } else if (quote) {
      if (c === quote) quote = '';
      else add(i, c);
    } else if (c === '"' || c === "'") {
      quote = c;
      add(i, '');
    } else if (/[;&|\n]/.test(c)) {
      close(i);
      commands.push([]);
    } else if (/\s/.test(c)) close(i);
    else add(i, c);
  }
  close(text.length);
  return commands.filter((command) => command.length > 0);
}

/** All words of a text, whatever separates its commands. */
export function splitWords(text: string): readonly Word[] {
  return splitCommands(text).flat();
}
