import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { modulesWhenNeeded } from './builtins.ts';

const root = join(import.meta.dirname, '..');

const ENTRY = join(root, 'src/cli/main.ts');
/** What a scan of a file loads after the entry, and what policies load. */
const SCAN = ['src/cli/commands/scan.ts', 'src/formats/terminal/format.ts'].map((file) => join(root, file));
const POLICY = [join(root, 'src/cli/commands/policy.ts')];
const APPLY = [join(root, 'src/cli/commands/policy-apply.ts')];

/** What the bundle reads at run time: the parser of Terraform. */
const ASSETS = [
  'web-tree-sitter/web-tree-sitter.wasm',
  '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
];

/**
 * Bundles the command line: one entry, one chunk for all that a scan always loads, one for policies and one for what
 * both load, since finding and linking dozens of small ones takes longer than reading it, and chunks for what commands
 * load lazily.
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
    plugins: [noting(imports), modulesWhenNeeded()],
  });
  const groups = lazily(() => groupsOf(imports));
  const inGroup = (name: keyof Groups) => ({
    name,
    test: (id: string) => groups()[name].has(id),
    includeDependenciesRecursively: false,
  });
  await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    // What the entry is made of looks for package.json from where the entry lies.
    chunkFileNames: ({ name }) => (name === 'start' ? '[name].js' : 'chunks/[name]-[hash].js'),
    minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
    codeSplitting: {
      groups: [inGroup('start'), inGroup('shared'), inGroup('targets'), inGroup('scan'), inGroup('policy')],
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

interface Groups {
  readonly start: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
  /** Of what scans and applied policies load: what reads targets. */
  readonly targets: ReadonlySet<string>;
  readonly scan: ReadonlySet<string>;
  readonly policy: ReadonlySet<string>;
}

function groupsOf(imports: ReadonlyMap<string, readonly string[]>): Groups {
  const start = reached([ENTRY], imports);
  const after = (from: readonly string[]) => reached(from, imports).difference(start);
  const [scan, policy, apply] = [after(SCAN), after(POLICY), after(APPLY)];
  const shared = scan.intersection(policy);
  const targets = scan.intersection(apply).difference(shared);
  // What commands load leans on the group, which must be ready while the entry still waits for the command.
  start.delete(ENTRY);
  return {
    start,
    shared,
    targets,
    scan: scan.difference(shared).difference(targets),
    policy: policy.difference(shared),
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
