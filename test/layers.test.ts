import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { breach, ROOMS } from '../tools/layers.ts';

const src = resolve(import.meta.dirname, '../src');

function sourceFiles(): string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !isTestSupport(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function isTestSupport(name: string): boolean {
  return name.endsWith('.test.ts') || name.startsWith('sample');
}

function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    readFileSync(file, 'utf8').slice(moduleRequest.start + 1, moduleRequest.end - 1),
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

describe('layers', () => {
  it('imports go down the table of rooms only', () => {
    const breaches = sourceFiles().flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const resolved = specifier.startsWith('.') ? shown(resolve(dirname(file), specifier)) : undefined;
        const why = breach(shown(file), specifier, resolved);
        return why ? [`${shown(file)}: ${why}`] : [];
      }),
    );

    expect(breaches).toEqual([]);
  });

  it('every room of the table is there, and every room is in the table', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((e) => e.isDirectory());

    expect(folders.map((e) => e.name).sort()).toEqual(ROOMS.map((r) => r.name).sort());
  });

  it('docs/architecture.md prints the table', () => {
    const doc = readFileSync(resolve(src, '../docs/architecture.md'), 'utf8');

    const missing = ROOMS.filter((r) => !doc.includes(`\`${r.name}/\``) || !doc.includes(r.holds));

    expect(missing.map((r) => r.name)).toEqual([]);
  });
});
