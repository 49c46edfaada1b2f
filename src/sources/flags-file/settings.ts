/** One assignment of a file, with where its value begins. */
export interface Setting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly start: number;
}

/**
 * The `KEY=value` lines of an environment file or a systemd unit: a backslash at the end of a line continues it, `#` and `;`
 * begin comments. Values keep their quotes, so that offsets stay true.
 */
export function readSettings(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  let section = '';
  for (const { line, start } of logicalLines(text)) {
    section = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1] ?? section;
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)=/.exec(line);
    if (!match?.[1]) continue;
    settings.push({ section, key: match[1], value: line.slice(match[0].length), start: start + match[0].length });
  }
  return settings;
}

function* logicalLines(original: string): Iterable<{ readonly line: string; readonly start: number }> {
  // systemd passes over comment lines inside of a continued line.
  const text = original.replaceAll(/(?<=\\\n)([ \t]*[#;][^\n]*\n)+/g, (comments) => ' '.repeat(comments.length));
  let start = 0;
  while (start < text.length) {
    let end = lineEnd(text, start);
    if (!/^[ \t]*[#;]/.test(text.slice(start, end))) {
      while (text[end - 1] === '\\' && end < text.length) end = lineEnd(text, end + 1);
      yield { line: text.slice(start, end), start };
    }
    start = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
