import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { generators } from './generate/index.ts';

const root = join(import.meta.dirname, '..');

/** Every generated file: path from the root, and what it must hold. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const generate of generators) for (const [path, text] of await generate(root)) files.set(path, text);
  return files;
}

/** Paths of generated files that are missing or differ from what they must hold. */
export async function staleFiles(): Promise<string[]> {
  const files = await generatedFiles();
  return [...files].filter(([path, text]) => read(path) !== text).map(([path]) => path);
}

function read(path: string): string | undefined {
  const absolute = join(root, path);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
  const stale = await staleFiles();
  if (values.check) {
    for (const path of stale) process.stderr.write(`stale: ${path}\n`);
    if (stale.length > 0) process.stderr.write('Run `npm run generate` and commit what it writes.\n');
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    const files = await generatedFiles();
    for (const path of stale) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), files.get(path) ?? '');
      process.stdout.write(`wrote ${path}\n`);
    }
    process.stdout.write(`${files.size} generated files, ${stale.length} written\n`);
  }
}
