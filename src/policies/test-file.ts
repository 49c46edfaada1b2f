import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Json, JsonObject } from '../model/json.ts';
import type { UserInfo } from '../policy/types.ts';
import { asList, asObject, asString, asStrings, isObject } from '../std/value.ts';
import { filesAt, readObjects, type DocumentProblem, type FileObject } from './documents.ts';
import { readUser, readValues, type Values } from './values.ts';

/** One entry of `results`: what its rows are expected to be. */
export interface Expectation {
  readonly policy: string;
  readonly rule: string;
  readonly kind: string;
  /** Empty where all resources are meant. */
  readonly resources: readonly string[];
  readonly result: string;
  readonly operation: string | undefined;
  readonly patched: string | undefined;
  readonly generated: string | undefined;
  readonly cloneSource: string | undefined;
  readonly line: number;
}

/** A `kyverno-test.yaml`, with everything that it names read. */
export interface PolicyTest {
  readonly file: string;
  readonly folder: string;
  readonly name: string;
  readonly policies: readonly FileObject[];
  readonly resources: readonly FileObject[];
  readonly targets: readonly FileObject[];
  readonly exceptions: readonly FileObject[];
  readonly params: readonly FileObject[];
  /** Objects of the cluster and of mocked lookups. */
  readonly cluster: readonly JsonObject[];
  readonly images: ReadonlyMap<string, Json>;
  readonly globals: ReadonlyMap<string, Json>;
  readonly values: Values;
  readonly user: UserInfo | undefined;
  readonly expectations: readonly Expectation[];
  readonly problems: readonly DocumentProblem[];
}

/** Tests in the folder and below it: files of the name, each with at least one document of kind Test. */
export function findTests(target: string, fileName: string): string[] {
  return filesAt(target).filter((file) => file === target || file.endsWith(`/${fileName}`));
}

export function readTest(file: string): PolicyTest {
  const problems: DocumentProblem[] = [];
  const document = readObjects(file, problems).find(
    ({ object }) => object['kind'] === 'Test' || object['results'] !== undefined,
  );
  const object = document?.object ?? {};
  const folder = dirname(file);
  const read = (key: string) => readNamed(object[key], folder, document, key, problems);
  const context = read('context').map((one) => asObject(one.object['spec']));
  const clusterResources = read('clusterResources').map((one) => asObject(one.object['spec']));
  const valuesFile = read('variables')[0]?.object;
  return {
    file,
    folder,
    name: asString(asObject(object['metadata'])['name']) ?? file,
    policies: read('policies'),
    resources: read('resources'),
    targets: read('targetResources'),
    exceptions: read('exceptions'),
    params: read('paramResources'),
    cluster: [...context, ...clusterResources].flatMap((spec) =>
      asList(spec['resources']).filter((one) => isObject(one)),
    ),
    images: new Map(
      context.flatMap((spec) =>
        asList(spec['images']).map((one) => [asString(asObject(one)['image']) ?? '', one] as const),
      ),
    ),
    globals: readGlobals(object, folder, problems),
    values: readValues(valuesFile ?? asObject(object['values'])),
    user: read('userinfo').map((one) => readUser(one.object))[0],
    expectations: asList(object['results']).map((row, i) =>
      readExpectation(asObject(row), document?.placeOf(['results', i]).line ?? 0),
    ),
    problems,
  };
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
    const path = join(folder, name);
    if (existsSync(path)) return filesAt(path).flatMap((file) => readObjects(file, problems));
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

function readGlobals(object: JsonObject, folder: string, problems: DocumentProblem[]): Map<string, Json> {
  return new Map(
    asList(object['globalContextEntries']).map((item) => {
      const entry = asObject(item);
      const files = asStrings(entry['resourceFiles']).filter((name) => existsSync(join(folder, name)));
      const fromFiles = files.flatMap((name) => readObjects(join(folder, name), problems)).map((one) => one.object);
      const value = entry['data'] ?? [...asList(entry['resources']), ...fromFiles];
      return [asString(entry['name']) ?? '', value] as const;
    }),
  );
}

function readExpectation(row: JsonObject, line: number): Expectation {
  const text = (key: string) => asString(row[key]) || undefined;
  return {
    policy: (text('policy') ?? '').split('/').at(-1) ?? '',
    rule: text('rule') ?? '',
    kind: text('kind') ?? '',
    resources: resourceNames(row),
    result: text('result') ?? text('status') ?? '',
    operation: text('operation'),
    patched: text('patchedResources') ?? text('patchedResource'),
    generated: text('generatedResource'),
    cloneSource: text('cloneSourceResource'),
    line,
  };
}

/** `resources`, the older `resource` with its `namespace`, and `resourceSpecs`. */
function resourceNames(row: JsonObject): string[] {
  const specs = asList(row['resourceSpecs']).map(asObject);
  const older = asString(row['resource']) ? [{ name: row['resource'] ?? '', namespace: row['namespace'] ?? '' }] : [];
  const named = [...specs, ...older].map(({ name, namespace }) => {
    const [own, space] = [asString(name) ?? '', asString(namespace) ?? ''];
    return space === '' ? own : `${space}/${own}`;
  });
  return [...asStrings(row['resources']), ...named];
}
