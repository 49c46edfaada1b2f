import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { Gap } from '../../model/gap.ts';
import type { JsonObject } from '../../model/json.ts';
import { asNumber, asString, isObject } from '../../std/value.ts';
import { readBody } from './body.ts';
import { FORMAT, MAGIC, type Snapshot, SNAPSHOT_LIMITS, type SnapshotHeader, type SnapshotLimits } from './format.ts';
import { broken, tooMuch, Unusable } from './unusable.ts';

const MOST_HEADER = 64 * 1024;

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
    if (header.bytes > limits.decompressed) throw tooMuch(`${limits.decompressed} bytes`);
    if (header.objects > limits.objects) throw tooMuch(`${limits.objects} objects`);
    return await readBody(createReadStream(path, { start }), header, limits);
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
