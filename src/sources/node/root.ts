import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  opendirSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import type { EvidenceUnread } from '../../host/evidence.ts';
import type { Unread } from './unread.ts';

/** What looking at a path gave: its value, why it could not be read, or nothing where it is not there. */
export type Seen<T> = { readonly value: T } | { readonly problem: EvidenceUnread } | undefined;

/** Bounds of what one node can make us read. */
const MAX_LINKS = 40;
const MAX_ENTRIES = 20_000;
const MAX_BYTES = 1024 * 1024;
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ESRCH']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);

/** A file system that is mounted at `base`: its links, absolute ones too, lead to files of its own and never out of it. */
export class NodeRoot {
  readonly base: string;

  constructor(base: string) {
    this.base = base;
  }

  /** The file system that a process sees: that of its container. */
  ofProcess(pid: string): NodeRoot {
    return new NodeRoot(join(this.base, 'proc', pid, 'root'));
  }

  exists(path: string): boolean {
    const seen = this.stat(path);
    return seen !== undefined && 'value' in seen;
  }

  stat(path: string): Seen<Stats> {
    return this.look(path, (real) => lstatSync(real));
  }

  /** The text of a regular file. */
  text(path: string, maxBytes = MAX_BYTES): Seen<string> {
    return this.look(path, (real) => readRegular(real, maxBytes).toString('utf8'));
  }

  /** Names in a folder, sorted. */
  list(path: string): Seen<readonly string[]> {
    return this.look(path, readNames);
  }

  /** Paths of a pattern whose segments may hold `*`, as far as they exist; folders that can't be listed are noted. */
  expand(pattern: string, unread: Unread): string[] {
    let paths = [''];
    for (const segment of pattern.split('/').filter(Boolean)) {
      paths = paths.flatMap((path) => this.segment(path, segment, unread)).slice(0, MAX_ENTRIES);
    }
    return paths.filter((path) => this.stat(path) !== undefined);
  }

  private segment(path: string, segment: string, unread: Unread): string[] {
    if (!segment.includes('*')) return [`${path}/${segment}`];
    const [before = '', after = ''] = segment.split('*');
    return (unread.take(this.list(path || '/')) ?? [])
      .filter((name) => name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after))
      .map((name) => `${path}/${name}`);
  }

  /** Where a path really is, so that two names of one file are told from two files. */
  real(path: string): string {
    try {
      return this.resolve(path);
    } catch {
      return path;
    }
  }

  private look<T>(path: string, read: (real: string) => T): Seen<T> {
    try {
      return { value: read(this.resolve(path)) };
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (GONE.has(code)) return undefined;
      return { problem: problemOf(path, code, error) };
    }
  }

  /** Follows links segment by segment, so that none leaves `base`. */
  private resolve(path: string): string {
    const todo = path.split('/').filter(Boolean);
    const done: string[] = [];
    let links = 0;
    for (let name = todo.shift(); name !== undefined; name = todo.shift()) {
      if (name === '.') continue;
      if (name === '..') {
        done.pop();
        continue;
      }
      const here = join(this.base, ...done, name);
      if (!lstatSync(here).isSymbolicLink()) {
        done.push(name);
        continue;
      }
      if (++links > MAX_LINKS) throw new Problem('limit', 'its links turn in a circle');
      const target = readlinkSync(here);
      if (target.startsWith('/')) done.length = 0;
      todo.unshift(...target.split('/').filter(Boolean));
    }
    return join(this.base, ...done);
  }
}

/** Why a path can't be read, in words. */
class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: EvidenceUnread['code'];

  constructor(kind: EvidenceUnread['code'], message: string) {
    super(message);
    this.kind = kind;
  }
}

function problemOf(path: string, code: string, error: unknown): EvidenceUnread {
  if (error instanceof Problem) return { what: path, code: error.kind, reason: error.message };
  if (FORBIDDEN.has(code)) return { what: path, code: 'forbidden', reason: 'permission denied' };
  return { what: path, code: 'unreadable', reason: code || String(error) };
}

/** Never blocks on a pipe or a device, and never reads more than it may, whatever the size says. */
function readRegular(path: string, maxBytes: number): Buffer {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    if (!fstatSync(descriptor).isFile()) throw new Problem('unreadable', 'it is not a regular file');
    const chunks: Buffer[] = [];
    for (let size = 0; ;) {
      const chunk = Buffer.alloc(64 * 1024);
      const read = readSync(descriptor, chunk);
      if (read === 0) return Buffer.concat(chunks);
      size += read;
      if (size > maxBytes) throw new Problem('limit', `it has more than ${maxBytes} bytes`);
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

function readNames(path: string): string[] {
  const folder = opendirSync(path);
  try {
    const names: string[] = [];
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
      if (names.length >= MAX_ENTRIES) throw new Problem('limit', `it has more than ${MAX_ENTRIES} entries`);
      names.push(entry.name);
    }
    return names.sort();
  } finally {
    folder.closeSync();
  }
}
