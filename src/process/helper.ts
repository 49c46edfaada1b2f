import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a helper binary answered. */
export type HelperResult =
  | { readonly status: 'ok'; readonly stdout: string }
  | { readonly status: 'missing' }
  | { readonly status: 'failed'; readonly message: string };

const execute = promisify(execFile);
const TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/**
 * Runs one of the user's own binaries with arguments as a list, never through a shell, bounded in time and output.
 * A program that is not installed is `missing`; one that fails gives its own first error line.
 */
export async function runHelper(
  program: string,
  args: readonly string[],
  timeoutMs = TIMEOUT_MS,
): Promise<HelperResult> {
  try {
    const { stdout } = await execute(program, args, { timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES });
    return { status: 'ok', stdout };
  } catch (error) {
    const { code, stderr, killed } = error as { code?: string | number; stderr?: string; killed?: boolean };
    if (code === 'ENOENT') return { status: 'missing' };
    if (killed) return { status: 'failed', message: `it took longer than ${timeoutMs / 1000} s or wrote too much` };
    return { status: 'failed', message: errorLine(stderr || String(error)) };
  }
}

function errorLine(text: string): string {
  const lines = text.trim().split('\n');
  const line = lines.find((l) => /^\s*error/i.test(l)) ?? lines.at(-1) ?? '';
  return line.replace(/^\s*error:\s*/i, '').trim();
}
