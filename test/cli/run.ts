import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The bundle that the tests' setup made; the source where a test runs without it. */
const MAIN = process.env['CASTELLAN_BUNDLE'] ?? join(import.meta.dirname, '../../src/cli/main.ts');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line as a user runs it: a process of its own, with nothing of our environment that would change it. */
export function castellan(args: readonly string[], { cwd, input, env }: RunOptions): Promise<Ran> {
  const child = start(args, { cwd, ...(env && { env }) });
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? '');
  return ended(child);
}

/** Starts the command line and leaves it running. */
export function start(args: readonly string[], { cwd, env }: Omit<RunOptions, 'input'>): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const clean = {
    PATH,
    HOME,
    TMPDIR: tmpdir(),
    NODE_COMPILE_CACHE: join(tmpdir(), 'compiled'),
    CASTELLAN_TODAY: '2026-11-21',
    ...env,
  };
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: clean });
}

export function ended(child: ChildProcess): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const out = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (out.stdout += chunk));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (out.stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...out }));
  });
}

/** A new folder with these files. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'castellan-cli-'));
  for (const [file, text] of Object.entries(files)) put(root, file, text);
  return root;
}

export function put(root: string, file: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** What `-f json` says, reduced to `rule file:line`. */
export function findingsOf({ stdout }: Ran): string[] {
  return reportOf(stdout).findings.map(({ rule, place }) => `${rule} ${place.file}:${place.line}`);
}

export interface JsonReport {
  readonly verdict: string;
  readonly summary: Record<string, number>;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly baselined?: boolean;
    readonly place: { readonly file: string; readonly line: number };
  }[];
  readonly gaps: readonly {
    readonly code: string;
    readonly message: string;
    readonly file: string;
    readonly hint?: string;
    readonly place?: { readonly line: number };
  }[];
  readonly suppressed: readonly { readonly exception: { readonly reason: string; readonly kind: string } }[];
  readonly exceptionProblems: readonly {
    readonly code: string;
    readonly message: string;
    readonly place: { readonly file: string; readonly line: number };
  }[];
}

export function reportOf(stdout: string): JsonReport {
  return JSON.parse(stdout) as JsonReport;
}
