import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file: its text, or text with a mode; `null` is a folder; `{link}` a symbolic link. */
export type FakeFile = string | null | { readonly text: string; readonly mode: number } | { readonly link: string };

/** The file system of a node that does not exist. */
export interface FakeNode {
  readonly files: Readonly<Record<string, FakeFile>>;
  /** Command lines, the program first. */
  readonly processes?: readonly (readonly string[])[];
}

/** Files belong to whoever runs the test, so that is who the node calls root. */
const OWNERS = {
  '/etc/passwd': `root:x:${process.getuid?.() ?? 0}:0:root:/root:/bin/sh\n`,
  '/etc/group': `root:x:${process.getgid?.() ?? 0}:\n`,
};

const SYSTEM: Readonly<Record<string, FakeFile>> = {
  ...OWNERS,
  '/etc/hostname': 'node-1\n',
  '/etc/os-release':
    'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  '/proc/sys/kernel/osrelease': '6.1.0-28-amd64\n',
  '/proc/sys/kernel/panic': '10\n',
  '/proc/sys/kernel/panic_on_oops': '1\n',
  '/proc/sys/kernel/seccomp/actions_avail': 'kill_process kill_thread trap errno trace log allow\n',
  '/proc/sys/vm/overcommit_memory': '1\n',
  '/proc/swaps': 'Filename\tType\tSize\tUsed\tPriority\n',
  '/sys/module/apparmor/parameters/enabled': 'Y\n',
};

/** Writes the node below a new folder and gives its path. */
export function fakeRoot({ files, processes = [] }: FakeNode): string {
  const root = mkdtempSync(join(tmpdir(), 'castellan-node-'));
  for (const [path, file] of Object.entries({ ...SYSTEM, ...files })) put(root, path, file);
  for (const [i, args] of processes.entries()) {
    put(root, `/proc/${100 + i}/cmdline`, `${args.join('\0')}\0`);
    put(root, `/proc/${100 + i}/environ`, 'AWS_SECRET_ACCESS_KEY=never-read-environment\0ETCD_NAME=never-read-name\0');
  }
  return root;
}

function put(root: string, path: string, file: FakeFile): void {
  const target = join(root, path);
  mkdirSync(file === null ? target : dirname(target), { recursive: true });
  if (file === null) return;
  if (typeof file === 'object' && 'link' in file) {
    symlinkSync(file.link, target);
    return;
  }
  const { text, mode } = typeof file === 'string' ? { text: file, mode: 0o600 } : file;
  writeFileSync(target, text);
  chmodSync(target, mode);
}
