import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseManifests } from '../../manifests/parse.ts';
import type { Gap } from '../../model/gap.ts';
import type { Json } from '../../model/json.ts';
import { withoutUserInfo } from '../../std/userinfo.ts';
import { asList, at } from '../../std/value.ts';
import type { FunctionWorld } from '../../terraform/functions/call.ts';
import type { LoadedModule, TerraformWorld } from '../../terraform/run.ts';
import { parseTemplate, parseTerraform, placedAt } from '../../terraform/parse.ts';
import type { TerraformFile } from '../../terraform/syntax.ts';
import type { Grammar } from '../../terraform/tree.ts';
import { moduleFiles } from './files.ts';
import { parseTerraformJson } from './json.ts';

/** Reads a text file; `file` is the path to show. */
export type ReadText = (path: string, file: string) => { readonly text: string } | { readonly gap: Gap };

/** Files that functions read are configuration, not data. */
const MAX_FILE = 1024 * 1024;

/** Reads modules from disk, each folder once, and nothing that is outside of `root`. */
export class Loader {
  readonly root: string;
  readonly gaps: Gap[] = [];
  private readonly grammar: Grammar;
  private readonly readText: ReadText;
  private readonly folders = new Map<string, readonly TerraformFile[]>();

  constructor(root: string, grammar: Grammar, readText: ReadText) {
    this.root = realpathSync(root);
    this.grammar = grammar;
    this.readText = readText;
  }

  shown(path: string): string {
    return relative(this.root, path).split(sep).join('/') || '.';
  }

  /** The files of the module in a folder. */
  folder(path: string): readonly TerraformFile[] {
    let files = this.folders.get(path);
    if (!files) this.folders.set(path, (files = moduleFiles(path).flatMap((file) => this.file(file) ?? [])));
    return files;
  }

  /** One file; undefined, and a gap, where it can't be read. */
  file(path: string): TerraformFile | undefined {
    const shown = this.shown(path);
    const read = this.readText(path, shown);
    if ('text' in read) return this.parse(path, shown, read.text);
    this.gaps.push(read.gap);
    return undefined;
  }

  private parse(path: string, shown: string, text: string): TerraformFile {
    if (!path.endsWith('.json')) return parseTerraform(this.grammar, shown, text);
    return parseTerraformJson(shown, text, (template, span) => {
      if (!template.includes('${') && !template.includes('%{')) return { ...span, kind: 'literal', value: template };
      const parsed = parseTemplate(this.grammar, template);
      return parsed ? placedAt(parsed.expression, span) : { ...span, kind: 'broken' };
    });
  }

  /** The world of a root module. Folders are said from it, as `path.module` has them. */
  world(rootModule: string): TerraformWorld {
    const installed = installedModules(rootModule);
    return {
      module: (folder, source, address) => this.module(rootModule, folder, source, installed.get(address)),
      functions: () => this.functions(rootModule),
    };
  }

  private module(rootModule: string, folder: string, source: string, installed: string | undefined): LoadedModule {
    const isLocal = isLocalSource(source);
    const said = withoutUserInfo(source, '***');
    const path = isLocal ? resolve(rootModule, folder, source) : installed && resolve(rootModule, installed);
    if (path === undefined) {
      return {
        code: 'unsupported',
        message: `its source "${said}" is not on disk, so what it creates was not looked at.`,
        hint: 'Run `terraform init` first, or scan the plan: `terraform show -json plan > plan.json`.',
      };
    }
    if (!isDirectory(path)) return { code: 'unreadable', message: `there is no folder ${this.shown(path)}.` };
    if (!this.isInside(path)) {
      return {
        code: 'outside-root',
        message: `its source "${said}" leads out of the scanned folder.`,
        hint: 'Scan the folder that holds both.',
      };
    }
    const files = this.folder(path);
    return { files, folder: relative(rootModule, path).split(sep).join('/') || '.' };
  }

  private functions(rootModule: string): FunctionWorld {
    return {
      readFile: (path) => this.dataFile(resolve(rootModule, path)),
      parseTemplate: (text) => parseTemplate(this.grammar, text),
      parseYaml,
    };
  }

  private dataFile(path: string): string | undefined {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > MAX_FILE || !this.isInside(path)) return undefined;
    const read = this.readText(path, this.shown(path));
    return 'text' in read ? read.text : undefined;
  }

  /** Whether a module may be read there. */
  isFolder(path: string): boolean {
    return isDirectory(path) && this.isInside(path);
  }

  private isInside(path: string): boolean {
    const real = realpathSync(path);
    return real === this.root || real.startsWith(this.root.endsWith(sep) ? this.root : this.root + sep);
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export function isLocalSource(source: string): boolean {
  return source.startsWith('./') || source.startsWith('../') || source === '.' || source === '..';
}

function parseYaml(text: string): Json | undefined {
  const { documents, problems } = parseManifests(text);
  return documents.length === 1 && problems.every((problem) => !problem.fatal) ? documents[0]!.value : undefined;
}

/** Folders of modules that `terraform init` has fetched, by `eks.kms`. */
function installedModules(rootModule: string): ReadonlyMap<string, string> {
  const index = join(rootModule, '.terraform', 'modules', 'modules.json');
  const found = new Map<string, string>();
  if (!existsSync(index)) return found;
  const value = parseYaml(readFileSync(index, 'utf8').slice(0, MAX_FILE)) ?? null;
  for (const item of asList(at(value, 'Modules'))) {
    const [key, folder] = [at(item, 'Key'), at(item, 'Dir')];
    if (typeof key === 'string' && typeof folder === 'string' && key !== '') found.set(key, folder);
  }
  return found;
}
