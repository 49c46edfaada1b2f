import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Generator } from './generate/index.ts';
import { indexes } from './generate/indexes.ts';

const root = join(import.meta.dirname, '..');

/** Folders whose every file is generated: a page of what is gone goes, too. */
const WHOLE = ['docs/rules'];

/** Generated files: path from the root, and what each must hold. */
type Files = Map<string, string>;

/** The indexes come from the folders alone; all else imports what they name, so they must be right before it is loaded. */
async function generate(write: boolean): Promise<readonly string[]> {
  const first = await filesOf([indexes]);
  const stale = staleOf(first);
  if (write) for (const path of stale) put(path, first.get(path) ?? '');
  else if (stale.length > 0) return stale;
  const { generators } = await import('./generate/index.ts');
  const rest = await filesOf(generators);
  const staleToo = staleOf(rest);
  const gone = leftovers(rest);
  if (write) {
    for (const path of staleToo) put(path, rest.get(path) ?? '');
    for (const path of gone) rmSync(join(root, path));
  }
  return [...stale, ...staleToo, ...gone];
}

async function filesOf(generators: readonly Generator[]): Promise<Files> {
  const files: Files = new Map();
  for (const generator of generators) for (const [path, text] of await generator(root)) files.set(path, text);
  return files;
}

/** Paths of files that are missing or differ from what they must hold. */
function staleOf(files: Files): string[] {
  return [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path);
}

function leftovers(files: Files): string[] {
  return WHOLE.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)).filter(
    (path) => !files.has(path),
  );
}

function read(path: string): string | undefined {
  const absolute = join(root, path);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const stale = await generate(!values.check);
if (values.check) {
  for (const path of stale) process.stderr.write(`stale: ${path}\n`);
  if (stale.length > 0) process.stderr.write('Run `npm run generate` and commit what it writes.\n');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of stale) process.stdout.write(`${existsSync(join(root, path)) ? 'wrote' : 'removed'} ${path}\n`);
  process.stdout.write(`${stale.length} generated files were out of date\n`);
}
