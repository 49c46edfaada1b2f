import { resolve } from 'node:path';
import { parseManifests, type ManifestDocument } from '../manifests/parse.ts';
import { locate } from '../manifests/positions.ts';
import type { Json, JsonObject, Path } from '../model/json.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import { readTextFile } from '../sources/files/read.ts';
import { shownPath } from '../sources/files/walk.ts';
import type { KustomizationTree } from '../sources/kustomize/tree.ts';
import { asList, asObject, asString, at, equalJson } from '../std/value.ts';

/** Where a kustomization, or a JSON patch that it names, says the value at a path of a rendered object. */
export type Statement = (rendered: Resource, path: Path) => Place | undefined;

type SameName = (rendered: string, source: string) => boolean;

interface Page {
  readonly file: string;
  readonly text: string;
  readonly document: ManifestDocument;
}

/** What the kustomizations of a family say of images and in JSON patches, the outermost first; their texts join `texts`. */
export function statementsOf(
  family: readonly KustomizationTree[],
  root: string,
  sameName: SameName,
  texts: Map<string, string>,
): Statement[] {
  const open = (path: string): Page | undefined => {
    const file = shownPath(path, root);
    const read = readTextFile(path, file);
    const page = 'gap' in read ? undefined : pageOf(file, read.text);
    if (page) texts.set(file, page.text);
    return page;
  };
  return family.flatMap(({ file, folder }) => {
    const page = open(file);
    if (!page) return [];
    const named = (path: string) => open(resolve(folder, path));
    return [...patchesIn(page, sameName, named), ...imagesIn(page)];
  });
}

function pageOf(file: string, text: string): Page | undefined {
  const [document] = parseManifests(text).documents;
  return document && { file, text, document };
}

/** The `images` transformer: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/ */
function imagesIn(page: Page): Statement[] {
  return asList(at(page.document.value, 'images')).map((entry, i) => {
    const { name, newName, newTag, digest } = asObject(entry);
    const said = Object.entries({ newTag, digest, newName }).find(([, value]) => value !== undefined)?.[0];
    return ({ object }, path) => {
      const image = path.at(-1) === 'image' ? asString(at(object, ...path)) : undefined;
      if (image === undefined || said === undefined) return undefined;
      const parts = partsOf(image);
      if (parts.name !== (newName ?? name)) return undefined;
      if (newTag !== undefined && parts.tag !== newTag) return undefined;
      if (digest !== undefined && parts.digest !== digest) return undefined;
      return placeOf(page, ['images', i, said]);
    };
  });
}

function partsOf(image: string): { readonly name: string; readonly tag?: string; readonly digest?: string } {
  const [named = '', digest] = image.split('@', 2);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  return {
    name: hasTag ? named.slice(0, colon) : named,
    ...(hasTag && { tag: named.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  };
}

/** JSON patches (RFC 6902), inline and in files. */
function patchesIn(page: Page, sameName: SameName, named: (path: string) => Page | undefined): Statement[] {
  return ['patches', 'patchesJson6902'].flatMap((key) =>
    asList(at(page.document.value, key)).flatMap((entry, i) => {
      const { patch, path, target } = asObject(entry);
      const isInline = typeof patch === 'string';
      const inner = isInline ? pageOf(page.file, patch) : typeof path === 'string' ? named(path) : undefined;
      if (!inner || !Array.isArray(inner.document.value)) return [];
      const place = (at: Path) => (isInline ? placeWithin(page, [key, i, 'patch'], inner, at) : placeOf(inner, at));
      return [operationsIn(inner.document.value, place, (rendered) => isTarget(asObject(target), rendered, sameName))];
    }),
  );
}

/** The last operation that says the value has the last word. */
function operationsIn(
  operations: readonly Json[],
  place: (path: Path) => Place,
  isMeant: (rendered: Resource) => boolean,
): Statement {
  return (rendered, path) => {
    const value = at(rendered.object, ...path);
    if (value === undefined || !isMeant(rendered)) return undefined;
    const last = operations.findLastIndex((operation) => {
      const below = belowPointer(asString(at(operation, 'path')) ?? '', path);
      return below !== undefined && equalJson(at(operation, 'value', ...below), value);
    });
    if (last < 0) return undefined;
    return place([last, 'value', ...belowPointer(asString(at(operations[last], 'path')) ?? '', path)!]);
  };
}

/** What is left of a path below a JSON pointer; `-`, the end of a list, may be any of its items. */
function belowPointer(pointer: string, path: Path): Path | undefined {
  const steps = pointer.split('/').slice(1).map(unescaped);
  if (steps.length === 0 || steps.length > path.length) return undefined;
  const isAbove = steps.every((step, i) => step === String(path[i]) || (step === '-' && typeof path[i] === 'number'));
  return isAbove ? path.slice(steps.length) : undefined;
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A target's kind and name may be patterns, which are taken to match. */
function isTarget({ kind, name }: JsonObject, rendered: Resource, sameName: SameName): boolean {
  const agrees = (pattern: Json | undefined, same: (word: string) => boolean) =>
    typeof pattern !== 'string' || !/^[\w.-]+$/.test(pattern) || same(pattern);
  return (
    agrees(kind, (word) => rendered.object['kind'] === word) && agrees(name, (word) => sameName(rendered.name, word))
  );
}

function placeOf({ file, text, document }: Page, path: Path): Place {
  const { line, column, endLine, endColumn } = locate(text, document, path, 'key');
  return { file, line, column, endLine, endColumn };
}

/** The place of an entry of a text that stands as a block within another; of the whole text where its lines were folded. */
function placeWithin(page: Page, holder: Path, inner: Page, path: Path): Place {
  const found = placeOf(inner, path);
  const above = locate(page.text, page.document, holder, 'value').line;
  const own = inner.text.split('\n')[found.line - 1] ?? '';
  const outer = page.text.split('\n')[above + found.line - 1] ?? '';
  if (outer.trim() !== own.trim()) return placeOf(page, holder);
  const shift = outer.trimEnd().length - own.trimEnd().length;
  return {
    file: page.file,
    line: above + found.line,
    column: found.column + shift,
    endLine: above + found.endLine,
    endColumn: found.endColumn + shift,
  };
}
