import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createUsage, type Usage } from '../access/tighten/usage.ts';
import type { Gap } from '../model/gap.ts';
import { count } from '../std/text.ts';
import { UserError } from '../std/user-error.ts';

/** Longer lines are no audit events: an API server cuts bodies before that. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads audit logs, lines of JSON, without holding them.
 * @throws UserError where a file can't be read.
 */
export async function readAudit(files: readonly string[]): Promise<{ usage: Usage; gaps: readonly Gap[] }> {
  const usage = createUsage();
  const gaps: Gap[] = [];
  for (const file of files) {
    let bad = 0;
    let first = 0;
    let number = 0;
    const take = (line: string | undefined) => {
      number++;
      if (line?.trim() === '' || (line !== undefined && usage.add(line))) return;
      if (bad++ === 0) first = number;
    };
    await eachLine(file, take);
    if (bad > 0) gaps.push(malformed(file, bad, first));
  }
  return { usage, gaps };
}

function malformed(file: string, bad: number, line: number): Gap {
  return {
    code: 'syntax',
    file,
    message: `${count(bad, 'line')} can't be read as audit events, the first is line ${line}.`,
    place: { file, line, column: 1, endLine: line, endColumn: 1 },
    hint: 'What they recorded is not counted as used.',
  };
}

/** Calls with each line; with undefined for one that is too long. */
async function eachLine(file: string, take: (line: string | undefined) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let tooLong = false;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        take(tooLong ? undefined : line);
        tooLong = false;
      }
      if (rest.length > MOST_CHARACTERS) {
        tooLong = true;
        rest = '';
      }
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new UserError('not-found', `The audit log ${file} can't be read (${code}).`, { cause });
  }
  if (rest !== '' || tooLong) take(tooLong ? undefined : rest);
}
