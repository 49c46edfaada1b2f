import type { Distribution, EvidenceFile, FileRole } from '../../host/evidence.ts';
import { MARKS } from './paths.ts';
import type { Process } from './processes.ts';
import type { NodeRoot } from './root.ts';
import type { Unread } from './unread.ts';
import type { Names } from './users.ts';

/** What the parts of a collection share. */
export interface Survey {
  readonly root: NodeRoot;
  readonly unread: Unread;
  readonly names: Names;
  readonly distribution: Distribution;
  readonly processes: readonly Process[];
  readonly files: Files;
}

/** More files than this are not looked at. */
const MAX_FILES = 5_000;

/** The files of a node, each once for a role, whatever its other names are. */
export class Files {
  private readonly entries = new Map<string, EvidenceFile>();
  private readonly root: NodeRoot;
  private readonly names: Names;
  private readonly unread: Unread;

  constructor(root: NodeRoot, names: Names, unread: Unread) {
    this.root = root;
    this.names = names;
    this.unread = unread;
  }

  /** Looks at a file; one that is not there is left out. */
  add(role: FileRole, path: string): void {
    const key = `${role}\0${this.root.real(path)}`;
    if (this.entries.has(key)) return;
    if (this.entries.size >= MAX_FILES) {
      this.unread.add({ what: 'further files', code: 'limit', reason: `there are more than ${MAX_FILES}` });
      return;
    }
    const stat = this.unread.take(this.root.stat(path));
    if (!stat) return;
    const user = this.names.users.get(stat.uid);
    const group = this.names.groups.get(stat.gid);
    this.entries.set(key, {
      role,
      path,
      type: stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : stat.isSocket() ? 'socket' : 'other',
      mode: (stat.mode & 0o7777).toString(8).padStart(4, '0'),
      uid: stat.uid,
      gid: stat.gid,
      ...(user !== undefined && { user }),
      ...(group !== undefined && { group }),
    });
  }

  of(...roles: readonly FileRole[]): EvidenceFile[] {
    return this.sorted().filter((file) => roles.includes(file.role));
  }

  sorted(): EvidenceFile[] {
    return [...this.entries.values()].sort((a, b) => compare(a.path, b.path) || compare(a.role, b.role));
  }
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function distributionOf(root: NodeRoot): Distribution {
  const mark = MARKS.find(({ paths }) => paths.some((path) => root.exists(path)));
  return mark?.distribution ?? 'unknown';
}

/** The value of a flag on a command line, the last one where it is repeated. */
export function flagValue(args: readonly string[], flag: string): string | undefined {
  for (let i = args.length - 1; i > 0; i--) {
    const word = (args[i] ?? '').replace(/^--?/, '');
    if (word === flag) return args[i + 1];
    if (word.startsWith(`${flag}=`)) return word.slice(flag.length + 1);
  }
  return undefined;
}
