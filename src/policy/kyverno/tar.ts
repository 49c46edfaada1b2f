const BLOCK = 512;
const MOST_FILES = 100;

/** The plain files of a tar archive (POSIX.1-1988) as text. */
export function textFiles(archive: Uint8Array): string[] {
  const files: string[] = [];
  for (let at = 0; at + BLOCK <= archive.length && files.length < MOST_FILES;) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header.subarray(124, 136)), 8);
    if (!Number.isSafeInteger(size) || size < 0) break;
    const type = header[156];
    const isFile = type === 0 || type === 0x30;
    const start = at + BLOCK;
    if (isFile && size > 0) files.push(new TextDecoder().decode(archive.subarray(start, start + size)));
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).replaceAll('\0', '').trim();
}
