import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import type { JsonObject } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { createAlikeReader } from './alike.ts';
import type { Snapshot, SnapshotFacts, SnapshotHeader, SnapshotLimits, SnapshotRecord } from './format.ts';
import { readFacts, readRecord } from './lines.ts';
import { shareWith } from './share.ts';
import { broken, tooDeep, tooMuch, Unusable } from './unusable.ts';

/**
 * Reads the compressed part of a snapshot in bounded memory. What objects of a kind have alike with the one before is kept once.
 * @throws Unusable where it is not what the header says, or more than the limits.
 */
export async function readBody(input: Readable, header: SnapshotHeader, limits: SnapshotLimits): Promise<Snapshot> {
  const read = createLineReader(limits.depth);
  const records: SnapshotRecord[] = [];
  let facts: SnapshotFacts | undefined;
  let count = 0;
  for await (const lines of wholeLines(input, header, limits.object)) {
    let from = 0;
    for (let end = lines.indexOf(NEWLINE); end >= 0; end = lines.indexOf(NEWLINE, from)) {
      if (count++ > limits.objects) throw tooMuch(`${limits.objects} objects`);
      const value = read(lines.subarray(from, end));
      if (facts) {
        const record = readRecord(value);
        if (record) records.push(record);
      } else {
        facts = readFacts(value);
      }
      from = end + 1;
    }
  }
  if (!facts || count - 1 !== header.objects) throw broken();
  return { header, facts, records };
}

const KIND = Buffer.from('"kind":"');
/** Objects of more kinds, and longer ones, are read whole. */
const MOST_KINDS = 256;
const LONGEST_ALIKE = 64 * 1024;

/** What was read of a kind before. */
interface Before {
  readonly alike: ReturnType<typeof createAlikeReader>;
  value: JsonObject | undefined;
}

/** Reads lines, each of which holds an object. */
function createLineReader(depth: number): (line: Buffer) => JsonObject {
  const kinds = new Map<string, Before>();
  const kindIn = createKindReader();
  return (line) => {
    const kind = kindIn(line);
    let before = line.length > LONGEST_ALIKE ? undefined : kinds.get(kind);
    if (!before && kinds.size < MOST_KINDS && line.length <= LONGEST_ALIKE) {
      kinds.set(kind, (before = { alike: createAlikeReader(), value: undefined }));
    }
    const known = before?.alike.read(line);
    if (known) return known;
    const value = shareWith(parsed(line), before?.value, depth);
    if (!value) throw tooDeep(depth);
    if (before) before.value = value;
    before?.alike.learn(line, value);
    return value;
  };
}

const QUOTE = 34;

/** Reads what seems to be the kind of a line: the first thing of that name. Objects of a kind follow each other. */
function createKindReader(): (line: Buffer) => string {
  let last = '';
  return (line) => {
    const start = line.indexOf(KIND) + KIND.length;
    if (start < KIND.length) return '';
    if (last !== '' && line[start + last.length] === QUOTE && says(line, start, last)) return last;
    const end = line.indexOf(QUOTE, start);
    last = end < 0 ? '' : line.toString('latin1', start, Math.min(end, start + 64));
    return last;
  };
}

/** Whether a text of Latin letters stands at a place. */
function says(line: Buffer, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (line[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

function parsed(line: Buffer): JsonObject {
  try {
    const value = JSON.parse(line.toString()) as JsonObject;
    if (isObject(value)) return value;
  } catch {
    // A line that holds no value, or none whole: told as a broken snapshot.
  }
  throw broken();
}

const NEWLINE = 10;
/** Bytes that come out at a time. */
const CHUNK = 256 * 1024;
/** The text of the compressed part, cut at ends of lines; ends where there is more than the header says. */
async function* wholeLines(
  input: Readable,
  { bytes, sha256 }: SnapshotHeader,
  longest: number,
): AsyncGenerator<Buffer, void, void> {
  const output = createZstdDecompress({ chunkSize: CHUNK });
  input.on('error', (error) => output.destroy(error));
  input.pipe(output);
  const hash = createHash('sha256');
  let size = 0;
  let rest: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of output as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > bytes) throw broken();
      hash.update(chunk);
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        const lines = chunk.subarray(0, end);
        yield rest.length === 0 ? lines : Buffer.concat([...rest, lines]);
        rest = [];
        length = 0;
      }
      if (end < chunk.length) rest.push(chunk.subarray(end));
      length += chunk.length - end;
      if (length > longest) throw new Unusable('limit', `The snapshot holds an object of more than ${longest} bytes.`);
    }
  } finally {
    input.destroy();
    output.destroy();
  }
  if (size !== bytes || length > 0 || hash.digest('hex') !== sha256) throw broken();
}
