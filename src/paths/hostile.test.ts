import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { edges } from '../edges/index.generated.ts';
import { createWorld } from '../edges/world.ts';
import { toResource } from '../kubernetes/resource.ts';
import { createInventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { isObject } from '../std/value.ts';
import { planCut } from './cut.ts';
import { crownJewels } from './goals.ts';
import { buildGraph } from './graph.ts';

/* Every example of the edges, with any value of it replaced by one of another type: nothing throws. */

const folder = join(import.meta.dirname, '../edges');
const examples = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const { resources } = readManifestText('c.yaml', readFileSync(join(folder, name, 'cluster.yaml'), 'utf8'));
    return resources;
  });
const JUNK: readonly Json[] = [
  null,
  0,
  -1,
  '',
  'x',
  true,
  [],
  {},
  [null],
  [[]],
  { name: 1 },
  { a: { b: [0] } },
  '/',
  '*',
];

it('a wrong type anywhere is no reason to fail', () => {
  fc.assert(
    fc.property(
      fc.nat(examples.length - 1),
      fc.array(fc.tuple(fc.nat(), fc.nat(JUNK.length - 1)), { minLength: 1, maxLength: 6 }),
      (which, changes) => {
        const resources = examples[which]!.flatMap((resource, i) => {
          const own = changes.filter(([seed]) => seed % examples[which]!.length === i);
          const object = own.reduce<Json>((value, [seed, junk]) => replaced(value, seed, JUNK[junk]!), resource.object);
          return isObject(object) ? (toResource(object, resource.origin) ?? []) : [];
        });

        const world = createWorld(createInventory(resources), { minor: 36 });
        const graph = buildGraph(world, edges);
        const plan = planCut(graph, { sources: [world.internet.id], goals: crownJewels(world) });

        expect(plan.pairs).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 500 },
  );
});

/** The value with one of the values in it, which the seed picks, replaced; kind and version stay. */
function replaced(value: Json, seed: number, junk: Json): Json {
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value).filter((key) => key !== 'kind' && key !== 'apiVersion');
  const key = keys[seed % (keys.length + 1)];
  if (key === undefined) return junk;
  const rest = Math.floor(seed / (keys.length + 1));
  if (Array.isArray(value))
    return value.map((item: Json, i) => (String(i) === key ? replaced(item, rest, junk) : item));
  return { ...value, [key]: replaced(value[key]!, rest, junk) };
}
