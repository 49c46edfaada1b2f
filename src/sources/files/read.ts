import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
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
        const size = Math.round(stat.size / 1024 / 1024);
        return gap('limit', file, `The file has ${size} MiB; the limit is ${Math.round(maxBytes / 1024 / 1024)} MiB.`);
      }
      bytes = readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return gap('unreadable', file, `The file can't be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`);
  }
  return decode(bytes, file);
}

/** UTF-8 with or without a byte order mark, or UTF-16 with one. */
export function decode(bytes: Buffer, file: string): ReadFile {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le', 2) };
  if (bytes.subarray(0, 8192).includes(0)) return gap('encoding', file, 'The file is binary.');
  if (!isUtf8(bytes)) return gap('encoding', file, 'The file is not valid UTF-8.', 'Save it as UTF-8.');
  return { text: bytes.toString('utf8') };
}

function gap(code: Gap['code'], file: string, message: string, hint?: string): ReadFile {
  return { gap: { code, file, message, ...(hint && { hint }) } };
}
