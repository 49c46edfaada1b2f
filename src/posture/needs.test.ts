import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checks } from '../checks/index.generated.ts';
import { parseManifests } from '../manifests/parse.ts';
import { createInventory } from '../model/inventory.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { isObject } from '../std/value.ts';
import { resourcesOf } from '../../test/resources.ts';
import { type PlannedCheck, runChecks } from './run.ts';
import { Words } from './words.ts';

/* A rule that says which words it needs is silent without them: runs that ask it and runs that don't find the same. */

const scope = { minor: 36, today: '2026-11-21' };

const asking: PlannedCheck[] = checks
  .filter((check) => check.needs)
  .map((check) => ({ check, parameters: check.parameters ?? {} }));
const always = asking.map(({ check, parameters }) => ({ check: { ...check, needs: () => [] }, parameters }));

const folder = resolve(import.meta.dirname, '../checks');
const objects: JsonObject[] = checks.flatMap(({ id }) =>
  readdirSync(join(folder, id))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => parseManifests(readFileSync(join(folder, id, name), 'utf8')).documents)
    .flatMap(({ value }) => (isObject(value) ? [value] : [])),
);

function found(resources: readonly Resource[], planned: readonly PlannedCheck[]): string[] {
  return runChecks(createInventory(resources), planned, scope).findings.map(
    ({ check, resource, violation }) => `${check.id} ${resource.name} ${violation.path.join('.')} ${violation.message}`,
  );
}

it('finds the same in the examples of all rules', () => {
  const resources = resourcesOf(objects);

  expect(asking.length).toBeGreaterThan(60);
  expect(found(resources, asking)).toEqual(found(resources, always));
});

it('finds the same in objects with a part of another in a place of theirs', () => {
  const one = fc.nat(objects.length - 1).map((i) => objects[i]!);
  const mixed = fc.tuple(one, one, fc.nat(), fc.nat()).map(([into, from, at, what]) => mix(into, from, at, what));
  fc.assert(
    fc.property(fc.array(mixed, { minLength: 10, maxLength: 20 }), (list) => {
      const resources = resourcesOf(list);

      expect(found(resources, asking)).toEqual(found(resources, always));
    }),
    { numRuns: 60 },
  );
});

/** An object with the value of one of its keys replaced by some value of another object. */
function mix(into: JsonObject, from: JsonObject, at: number, what: number): JsonObject {
  const copy = structuredClone(into) as Record<string, Json>;
  const holders = all(copy).filter(isObject) as Record<string, Json>[];
  const values = all(from);
  const holder = holders[at % holders.length]!;
  const keys = Object.keys(holder).filter((key) => holder !== copy || !['apiVersion', 'kind'].includes(key));
  const key = keys[at % keys.length];
  if (key !== undefined) holder[key] = structuredClone(values[what % values.length]!);
  return copy;
}

function all(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [value];
  return [value, ...Object.values(value).flatMap((inner) => all(inner as Json))];
}

it('knows the words of the object at hand alone', () => {
  const words = new Words();
  const demand = words.demand([['hostPath', 'csi'], ['web']]);

  words.read({ volumes: [{ hostPath: {} }], name: 'web' });
  expect(words.meet(demand)).toBe(true);
  words.read({ volumes: [{ hostPath: {} }], name: 'web-1' });
  expect(words.meet(demand)).toBe(false);
});

it('takes what is nested too deep for anything', () => {
  const words = new Words();
  const demand = words.demand([['hostPath']]);
  let deep: Json = 'hostPath';
  for (let i = 0; i < 10_000; i++) deep = [deep];

  words.read(deep);

  expect(words.meet(demand)).toBe(true);
});
