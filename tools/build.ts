import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

/** What the bundle reads at run time: the parser of Terraform. */
const ASSETS = [
  'web-tree-sitter/web-tree-sitter.wasm',
  '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
];

/** Bundles the command line: one entry, chunks for what commands load lazily. */
export async function build(): Promise<void> {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const bundle = await rolldown({
    input: { castellan: join(root, 'src/cli/main.ts') },
    platform: 'node',
    cwd: root,
    logLevel: 'warn',
    checks: { eval: false },
  });
  await bundle.write({
    dir: join(root, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
  });
  await bundle.close();
  for (const file of ASSETS) copyFileSync(join(root, 'node_modules', file), join(root, 'dist', basename(file)));
  chmodSync(join(root, 'bin/castellan.js'), 0o755);
}

if (import.meta.main) await build();
