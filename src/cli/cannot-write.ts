import { dirname } from 'node:path';
import { UserError } from '../std/user-error.ts';

/** What to do about the system's reason. */
const HINTS: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `The folder ${dirname(file)} is not there: make it, or name another.`,
  ENOTDIR: (file) => `${dirname(file)} is no folder.`,
  EISDIR: () => 'It is a folder: name a file in it.',
  EACCES: () => 'You have no right to write there: name another file.',
  EPERM: () => 'You have no right to write there: name another file.',
  EROFS: () => 'It is on a file system that is read-only: name another file.',
  ENOSPC: () => 'There is no space left.',
};

/** The mistake `cannot-write` for what writing a file threw. */
export function cannotWrite(file: string, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const hint = HINTS[code]?.(file);
  return new UserError('cannot-write', `${file} can't be written (${code}).`, { cause, ...(hint && { hint }) });
}
