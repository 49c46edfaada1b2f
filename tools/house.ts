import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { breach, ROOMS } from './layers.ts';

const src = resolve(import.meta.dirname, '../src');

/** Imports of `src/` that do not go down the table of rooms, each as a sentence. */
export function breaches(): string[] {
  return sourceFiles().flatMap((file) =>
    importsOf(file).flatMap((specifier) => {
      const resolved = specifier.startsWith('.') ? shown(resolve(dirname(file), specifier)) : undefined;
      const why = breach(shown(file), specifier, resolved);
      return why ? [`${shown(file)}: ${why}`] : [];
    }),
  );
}

/** Rooms of the table that are not there, and folders that are no room of it. */
export function strays(): string[] {
  const folders = new Set(
    readdirSync(src, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])),
  );
  const rooms = new Set(ROOMS.map(({ name }) => name));
  return [
    ...[...rooms.difference(folders)].map((name) => `src/${name} of the table of rooms is not there`),
    ...[...folders.difference(rooms)].map((name) => `src/${name} is not in the table of rooms`),
  ];
}

/** Rooms that docs/architecture.md does not print as the table has them. */
export function undocumented(): string[] {
  const doc = readFileSync(resolve(src, '../docs/architecture.md'), 'utf8');
  return ROOMS.filter(({ name, holds }) => !doc.includes(`\`${name}/\``) || !doc.includes(holds)).map(
    ({ name }) => `docs/architecture.md does not print the row of ${name} as tools/layers.ts has it`,
  );
}

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !isTestSupport(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function isTestSupport(name: string): boolean {
  return name.endsWith('.test.ts') || name.startsWith('sample');
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const { module } = parseSync(file, text);
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  );
  const reexported = module.staticExports.flatMap((e) => e.entries.map((entry) => entry.moduleRequest?.value));
  return [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...reexported.filter((m) => m !== undefined),
    ...dynamic,
  ];
}

function shown(path: string): string {
  return relative(src, path).split(sep).join('/');
}

if (import.meta.main) {
  const mistakes = [...breaches(), ...strays(), ...undocumented()];
  for (const mistake of mistakes) process.stderr.write(`${mistake}\n`);
  process.exitCode = mistakes.length > 0 ? 1 : 0;
}
