import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { frameworkSchema } from '../../src/config/framework.ts';
import type { Framework } from '../../src/model/framework.ts';
import type { Generator } from './index.ts';

const HEADER = '// Written by `npm run generate`. Do not edit.\n';

/** Static import indexes of the families, so that bundles and lazy imports need no folder walk at run time. */
export const indexes: Generator = (root) =>
  Promise.resolve([
    ['src/checks/index.generated.ts', checksIndex(root)],
    ['src/edges/index.generated.ts', edgesIndex(root)],
    ['src/formats/index.generated.ts', formatsIndex(root)],
    ['src/frameworks/index.generated.ts', frameworksIndex(root)],
  ]);

/** Names of the folders of a family whose main file is there, sorted. */
export function members(root: string, family: string, file: string): string[] {
  const folder = join(root, 'src', family);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, file)))
    .sort();
}

function checksIndex(root: string): string {
  const ids = members(root, 'checks', 'check.ts');
  const imports = ids.map((id) => `import ${camel(id)} from './${id}/check.ts';\n`).join('');
  const list = ids.map((id) => `  ${camel(id)},\n`).join('');
  return `${HEADER}import type { Check } from '../model/check.ts';\n${imports}\n/** Every check, by id. */\nexport const checks = [\n${list}] as unknown as readonly Check[];\n`;
}

function edgesIndex(root: string): string {
  const ids = members(root, 'edges', 'edge.ts');
  const imports = ids.map((id) => `import ${camel(id)} from './${id}/edge.ts';\n`).join('');
  const list = ids.map((id) => `  ${camel(id)},\n`).join('');
  return `${HEADER}import type { Edge } from './edge.ts';\n${imports}\n/** Every edge, by id. */\nexport const edges: readonly Edge[] = [\n${list}];\n`;
}

function formatsIndex(root: string): string {
  const ids = members(root, 'formats', 'format.ts');
  const list = ids.map((id) => `  ${quote(id)}: () => import('./${id}/format.ts'),\n`).join('');
  return `${HEADER}import type { Format } from '../model/format.ts';\n\n/** Every format by id, loaded when it is asked for. */\nexport const formats: Readonly<Record<string, () => Promise<{ default: Format }>>> = {\n${list}};\n`;
}

function frameworksIndex(root: string): string {
  const folder = join(root, 'src/frameworks');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const frameworks = files.sort().map((file) => readFramework(join(folder, file)));
  const list = frameworks.map((framework) => `  ${JSON.stringify(framework)},\n`).join('');
  return `${HEADER}import type { Framework } from '../model/framework.ts';\n\n/** Every framework, by id. */\nexport const frameworks: readonly Framework[] = [\n${list}];\n`;
}

function readFramework(file: string): Framework {
  const result = frameworkSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}

function camel(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function quote(id: string): string {
  return /^\w+$/.test(id) ? id : `'${id}'`;
}
