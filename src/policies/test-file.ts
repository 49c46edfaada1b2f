import { dirname, join } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import type { PayloadMode, UserInfo } from '../policy/types.ts';
import { closest } from '../std/distance.ts';
import { asList, asObject, asString, asStrings, isObject } from '../std/value.ts';
import { filesThere, readObjects, type DocumentProblem, type FileObject } from './documents.ts';
import { readExpectation, type Expectation } from './expectation.ts';
import { readCalls, readGlobals, type MockedCall } from './mocks.ts';
import { readUser, readValues, type Values } from './values.ts';

/** Something to judge that is no Kubernetes object. */
export interface Payload {
  readonly mode: PayloadMode;
  readonly object: JsonObject;
}

/** A test of a `kyverno-test.yaml`, with everything that it names read. */
export interface PolicyTest {
  readonly file: string;
  readonly folder: string;
  readonly name: string;
  readonly policies: readonly FileObject[];
  readonly resources: readonly FileObject[];
  readonly payloads?: readonly Payload[];
  readonly targets: readonly FileObject[];
  readonly exceptions: readonly FileObject[];
  readonly params: readonly FileObject[];
  /** Objects of the cluster and of mocked lookups. */
  readonly cluster: readonly JsonObject[];
  readonly images: ReadonlyMap<string, Json>;
  readonly globals: ReadonlyMap<string, Json>;
  readonly calls?: readonly MockedCall[];
  readonly values: Values;
  readonly user: UserInfo | undefined;
  readonly expectations: readonly Expectation[];
  readonly problems: readonly DocumentProblem[];
}

/** Those of the files of a target that have the name of tests: of kind Test is at least one document of each. */
export function findTests(files: readonly string[], target: string, fileName: string): string[] {
  return files.filter((file) => file === target || file.endsWith(`/${fileName}`));
}

/** The tests of a file, one a document. */
export function readTests(file: string): PolicyTest[] {
  const problems: DocumentProblem[] = [];
  const documents = readObjects(file, problems).filter(
    ({ object }) => object['kind'] === 'Test' || object['results'] !== undefined,
  );
  if (documents.length === 0) return [readTest(file, undefined, problems)];
  return documents.map((document, i) => readTest(file, document, i === 0 ? problems : []));
}

function readTest(file: string, document: FileObject | undefined, problems: DocumentProblem[]): PolicyTest {
  const object = document?.object ?? {};
  const folder = dirname(file);
  if (document) problems.push(...misspelled(document));
  const read = (key: string) => readNamed(object[key], folder, document, key, problems);
  const context = read('context').map((one) => asObject(one.object['spec']));
  const clusterResources = read('clusterResources').map((one) => asObject(one.object['spec']));
  const values = read('variables')[0]?.object ?? asObject(object['values']);
  return {
    file,
    folder,
    name: asString(asObject(object['metadata'])['name']) ?? asString(object['name']) ?? file,
    policies: read('policies'),
    resources: read('resources'),
    payloads: PAYLOADS.flatMap(([key, mode]) => read(key).map((one) => ({ mode, object: one.object }))),
    targets: read('targetResources'),
    exceptions: read('exceptions'),
    params: read('paramResources'),
    cluster: [...context, ...clusterResources]
      .flatMap((spec) => asList(spec['resources']))
      .concat(asList(values['namespaces']).map((one) => asNamespace(asObject(one))))
      .filter((one) => isObject(one)),
    images: new Map(
      context.flatMap((spec) =>
        asList(spec['images']).map((one) => [asString(asObject(one)['image']) ?? '', one] as const),
      ),
    ),
    globals: readGlobals(object['globalContextEntries'], folder, problems),
    calls: readCalls(object['apiCallResponses']),
    values: readValues(values),
    user: read('userinfo').map((one) => readUser(one.object))[0],
    expectations: asList(object['results']).map((row, i) =>
      readExpectation(asObject(row), () => document?.placeOf(['results', i]).line ?? 0),
    ),
    problems,
  };
}

const PAYLOADS: readonly (readonly [key: string, mode: PayloadMode])[] = [
  ['jsonPayload', 'JSON'],
  ['jsonPayloads', 'JSON'],
  ['httpPayloads', 'HTTP'],
  ['envoyPayloads', 'Envoy'],
];

/** Values name namespaces without saying what they are. */
function asNamespace(object: JsonObject): JsonObject {
  return { ...object, apiVersion: 'v1', kind: 'Namespace' };
}

/** The entries of a Test (cli.kyverno.io/v1alpha1). */
const KEYS: readonly string[] = [
  'policies',
  'resources',
  'targetResources',
  'variables',
  'values',
  'userinfo',
  'results',
  'exceptions',
  'context',
  'clusterResources',
  'paramResources',
  'apiCallResponses',
  'globalContextEntries',
  'checks',
  ...PAYLOADS.map(([key]) => key),
];

/** An entry that nobody reads, and that looks like one that is read. */
function misspelled({ object, file, placeOf }: FileObject): DocumentProblem[] {
  const others = new Set(['apiVersion', 'kind', 'metadata', 'name']);
  return Object.keys(object).flatMap((key) => {
    if (KEYS.includes(key) || others.has(key)) return [];
    const near = closest(key, KEYS);
    const { line, column } = placeOf([key]);
    return near ? [{ file, line, column, message: `A test has no "${key}"; did you mean ${near}?` }] : [];
  });
}

function readNamed(
  names: Json | undefined,
  folder: string,
  document: FileObject | undefined,
  key: string,
  problems: DocumentProblem[],
): FileObject[] {
  const list = typeof names === 'string' ? [names] : asStrings(names);
  return list.flatMap((name, i) => {
    const files = filesThere(join(folder, name));
    if (files) return files.flatMap((file) => readObjects(file, problems));
    const place = document?.placeOf(Array.isArray(names) ? [key, i] : [key]) ?? { line: 1, column: 1 };
    problems.push({
      file: document?.file ?? folder,
      line: place.line,
      column: place.column,
      message: `There is nothing at ${name}.`,
    });
    return [];
  });
}
