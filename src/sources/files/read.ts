import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Gap } from '../../model/gap.ts';

/** Larger files are not read: 64 MiB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

export type ReadFile = { readonly text: string } | { readonly gap: Gap };

/** Reads a text file as UTF-8; what is too large, binary, not UTF-8 or not readable is a gap. */
export function readTextFile(path: string, file: string, maxBytes = MAX_FILE_BYTES): ReadFile {
  let bytes: Buffer;
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return gap('unreadable', file, 'This is not a regular file.');
      if (stat.size > maxBytes) {
        return gap('limit', file, `The file has ${mebibytes(stat.size)} MiB; the limit is ${mebibytes(maxBytes)} MiB.`);
      }
      bytes = stat.size > 0 ? readAll(descriptor, stat.size) : readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return gap(
      'unreadable',
      file,
      `The file can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`,
    );
  }
  return decode(bytes, file);
}

let shared = Buffer.allocUnsafe(256 * 1024);

/** The bytes of an open file, in a buffer that the next call writes over. A file that shrinks while it is read ends early. */
function readAll(descriptor: number, size: number): Buffer {
  if (size > shared.length) shared = Buffer.allocUnsafe(Math.max(size, 2 * shared.length));
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, shared, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return shared.subarray(0, length);
}

/** Reads standard input to its end with the same bounds as a file. */
export function readStandardInput(file: string, maxBytes = MAX_FILE_BYTES): ReadFile {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for (let chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) return gap('limit', file, `Standard input has more than ${mebibytes(maxBytes)} MiB.`);
    }
  } catch (error) {
    return gap(
      'unreadable',
      file,
      `Standard input can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`,
    );
  }
  return decode(Buffer.concat(chunks), file);
}

const STDIN = 0;
const CHUNK_BYTES = 64 * 1024;

/** The next bytes, none at the end. Where standard input does not block, waits for them. */
function readChunk(): Buffer {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    try {
      return buffer.subarray(0, readSync(STDIN, buffer, 0, CHUNK_BYTES, null));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return buffer.subarray(0, 0);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

/** UTF-8 with or without a byte order mark, or UTF-16 with one. */
export function decode(bytes: Buffer, file: string): ReadFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le', 2) };
  const zero = bytes.indexOf(0);
  if (zero !== -1 && zero < 8192) return gap('encoding', file, 'The file is binary.');
  if (isAscii(bytes)) return { text: bytes.toString('latin1') };
  if (!isUtf8(bytes)) return gap('encoding', file, 'The file is not valid UTF-8.', 'Save it as UTF-8.');
  return { text: bytes.toString('utf8') };
}

function gap(code: Gap['code'], file: string, message: string, hint?: string): ReadFile {
  return { gap: { code, file, message, ...(hint && { hint }) } };
}
