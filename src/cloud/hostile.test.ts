import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Check } from '../model/check.ts';
import { createInventory } from '../model/inventory.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { isObject } from '../std/value.ts';
import { readTerraformText } from '../sources/terraform/read.ts';

/*
 * No value of the wrong type may stop a cloud check, and nothing unknown may be judged: every attribute of the bad
 * examples is replaced in turn.
 */
const checks = join(import.meta.dirname, '..', 'checks');
const JUNK: readonly Json[] = [null, 7, 'junk', true, [], {}, [[]], [null], [{ $unknown: 'var.x' }], { a: { b: [1] } }];
const UNKNOWN: Json = { $unknown: 'var.x' };

const loaded = await Promise.all(
  readdirSync(checks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => ((await import(join(checks, name, 'check.ts'))) as { default: Check }).default),
);
const cloud = loaded.filter(({ category }) => category === 'cloud');

it.each(cloud.map((check) => [check.id, check] as const))('%s takes any value', async (id, check) => {
  const text = readBad(id);
  const { resources } = await readTerraformText('bad.tf', text);

  for (const [i, resource] of resources.entries()) {
    for (const junk of JUNK) for (const object of replacements(resource.object, junk)) run(check, resources, i, object);
    const silent = run(check, resources, i, allUnknown(resource.object));
    const judged = silent.filter(({ message }) => !message.endsWith(' is not known'));
    expect(judged.filter(({ path }) => Object.hasOwn(resource.object, String(path[0])))).toEqual([]);
  }
});

function readBad(id: string): string {
  const file = readdirSync(join(checks, id)).find((name) => name === 'bad.tf');
  return file ? readFileSync(join(checks, id, file), 'utf8') : '';
}

/** Judges all resources with one of them changed; what is said of that one. */
function run(check: Check, resources: readonly Resource[], index: number, object: JsonObject) {
  const changed = resources.map((resource, i) => (i === index ? { ...resource, object } : resource));
  const scope = { inventory: createInventory(changed), minor: 36, today: '2026-11-21' };
  const said = changed.map((resource) =>
    check.types.includes(resource.type) ? [...check.find(resource, scope, {})] : [],
  );
  return said[index] ?? [];
}

/** The object with one value after the other replaced, down to the second level of blocks. */
function* replacements(object: JsonObject, junk: Json, depth = 0): Generator<JsonObject> {
  for (const [key, value] of Object.entries(object)) {
    yield { ...object, [key]: junk };
    const block = Array.isArray(value) && value.length === 1 && isObject(value[0]) ? value[0] : undefined;
    if (block && depth < 2)
      for (const inner of replacements(block, junk, depth + 1)) yield { ...object, [key]: [inner] };
  }
}

function allUnknown(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(object).map((key) => [key, UNKNOWN]));
}
