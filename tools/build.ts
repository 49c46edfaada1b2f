import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

/** Bundles the command line: one entry, chunks for what commands load lazily. */
export async function build(): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const bundle = await rolldown({
    input: { castellan: join(root, 'src/cli/main.ts') },
    platform: 'node',
    cwd: root,
    logLevel: 'warn',
  });
  await bundle.write({
    dir: join(root, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  chmodSync(join(root, 'bin/castellan.js'), 0o755);
}

if (import.meta.main) await build();
