import { dirname, resolve } from 'node:path';
import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { append } from '../../std/append.ts';
import { attributeOf } from '../../terraform/blocks.ts';
import { placeOf } from '../../terraform/layout.ts';
import { readModule } from '../../terraform/module.ts';
import type { Instance, ReadModule } from '../../terraform/run.ts';
import { parseTerraform } from '../../terraform/parse.ts';
import { toTerraformResource } from '../../terraform/resource.ts';
import type { TerraformFile } from '../../terraform/syntax.ts';
import { terraformGrammar } from './grammar.ts';
import { toKubernetes } from './kubernetes.ts';
import { isLocalSource, Loader, type ReadText } from './loader.ts';
import { type GivenVariables, inputsOf } from './variables.ts';

export interface ReadTerraform {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
}

export interface ReadTerraformFiles extends ReadTerraform {
  /** Text of each file that was read, by the path that is shown. */
  readonly texts: readonly (readonly [string, string])[];
  /** What helm would install. */
  readonly releases: readonly Release[];
}

/** A `helm_release`, and the absolute folder that its paths start from. */
export interface Release {
  readonly resource: Resource;
  readonly folder: string;
}

export interface TerraformOptions {
  /** Folder that shown paths start from, absolute. Nothing outside of it is read. */
  readonly root: string;
  readonly readText: ReadText;
  readonly variables: GivenVariables;
}

/** Reads one file's text as a root module of its own. */
export async function readTerraformText(file: string, text: string): Promise<ReadTerraform> {
  const parsed = parseTerraform(await terraformGrammar(), file, text);
  const read = readModule(
    { folder: '.', files: [parsed], inputs: new Map() },
    { module: () => ({ code: 'unsupported', message: 'only one file is read.' }), functions: () => ({}) },
  );
  return { resources: read.instances.flatMap(resourcesOf), gaps: [...syntaxGaps(parsed), ...read.gaps] };
}

/**
 * Reads the root modules among the folders of these files (absolute paths), with the modules that they call. A folder that
 * another one calls is looked at as it is called.
 */
export async function readTerraform(paths: readonly string[], options: TerraformOptions): Promise<ReadTerraformFiles> {
  const loader = new Loader(options.root, await terraformGrammar(), options.readText);
  const folders = [...new Set(paths.map((path) => dirname(path)))];
  const wanted = new Set(paths.map((path) => loader.shown(path)));
  const seen = new Map<string, TerraformFile>();
  const said = new Set<string>();
  const gaps: Gap[] = [];
  const instances: { instance: Instance; folder: string }[] = [];
  for (const folder of rootFolders(folders, loader)) {
    const read = readRoot(folder, loader, options.variables);
    append(gaps, read.gaps);
    const ours = new Set(loader.folder(folder).map(({ file }) => file));
    for (const instance of read.instances) {
      const { file } = instance.layout.file;
      if (ours.has(file) ? wanted.has(file) : isNews(instance, said)) instances.push({ instance, folder });
    }
    for (const called of ['.', ...read.called])
      for (const file of loader.folder(resolve(folder, called))) seen.set(file.file, file);
  }
  return {
    resources: instances.flatMap(({ instance }) => resourcesOf(instance)),
    gaps: [...loader.gaps, ...[...seen.values()].flatMap(syntaxGaps), ...withoutRepetition(gaps)],
    texts: [...seen.values()].map(({ file, text }) => [file, text]),
    releases: instances
      .filter(({ instance }) => instance.type === 'helm_release')
      .map(({ instance, folder }) => ({ resource: toTerraformResource(instance), folder })),
  };
}

function readRoot(folder: string, loader: Loader, variables: GivenVariables): ReadModule {
  const inputs = inputsOf(folder, loader, variables);
  return readModule({ folder: '.', files: loader.folder(folder), inputs }, loader.world(folder));
}

/** Folders that no other one calls as a module; of a circle, the first. */
function rootFolders(folders: readonly string[], loader: Loader): string[] {
  const calls = new Map(folders.map((folder) => [folder, calledBy(folder, loader)]));
  const called = new Set([...calls].flatMap(([folder, others]) => others.filter((other) => other !== folder)));
  const roots = folders.filter((folder) => !called.has(folder));
  const reached = new Set<string>();
  const reach = (start: string) => {
    const queue = [start];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      append(queue, calls.get(next) ?? calledBy(next, loader));
    }
  };
  roots.forEach(reach);
  for (const folder of folders) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    reach(folder);
  }
  return roots;
}

function calledBy(folder: string, loader: Loader): string[] {
  return loader.folder(folder).flatMap(({ body }) =>
    body.blocks.flatMap((block) => {
      const source = block.type === 'module' ? attributeOf(block, 'source') : undefined;
      if (source?.kind !== 'literal' || typeof source.value !== 'string' || !isLocalSource(source.value)) return [];
      return loader.isFolder(resolve(folder, source.value)) ? [resolve(folder, source.value)] : [];
    }),
  );
}

/** Roots for several environments often call a module alike: what is the same in all is said once. */
function isNews({ address, object, layout }: Instance, said: Set<string>): boolean {
  const key = JSON.stringify([layout.file.file, layout.span.start, address, object]);
  if (said.has(key)) return false;
  said.add(key);
  return true;
}

/** One module called by several roots says the same thing each time. */
function withoutRepetition(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()];
}

function resourcesOf(instance: Instance): Resource[] {
  const resource = toTerraformResource(instance);
  return toKubernetes(resource, instance.layout.file.text) ?? [resource];
}

/** A file with more mistakes is none of Terraform; the first ones say so. */
const MOST_PROBLEMS = 20;

function syntaxGaps(file: TerraformFile): Gap[] {
  return file.problems.slice(0, MOST_PROBLEMS).map(({ code, message, offset }) => {
    const place = placeOf(file, { start: offset, end: offset + 1 });
    return { code, message, file: file.file, place };
  });
}
