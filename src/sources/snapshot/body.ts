import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import type { JsonObject } from '../../model/json.ts';
import { asString, at, isObject } from '../../std/value.ts';
import type { Snapshot, SnapshotHeader, SnapshotLimits, SnapshotRecord } from './format.ts';
import { readFacts, readRecord } from './lines.ts';
import { shareWith } from './share.ts';
import { broken, tooDeep, tooMuch, Unusable } from './unusable.ts';

/**
 * Reads the compressed part of a snapshot in bounded memory. What objects of a kind have alike with the one before is kept once.
 * @throws Unusable where it is not what the header says, or more than the limits.
 */
export async function readBody(input: Readable, header: SnapshotHeader, limits: SnapshotLimits): Promise<Snapshot> {
  const records: SnapshotRecord[] = [];
  const latest = new Map<string, JsonObject>();
  let first: JsonObject | undefined;
  let count = 0;
  for await (const lines of wholeLines(input, header, limits.object)) {
    for (const line of parseLines(lines)) {
      if (count++ > limits.objects) throw tooMuch(`${limits.objects} objects`);
      const kind = asString(at(line, 'object', 'kind')) ?? '';
      const value = shareWith(line, latest.get(kind), limits.depth);
      if (!value) throw tooDeep(limits.depth);
      latest.set(kind, value);
      if (first) records.push(...readRecord(value));
      else first = value;
    }
  }
  if (!first || count - 1 !== header.objects) throw broken();
  return { header, facts: readFacts(first), records };
}

const NEWLINE = 10;
const COMMA = 44;
/** Bytes that come out at a time. */
const CHUNK = 256 * 1024;
/** Bytes that are parsed at a time: of texts above 100 KB, V8 keeps for long what it makes, and most of it is shared at once. */
const BATCH = 64 * 1024;

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
      let from = 0;
      for (let end = endOfBatch(chunk, from); end > 0; end = endOfBatch(chunk, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)]);
        rest = [];
        length = 0;
        from = end;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > longest) throw new Unusable('limit', `The snapshot holds an object of more than ${longest} bytes.`);
    }
  } finally {
    input.destroy();
    output.destroy();
  }
  if (size !== bytes || length > 0 || hash.digest('hex') !== sha256) throw broken();
}

/** Behind the last line that ends within a batch, or else the first that ends at all; 0 where none does. */
function endOfBatch(chunk: Buffer, from: number): number {
  const last = chunk.lastIndexOf(NEWLINE, from + BATCH);
  return (last >= from ? last : chunk.indexOf(NEWLINE, from)) + 1;
}

/** The objects of lines, each of which holds one. The bytes are written over. */
function parseLines(lines: Buffer): readonly JsonObject[] {
  let count = 1;
  const last = lines.length - 1;
  for (let end = lines.indexOf(NEWLINE); end < last; end = lines.indexOf(NEWLINE, end + 1)) {
    lines[end] = COMMA;
    count += 1;
  }
  try {
    const values = JSON.parse(`[${lines.toString('utf8', 0, last)}]`) as JsonObject[];
    if (values.length === count && values.every((value) => isObject(value))) return values;
  } catch {
    // A line that holds no value, or none whole: told as a broken snapshot.
  }
  throw broken();
}
