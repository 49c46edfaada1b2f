import { createReadStream, readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { parseManifests } from '../../manifests/parse.ts';
import { locate } from '../../manifests/positions.ts';
import type { JsonObject } from '../../model/json.ts';
import { csvFields, csvHead } from '../../network/flows/csv.ts';
import { createFlowLog, type FlowLog } from '../../network/flows/flow-log.ts';
import { needsOf } from '../../network/flows/read-plain.ts';
import { UserError } from '../../std/user-error.ts';

/** Longer lines are no flows. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/**
 * Reads observed flows (logs are streamed, `.gz` too) and declared needs.
 * @throws UserError where a file can't be read.
 */
export async function readFlows(files: readonly string[], needs: readonly string[]): Promise<FlowLog> {
  const log = createFlowLog();
  for (const file of files) await readFlowFile(file, log, false);
  for (const file of needs) await readFlowFile(file, log, true);
  return log;
}

/** JSON lines, one JSON document, CSV with a head, or YAML: told by the first line that says something. */
async function readFlowFile(file: string, log: FlowLog, declared: boolean): Promise<void> {
  let take: ((line: string, number: number) => void) | undefined;
  let whole = false;
  await eachLine(file, (line, number) => {
    if (whole || line === undefined) {
      if (line === undefined) log.fault(file, number, `the line is longer than ${MOST_CHARACTERS} characters`);
      return !whole;
    }
    if (!take && (line.trim() === '' || line.trimStart().startsWith('#'))) return true;
    take ??= readerFor(line, { file, log, declared });
    whole = !take;
    take?.(line, number);
    return !whole;
  });
  if (whole) readDocuments(file, log, declared);
}

interface Reading {
  readonly file: string;
  readonly log: FlowLog;
  readonly declared: boolean;
}

/** What reads the lines; undefined where the file is one document. */
function readerFor(
  first: string,
  { file, log, declared }: Reading,
): ((line: string, number: number) => void) | undefined {
  const text = first.trim();
  if (text.startsWith('{') && text.endsWith('}')) return (line, number) => log.addLine(line, file, number, declared);
  const head = text.startsWith('{') || text.startsWith('[') ? undefined : csvHead(first);
  if (!head) return undefined;
  let isHead = true;
  return (line, number) => {
    if (!isHead && line.trim() !== '') log.add(rowOf(head, csvFields(line)), file, number, declared);
    isHead = false;
  };
}

function rowOf(head: readonly string[], fields: readonly string[]): JsonObject {
  return Object.fromEntries(head.map((name, i) => [name, fields[i] ?? '']).filter(([, value]) => value !== ''));
}

function readDocuments(file: string, log: FlowLog, declared: boolean): void {
  const text = readFileSync(file, 'utf8');
  const { documents, problems } = parseManifests(text);
  for (const { line, message } of problems) log.fault(file, line, message);
  for (const document of documents) {
    const list = needsOf(document.value);
    const path = Array.isArray(document.value) ? [] : ['needs' in Object(document.value) ? 'needs' : 'flows'];
    if (!list) log.add(document.value, file, document.line, declared);
    list?.forEach((record, i) => log.add(record, file, locate(text, document, [...path, i], 'value').line, declared));
  }
}

/** Until `take` says no; a line that is too long is undefined. */
async function eachLine(file: string, take: (line: string | undefined, number: number) => boolean): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const raw = createReadStream(file, { highWaterMark: 1 << 20 });
  const stream: AsyncIterable<Buffer> = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => 'destroy' in stream && (stream as { destroy(e: Error): void }).destroy(error));
  let [rest, number, tooLong] = ['', 0, false];
  try {
    for await (const chunk of stream) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!take(tooLong ? undefined : line, ++number)) return;
        tooLong = false;
      }
      if (rest.length > MOST_CHARACTERS) [tooLong, rest] = [true, ''];
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new UserError('not-found', `The flows ${file} can't be read (${code}).`, { cause });
  }
  if (rest !== '' || tooLong) take(tooLong ? undefined : rest, ++number);
}
