import { expect, it } from 'vitest';
import { parseManifests } from '../../src/manifests/parse.ts';
import { analyseTexts } from '../bad-input/analyse.ts';
import { fixtures } from '../bad-input/fixtures.ts';
import { distinctCorruptions, streamOf } from '../bad-input/wrong-types.ts';

const BATCH = 250;

it('no rule fails on any value of another type anywhere', async () => {
  const documents = fixtures().flatMap(({ text }) => parseManifests(text).documents.map(({ value }) => value));
  const corrupted = distinctCorruptions(documents);

  for (let i = 0; i < corrupted.length; i += BATCH) {
    const { report } = await analyseTexts({ 'a.yaml': streamOf(corrupted.slice(i, i + BATCH)) });

    expect(report.gaps.filter(({ code }) => code === 'check-failed')).toEqual([]);
  }
});
