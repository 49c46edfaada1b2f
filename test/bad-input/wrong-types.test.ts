import { expect, it } from 'vitest';
import { parseManifests } from '../../src/manifests/parse.ts';
import { fixtures } from './fixtures.ts';
import { analyseTexts, renderAll } from './analyse.ts';
import { distinctCorruptions, streamOf } from './wrong-types.ts';

/*
 * Every node of every fixture is replaced by values of other types, and every rule looks at what comes out. Each run takes
 * a part of them; `npm run test:slow` takes all.
 */
const EVERY = 12;
const BATCH = 250;

const documents = fixtures().flatMap(({ text }) => parseManifests(text).documents.map(({ value }) => value));
const corrupted = distinctCorruptions(documents).filter((_, i) => i % EVERY === 0);

it('no rule fails on values of other types', async () => {
  expect(corrupted.length).toBeGreaterThan(2000);
  for (let i = 0; i < corrupted.length; i += BATCH) {
    const { report } = await analyseTexts({ 'a.yaml': streamOf(corrupted.slice(i, i + BATCH)) });

    expect(report.gaps.filter(({ code }) => code === 'check-failed')).toEqual([]);
  }
});

it('fixes and formats take values of other types', async () => {
  const few = corrupted.filter((_, i) => i % 20 === 0);

  const sizes = await renderAll(await analyseTexts({ 'a.yaml': streamOf(few) }, true));

  expect(Object.values(sizes).every((size) => size > 1000)).toBe(true);
});
