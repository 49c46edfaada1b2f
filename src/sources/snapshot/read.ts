import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createZstdDecompress } from 'node:zlib';
import type { Gap, GapCode } from '../../model/gap.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { asNumber, asObject, asString, isObject } from '../../std/value.ts';
import { FORMAT, MAGIC, type Snapshot, SNAPSHOT_LIMITS, type SnapshotHeader, type SnapshotLimits } from './format.ts';
import { readFacts, readRecord } from './lines.ts';

const MOST_HEADER = 64 * 1024;

/** A snapshot that can't be used: why, in one sentence. */
class Unusable extends Error {
  readonly code: GapCode;
  readonly hint: string | undefined;

  constructor(code: GapCode, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

/** Whether a file starts as a snapshot does. */
export function isSnapshot(path: string): boolean {
  try {
    return statSync(path).isFile() && firstBytes(path, MAGIC.length).toString('latin1') === MAGIC;
  } catch {
    // What can't be opened is told by who reads it.
    return false;
  }
}

/** Reads a snapshot in bounded memory. What is truncated, corrupt, too large or of a later format is a gap, and nothing is kept of it. */
export async function readSnapshot(
  path: string,
  file: string,
  limits: SnapshotLimits = SNAPSHOT_LIMITS,
): Promise<Snapshot | { readonly gap: Gap }> {
  try {
    const { size } = statSync(path);
    if (size > limits.compressed) throw new Unusable('limit', `The snapshot has more than ${limits.compressed} bytes.`);
    const { header, start } = readHeader(firstBytes(path, MOST_HEADER));
    if (header.bytes > limits.decompressed) throw tooLarge(limits.decompressed);
    if (header.objects > limits.objects) throw tooMany(limits.objects);
    return await readBody(path, start, header, limits);
  } catch (error) {
    return { gap: gapOf(file, error) };
  }
}

function gapOf(file: string, error: unknown): Gap {
  if (error instanceof Unusable) {
    const { code, message, hint } = error;
    return { code, file, message, ...(hint !== undefined && { hint }) };
  }
  const { code = '' } = error as NodeJS.ErrnoException;
  if (/^E[A-Z]+$/.test(code)) return { code: 'unreadable', file, message: `The file can't be read (${code}).` };
  return gapOf(file, broken());
}

function broken(): Unusable {
  return new Unusable('syntax', 'The snapshot is truncated or damaged.', 'Take it again with `castellan snapshot`.');
}

function tooLarge(most: number): Unusable {
  return new Unusable('limit', `The snapshot holds more than ${most} bytes.`);
}

function tooMany(most: number): Unusable {
  return new Unusable('limit', `The snapshot holds more than ${most} objects.`);
}

function firstBytes(path: string, length: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** The first line: what wrote it comes before all else, so that a later format is told from a broken file. */
function readHeader(bytes: Buffer): { readonly header: SnapshotHeader; readonly start: number } {
  const end = bytes.indexOf(10);
  const line = bytes.subarray(0, Math.max(0, end)).toString('utf8');
  const match = /^castellan-snapshot (\d{1,9}) (\{.*\})$/.exec(line);
  const version = Number(/^castellan-snapshot (\d{1,9}) /.exec(line)?.[1]);
  if (version > FORMAT) {
    throw new Unusable(
      'unsupported',
      `A newer Castellan wrote this snapshot (format ${version}; this one reads up to ${FORMAT}).`,
      'Update Castellan.',
    );
  }
  const header = match ? parse(match[2]!) : undefined;
  const [objects, size, sha256] = [asNumber(header?.['objects']), asNumber(header?.['bytes']), header?.['sha256']];
  if (!header || objects === undefined || size === undefined || typeof sha256 !== 'string') throw broken();
  const text = (name: string) => asString(header[name]) ?? '';
  return {
    header: {
      tool: text('tool'),
      context: text('context'),
      server: text('server'),
      taken: text('taken'),
      objects,
      bytes: size,
      sha256,
    },
    start: end + 1,
  };
}

function parse(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonObject;
    return isObject(value) ? value : undefined;
  } catch {
    // Told as a broken snapshot.
    return undefined;
  }
}

/** V8 puts what comes of a long text where it stays, and spares itself copying it while it is young. */
const BATCH = 1 << 18;

/** The objects of lines, each of which holds one. */
function parseAll(lines: readonly string[]): readonly JsonObject[] {
  try {
    const values = JSON.parse(`[${lines.join()}]`) as JsonObject[];
    if (values.length === lines.length && values.every((value) => isObject(value))) return values;
  } catch {
    // Line by line, below: one of them is broken.
  }
  return lines.map((line) => {
    const value = parse(line);
    if (!value) throw broken();
    return value;
  });
}

async function readBody(
  path: string,
  start: number,
  header: SnapshotHeader,
  limits: SnapshotLimits,
): Promise<Snapshot> {
  const hash = createHash('sha256');
  const values: JsonObject[] = [];
  const take = (lines: readonly string[]) => {
    for (const value of parseAll(lines)) {
      if (isDeeper(value, limits.depth)) {
        throw new Unusable('limit', `The snapshot holds an object that nests deeper than ${limits.depth} levels.`);
      }
      values.push(value);
    }
  };
  let waiting: string[] = [];
  let length = 0;
  for await (const line of linesOf(path, start, hash, header.bytes, limits.object)) {
    if (values.length + waiting.length > limits.objects) throw tooMany(limits.objects);
    waiting.push(line);
    length += line.length;
    if (length < BATCH) continue;
    take(waiting);
    waiting = [];
    length = 0;
  }
  take(waiting);
  if (hash.digest('hex') !== header.sha256) throw broken();
  const [facts, ...records] = values;
  if (!facts || records.length !== header.objects) throw broken();
  return { header, facts: readFacts(facts), records: records.flatMap(readRecord) };
}

/** The lines of the compressed part; ends where there is more than the header says. */
async function* linesOf(
  path: string,
  start: number,
  hash: Hash,
  most: number,
  longest: number,
): AsyncGenerator<string, void, void> {
  const input = createReadStream(path, { start });
  const output = createZstdDecompress();
  input.on('error', (error) => output.destroy(error));
  input.pipe(output);
  let size = 0;
  let rest: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of output as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw broken();
      hash.update(chunk);
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8');
        rest = [];
        length = 0;
        from = end + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > longest) throw new Unusable('limit', `The snapshot holds an object of more than ${longest} bytes.`);
    }
  } finally {
    input.destroy();
    output.destroy();
  }
  if (size !== most || length > 0) throw broken();
}

/** As deep as `most` and no deeper: this is what guards the recursion of others. */
function isDeeper(value: Json, most: number): boolean {
  if (most < 0) return true;
  if (Array.isArray(value)) return value.some((inner) => isContainer(inner) && isDeeper(inner, most - 1));
  const object = asObject(value);
  for (const key in object) {
    const inner = object[key]!;
    if (isContainer(inner) && isDeeper(inner, most - 1)) return true;
  }
  return false;
}

function isContainer(value: Json): boolean {
  return typeof value === 'object' && value !== null;
}
