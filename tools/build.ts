import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');

const ENTRY = join(root, 'src/cli/main.ts');
/** What a scan of a file loads after the entry. */
const SCAN = ['src/cli/commands/scan.ts', 'src/formats/terminal/format.ts'].map((file) => join(root, file));

/** What the bundle reads at run time: the parser of Terraform. */
const ASSETS = [
  'web-tree-sitter/web-tree-sitter.wasm',
  '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
];

/**
 * Bundles the command line: one entry, one chunk for all that a scan always loads, since finding and linking dozens of
 * small ones takes longer than reading it, and chunks for what commands load lazily.
 */
export async function build(dir = join(root, 'dist')): Promise<void> {
  // Who runs the command line meanwhile finds the old bundle whole, then the new one.
  const fresh = `${dir}.${process.pid}`;
  try {
    await bundleInto(fresh);
    rmSync(dir, { recursive: true, force: true });
    renameSync(fresh, dir);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  chmodSync(join(root, 'bin/castellan.js'), 0o755);
}

async function bundleInto(dir: string): Promise<void> {
  const imports = new Map<string, readonly string[]>();
  const bundle = await rolldown({
    input: { castellan: ENTRY },
    platform: 'node',
    cwd: root,
    logLevel: 'warn',
    checks: { eval: false },
    preserveEntrySignatures: false,
    plugins: [noting(imports)],
  });
  const inScan = lazily(() => reached(SCAN, imports).difference(reached([ENTRY], imports)));
  await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
    codeSplitting: {
      groups: [{ name: 'scan', test: (id) => inScan().has(id), includeDependenciesRecursively: false }],
    },
  });
  await bundle.close();
  for (const file of ASSETS) copyFileSync(join(root, 'node_modules', file), join(dir, basename(file)));
}

/** Notes what each module imports when it is loaded. */
function noting(imports: Map<string, readonly string[]>): Plugin {
  return {
    name: 'imports',
    buildEnd() {
      for (const id of this.getModuleIds()) imports.set(id, this.getModuleInfo(id)?.importedIds ?? []);
    },
  };
}

/** These modules and all that is loaded with them. */
function reached(from: readonly string[], imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(from);
  for (const id of found) for (const next of imports.get(id) ?? []) if (imports.has(next)) found.add(next);
  return found;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

if (import.meta.main) await build();
