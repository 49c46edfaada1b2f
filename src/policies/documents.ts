import { readdirSync, readFileSync, statSync } from 'node:fs';
import { parseManifests, type ManifestDocument } from '../manifests/parse.ts';
import { locate } from '../manifests/positions.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { asList, asString, isObject } from '../std/value.ts';
import { UserError } from '../std/user-error.ts';

/** One object of a file, with its place. */
export interface FileObject {
  readonly object: JsonObject;
  readonly file: string;
  readonly placeOf: (path: Path) => { readonly line: number; readonly column: number };
}

/** A document that cannot be read or used. */
export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const MOST_FILES = 10_000;

/** The YAML and JSON files of a folder and below it, in order; a file is itself. @throws UserError where there is nothing */
export function filesAt(path: string): string[] {
  const files = filesThere(path);
  if (!files) throw new UserError('not-found', `There is nothing at ${path}.`);
  return files;
}

/** As `filesAt`; undefined where there is nothing. */
export function filesThere(path: string): string[] | undefined {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there?.isDirectory()) return there && [path];
  const files: string[] = [];
  addFiles(path, files);
  return files.sort().slice(0, MOST_FILES);
}

/** Links to folders are not followed: they may lead back. */
function addFiles(folder: string, files: string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFiles(path, files);
    else if (/\.(?:ya?ml|json)$/.test(entry.name)) files.push(path);
  }
}

/** Whether a folder between `path` and the file is hidden: those hold what policies are tested with. */
export function isHidden(file: string, path: string): boolean {
  return /(?:^|\/)\.[^./]/.test(file.slice(path.length));
}

/** The objects of a file, `List` kinds as their items; what cannot be read goes to `problems`. */
export function readObjects(file: string, problems: DocumentProblem[]): FileObject[] {
  const text = readFileSync(file, 'utf8');
  const stream = parseManifests(text);
  for (const { message, line, column, fatal } of stream.problems) {
    if (fatal) problems.push({ file, line, column, message });
  }
  return stream.documents.flatMap((document) => {
    const { value } = document;
    if (!isObject(value)) return [];
    const isList = asString(value['kind'])?.endsWith('List') && Array.isArray(value['items']);
    if (!isList) return [located(value, file, text, document, [])];
    return asList(value['items']).flatMap((item, i) =>
      isObject(item) ? [located(item, file, text, document, ['items', i])] : [],
    );
  });
}

function located(object: JsonObject, file: string, text: string, document: ManifestDocument, base: Path): FileObject {
  return { object, file, placeOf: (path) => locate(text, document, [...base, ...path], 'key') };
}
