import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import { readTextFile } from '../sources/files/read.ts';
import { asList, asObject, asString, asStrings } from '../std/value.ts';
import { filesAt, readObjects, type DocumentProblem, type FileObject } from './documents.ts';

/** How many violations there must be: some, none, or a number. */
export type Expected = 'yes' | 'no' | number;

export interface Assertion {
  readonly violations: Expected;
  /** RE2; '' for every message. */
  readonly message: string;
  readonly line: number;
}

export interface SuiteCase {
  readonly name: string;
  readonly skip: boolean;
  readonly object: JsonObject | undefined;
  readonly inventory: readonly JsonObject[];
  /** Whether any is written. */
  readonly asserts: boolean;
  /** Those that can be read. */
  readonly assertions: readonly Assertion[];
  readonly line: number;
}

export interface SuiteTest {
  readonly name: string;
  readonly skip: boolean;
  readonly template: FileObject | undefined;
  readonly constraint: FileObject | undefined;
  /** What makes objects of others, which are judged with them. */
  readonly expansions: readonly FileObject[];
  readonly cases: readonly SuiteCase[];
  readonly line: number;
}

/** A test suite of Gatekeeper (test.gatekeeper.sh/v1alpha1, kind Suite), with everything that it names read. */
export interface Suite {
  readonly file: string;
  readonly name: string;
  readonly skip: boolean;
  readonly tests: readonly SuiteTest[];
  readonly problems: readonly DocumentProblem[];
}

const MARK = 'test.gatekeeper.sh/';

/** Those of the files that hold a suite; whatever their names. Files that cannot be read go to `problems`: they may be one. */
export function findSuites(files: readonly string[], problems: DocumentProblem[] = []): string[] {
  return files.filter((file) => isMarked(file, problems) && suiteIn(file) !== undefined);
}

function isMarked(file: string, problems: DocumentProblem[]): boolean {
  const read = readTextFile(file, file);
  if ('text' in read) return read.text.includes(MARK);
  problems.push({ file, line: 1, column: 1, message: read.gap.message });
  return false;
}

function suiteIn(file: string, problems: DocumentProblem[] = []): FileObject | undefined {
  return readObjects(file, problems).find(
    ({ object }) => object['kind'] === 'Suite' && asString(object['apiVersion'])?.startsWith(MARK),
  );
}

/** Reads a suite; paths in it start from its folder. */
export function readSuite(file: string): Suite {
  const problems: DocumentProblem[] = [];
  const document = suiteIn(file, problems);
  const object = document?.object ?? {};
  const reader: Reader = { folder: dirname(file), document, problems };
  return {
    file,
    name: asString(asObject(object['metadata'])['name']) ?? file,
    skip: object['skip'] === true,
    tests: asList(object['tests']).map((item, i) => readTest(asObject(item), ['tests', i], reader)),
    problems,
  };
}

interface Reader {
  readonly folder: string;
  readonly document: FileObject | undefined;
  readonly problems: DocumentProblem[];
}

type Steps = readonly (string | number)[];

function readTest(item: JsonObject, path: Steps, reader: Reader): SuiteTest {
  const first = (key: string) => readNamed(item[key], [...path, key], reader)[0];
  return {
    name: asString(item['name']) ?? `#${path.at(-1)}`,
    skip: item['skip'] === true,
    template: first('template'),
    constraint: first('constraint'),
    expansions: item['expansion'] === undefined ? [] : readNamed(item['expansion'], [...path, 'expansion'], reader),
    cases: asList(item['cases']).map((one, i) => readCase(asObject(one), [...path, 'cases', i], reader)),
    line: lineOf(path, reader),
  };
}

function readCase(item: JsonObject, path: Steps, reader: Reader): SuiteCase {
  const inventory = asStrings(item['inventory']).flatMap((name, i) =>
    readNamed(name, [...path, 'inventory', i], reader),
  );
  return {
    name: asString(item['name']) ?? `#${path.at(-1)}`,
    skip: item['skip'] === true,
    object: readObject(item['object'], [...path, 'object'], reader),
    inventory: inventory.map(({ object }) => object),
    asserts: asList(item['assertions']).length > 0,
    assertions: asList(item['assertions']).flatMap((one, i) =>
      readAssertion(asObject(one), [...path, 'assertions', i], reader),
    ),
    line: lineOf(path, reader),
  };
}

/** `yes` and `no` are booleans in older YAML; nothing means yes. Undefined for what is none of these. */
function expectedOf(value: Json | undefined): Expected | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? value : undefined;
  if (value === undefined || value === null || value === true || value === 'yes') return 'yes';
  return value === false || value === 'no' ? 'no' : undefined;
}

function readAssertion(item: JsonObject, path: Steps, reader: Reader): Assertion[] {
  const violations = expectedOf(item['violations']);
  if (violations !== undefined)
    return [{ violations, message: asString(item['message']) ?? '', line: lineOf(path, reader) }];
  tellAt([...path, 'violations'], 'violations is yes, no, or how many there must be.', reader);
  return [];
}

/** The one object of a file. */
function readObject(name: Json | undefined, path: Steps, reader: Reader): JsonObject | undefined {
  const [first, ...more] = readNamed(name, path, reader);
  if (more.length === 0) return first?.object;
  tellAt(path, `The file of a case holds one object, and ${asString(name)} holds ${more.length + 1}.`, reader);
  return undefined;
}

function readNamed(name: Json | undefined, path: Steps, reader: Reader): FileObject[] {
  const text = asString(name);
  if (text !== undefined && text !== '' && existsSync(join(reader.folder, text)))
    return filesAt(join(reader.folder, text)).flatMap((file) => readObjects(file, reader.problems));
  tellAt(path, text ? `There is nothing at ${text}.` : `The entry names no file.`, reader);
  return [];
}

function tellAt(path: Steps, message: string, { document, folder, problems }: Reader): void {
  const { line, column } = document?.placeOf(path) ?? { line: 1, column: 1 };
  problems.push({ file: document?.file ?? folder, line, column, message });
}

function lineOf(path: Steps, { document }: Reader): number {
  return document?.placeOf(path).line ?? 1;
}
