import { readdirSync, statSync, type Dirent } from 'node:fs';
import { parseManifests, type ManifestDocument } from '../manifests/parse.ts';
import { locate } from '../manifests/positions.ts';
import type { JsonObject, Path } from '../model/json.ts';
import { readTextFile } from '../sources/files/read.ts';
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

const MOST_FILES = 100_000;

/** The YAML and JSON files of a folder and below it, in order; a file is itself. @throws UserError where there is nothing */
export function filesAt(path: string, most = MOST_FILES): string[] {
  const files = filesThere(path, most);
  if (files) return files;
  throw new UserError('not-found', `There is nothing at ${path}.`, {
    hint: 'Name a folder, or a file of YAML or JSON.',
  });
}

/** As `filesAt`; undefined where there is nothing. @throws UserError for folders that cannot be read, or hold too much */
export function filesThere(path: string, most = MOST_FILES): string[] | undefined {
  const there = orTold(path, () => statSync(path, { throwIfNoEntry: false }));
  if (!there?.isDirectory()) return there && [path];
  const files: string[] = [];
  addFiles(path, files);
  if (files.length <= most) return files.sort();
  throw new UserError('bad-option', `There are more than ${most} files of YAML and JSON below ${path}.`, {
    hint: 'Name the folders that are meant.',
  });
}

function addFiles(folder: string, files: string[]): void {
  for (const entry of orTold(folder, () => readdirSync(folder, { withFileTypes: true }))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFiles(path, files);
    else if (/\.(?:ya?ml|json)$/.test(entry.name) && mayBeText(entry, path)) files.push(path);
  }
}

/** Links to folders are not followed: they may lead back. Those that lead nowhere count, and cannot be read. */
function mayBeText(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  try {
    return statSync(path).isFile();
  } catch {
    return true;
  }
}

function orTold<T>(path: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UserError('not-found', `${path} can't be read (${code}).`, {
      hint: 'Look at who may read it, and where links lead.',
      cause: error,
    });
  }
}

/** Whether a folder between `path` and the file is hidden: those hold what policies are tested with. */
export function isHidden(file: string, path: string): boolean {
  return /(?:^|\/)\.[^./]/.test(file.slice(path.length));
}

/** The objects of a file, `List` kinds as their items; what cannot be read goes to `problems`. */
export function readObjects(file: string, problems: DocumentProblem[]): FileObject[] {
  const read = readTextFile(file, file);
  if ('gap' in read) {
    problems.push({ file, line: 1, column: 1, message: read.gap.message });
    return [];
  }
  const { text } = read;
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
