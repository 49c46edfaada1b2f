import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RenderOptions } from '../model/format.ts';

/**
 * What a stream can show. `NO_COLOR` and `TERM=dumb` switch colour off, `FORCE_COLOR` and `CLICOLOR_FORCE` on; pipes get none.
 */
export function renderOptions(
  stream: NodeJS.WriteStream,
  root: string,
  source: RenderOptions['source'],
): RenderOptions {
  const color = wantsColor(stream, process.env);
  return {
    color,
    hyperlinks: color && stream.isTTY && !process.env['CI'],
    width: Math.max(40, Math.min(stream.columns || Number(process.env['COLUMNS']) || 100, 160)),
    source,
    address: ({ file }) => (file === '<stdin>' ? undefined : pathToFileURL(resolve(root, file)).href),
  };
}

export function wantsColor(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env['NO_COLOR']) return false;
  if (isSet(env['FORCE_COLOR']) || isSet(env['CLICOLOR_FORCE'])) return true;
  return Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/** A line of progress on standard error, rewritten in place; silent where nobody watches. */
export function progressLine(quiet: boolean): { update: (done: number, total: number) => void; clear: () => void } {
  const stream = process.stderr;
  if (quiet || !stream.isTTY) return { update: () => {}, clear: () => {} };
  const started = performance.now();
  let last = 0;
  let shown = false;
  return {
    update(done, total) {
      const now = performance.now();
      if (now - started < 500 || now - last < 100) return;
      last = now;
      shown = true;
      stream.write(`\r\u001b[Kreading ${done} of ${total}`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}
