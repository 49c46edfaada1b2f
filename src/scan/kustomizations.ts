import { resolve } from 'node:path';
import type { Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Prefer, Resource } from '../model/resource.ts';
import { readTextFile } from '../sources/files/read.ts';
import { type Entry, shownPath } from '../sources/files/walk.ts';
import { buildKustomization } from '../sources/kustomize/build.ts';
import { type KustomizationTree, readKustomization } from '../sources/kustomize/tree.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { at, equalJson } from '../std/value.ts';
import { helperGap } from './helper-failure.ts';
import { type Statement, statementsOf } from './kustomize-statements.ts';
import { type CollectOptions, type Part, shownBelow } from './part.ts';
import { append } from '../std/append.ts';

interface Rendered {
  readonly parts: readonly Part[];
  /** Absolute paths of files that rendering took in, or that mean nothing alone (patches). */
  readonly taken: ReadonlySet<string>;
}

/**
 * Renders the kustomizations that no other one of the run names. What they render is judged instead of the files that they
 * take in; a finding points into the base or patch that says the offending value.
 */
export async function readKustomizations(entries: readonly Entry[], options: CollectOptions): Promise<Rendered> {
  if (entries.length === 0) return { parts: [], taken: new Set() };
  const trees = readTrees(entries);
  const parts: Part[] = [];
  const taken = new Set<string>();
  for (const tree of trees.values()) for (const patch of tree.patches) taken.add(patch);
  for (const entry of rootsOf(entries, trees)) {
    const result = await buildKustomization(entry.path);
    if (result.status !== 'ok') {
      const file = shownBelow(entry, 'kustomization.yaml');
      parts.push({ resources: [], gaps: [helperGap(file, result, options.root, GAPS)], texts: [] });
      continue;
    }
    const family = familyOf(resolve(entry.path), trees);
    for (const member of family) for (const path of member.resources) taken.add(path);
    parts.push(readRendered(entry, result.stdout, family, options));
  }
  return { parts, taken };
}

/** What is built: kustomizations that no other one names, and one of each circle, for the build to refuse. */
function rootsOf(entries: readonly Entry[], trees: ReadonlyMap<string, KustomizationTree>): Entry[] {
  const named = new Set([...trees.values()].flatMap((tree) => tree.bases));
  const whole = entries.filter((entry) => !trees.get(resolve(entry.path))?.component);
  const roots = whole.filter((entry) => !named.has(resolve(entry.path)));
  const reached = new Set(roots.flatMap((entry) => familyOf(resolve(entry.path), trees).map(({ folder }) => folder)));
  for (const entry of whole) {
    if (roots.includes(entry) || reached.has(resolve(entry.path))) continue;
    roots.push(entry);
    for (const { folder } of familyOf(resolve(entry.path), trees)) reached.add(folder);
  }
  return roots;
}

function readTrees(entries: readonly Entry[]): Map<string, KustomizationTree> {
  const trees = new Map<string, KustomizationTree>();
  const queue = entries.map((entry) => resolve(entry.path));
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (trees.has(folder)) continue;
    const tree = readKustomization(folder);
    if (!tree) continue;
    trees.set(folder, tree);
    append(queue, tree.bases);
  }
  return trees;
}

/** A kustomization and all that it names, itself first. */
function familyOf(folder: string, trees: ReadonlyMap<string, KustomizationTree>): KustomizationTree[] {
  const family = new Map<string, KustomizationTree>();
  const queue = [folder];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const tree = trees.get(next);
    if (!tree || family.has(next)) continue;
    family.set(next, tree);
    append(queue, tree.bases);
  }
  return [...family.values()];
}

function readRendered(
  entry: Entry,
  output: string,
  family: readonly KustomizationTree[],
  options: CollectOptions,
): Part {
  const file = shownBelow(entry, 'kustomization.yaml');
  const read = readManifestText(file, output);
  const texts = new Map<string, string>();
  const sources = sourcesOf(family, options.root, texts);
  const names = namesOf(family);
  const statements = statementsOf(family, options.root, names, texts);
  const resources = read.resources.map((resource) =>
    withSource(
      resource,
      sources.filter((s) => isSourceOf(s, resource, names)),
      statements,
    ),
  );
  return { resources, gaps: read.gaps, texts: [...texts] };
}

/** Every object of the family's files, patches first: they have the last word. */
function sourcesOf(family: readonly KustomizationTree[], root: string, texts: Map<string, string>): Resource[] {
  const paths = [...family.flatMap((tree) => tree.patches), ...family.flatMap((tree) => tree.resources)];
  return [...new Set(paths)].flatMap((path) => {
    const file = shownPath(path, root);
    const read = readTextFile(path, file);
    if ('gap' in read) return [];
    texts.set(file, read.text);
    return readManifestText(file, read.text).resources;
  });
}

function namesOf(family: readonly KustomizationTree[]): (rendered: string, source: string) => boolean {
  const prefixes = new Set(family.map((tree) => tree.namePrefix));
  const suffixes = new Set(family.map((tree) => tree.nameSuffix));
  return (rendered, source) =>
    rendered === source ||
    [...prefixes].some((p) => [...suffixes].some((s) => rendered.startsWith(`${p}${source}`) && rendered.endsWith(s)));
}

function isSourceOf(
  source: Resource,
  rendered: Resource,
  sameName: (rendered: string, source: string) => boolean,
): boolean {
  return source.type === rendered.type && source.name !== '' && sameName(rendered.name, source.name);
}

/** Points at what says the value at the path: an object's file, else a kustomization; else at where most of the path exists. */
function withSource(rendered: Resource, sources: readonly Resource[], statements: readonly Statement[]): Resource {
  const first = sources.at(-1);
  if (!first)
    return { ...rendered, origin: { ...rendered.origin, editable: false, locate: firstLine(rendered.origin.file) } };
  const find = (path: Path, prefer?: Prefer): Place => {
    const value = at(rendered.object, ...path);
    const same = sources.find((s) => value !== undefined && equalJson(at(s.object, ...path), value));
    if (same) return same.origin.locate(path, prefer);
    for (const statement of statements) {
      const place = statement(rendered, path);
      if (place) return place;
    }
    const near = sources.find((s) => at(s.object, ...path) !== undefined) ?? deepest(sources, path);
    return near.origin.locate(path, prefer);
  };
  return {
    ...rendered,
    origin: {
      file: first.origin.file,
      editable: false,
      locate: find,
    },
  };
}

function deepest(sources: readonly Resource[], path: Path): Resource {
  const depth = (source: Resource) => {
    let length = path.length;
    while (length > 0 && at(source.object, ...path.slice(0, length)) === undefined) length--;
    return length;
  };
  return sources.reduce((best, source) => (depth(source) >= depth(best) ? source : best));
}

function firstLine(file: string): () => Place {
  return () => ({ file, line: 1, column: 1, endLine: 1, endColumn: 1 });
}

const GAPS = {
  missing: {
    message:
      'The kustomization was not rendered: neither kustomize nor kubectl is installed; its files were scanned as they are.',
    hint: 'Install kustomize (https://kubectl.docs.kubernetes.io/installation/kustomize/) or kubectl.',
  },
  failed: {
    message: 'The kustomization was not rendered',
    hint: 'Run `kustomize build` on the folder to see the whole error; its files were scanned as they are.',
  },
};
