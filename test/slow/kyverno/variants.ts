import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { filesAt, readObjects } from '../../../src/policies/documents.ts';
import { findTests } from '../../../src/policies/test-file.ts';
import { asList, asObject, asString, asStrings } from '../../../src/std/value.ts';
import { changed, type Random, randomFrom } from './changes.ts';

/** Fields of a test that name files, and those of its results. */
const FILES: readonly string[] = [
  'policies',
  'resources',
  'targetResources',
  'exceptions',
  'paramResources',
  'context',
  'clusterResources',
  'variables',
  'userinfo',
];
const FILES_OF_RESULTS: readonly string[] = [
  'patchedResources',
  'patchedResource',
  'generatedResource',
  'generatedResources',
  'cloneSourceResource',
];

/** What needs files of other sorts, or files within its own folder. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'crds',
  'jsonPayload',
  'jsonPayloads',
  'httpPayloads',
  'envoyPayloads',
  'globalContextEntries',
]);

/** Writes each test of `samples` anew, with objects that differ from its own in one thing each. Gives their folders. */
export function writeVariants(samples: string, into: string, seed: number): string[] {
  const tests = findTests(filesAt(samples), samples, 'kyverno-test.yaml');
  return tests.flatMap((file, i) => {
    const documents = readObjects(file, []).map(({ object }) => object);
    const [test] = documents;
    if (!test || documents.length !== 1 || Object.keys(test).some((key) => LEFT_OUT.has(key))) return [];
    const folder = join(into, String(i).padStart(4, '0'));
    return writeVariant(test, dirname(file), folder, randomFrom(seed * 1_000_003 + i)) ? [folder] : [];
  });
}

function writeVariant(test: JsonObject, from: string, folder: string, random: Random): boolean {
  const objects = asStrings(test['resources'])
    .map((name) => resolve(from, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => filesAt(path).flatMap((file) => readObjects(file, [])));
  if (objects.length === 0) return false;
  mkdirSync(folder, { recursive: true });
  const texts = objects.map(({ object }) => `---\n${JSON.stringify(changed(object, random), null, 1)}\n`);
  writeFileSync(join(folder, 'changed.yaml'), texts.join(''));
  const results = asList(test['results']).map((row) => moved(asObject(row), FILES_OF_RESULTS, from, folder));
  const variant = { ...moved(test, FILES, from, folder), resources: ['changed.yaml'], results };
  writeFileSync(join(folder, 'kyverno-test.yaml'), JSON.stringify(variant, null, 1));
  return true;
}

/** The same files, named from another folder. */
function moved(block: JsonObject, keys: readonly string[], from: string, to: string): JsonObject {
  const nameOf = (value: Json): Json => {
    const path = resolve(from, asString(value) ?? '');
    return typeof value === 'string' && existsSync(path) ? relative(to, path) : value;
  };
  const entries = Object.entries(block).map(([key, value = null]) => [
    key,
    !keys.includes(key) ? value : Array.isArray(value) ? value.map(nameOf) : nameOf(value),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
