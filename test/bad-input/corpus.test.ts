import { describe, expect, it } from 'vitest';
import { analyseTexts } from './analyse.ts';
import { corpus } from './fixtures.ts';

const BATCH = 200;

describe.each(['manifests', 'manifests-crashers'] as const)('the corpus %s', (name) => {
  const files = corpus(name);

  it.skipIf(!files)('is read to the end', async () => {
    let resources = 0;
    for (let i = 0; i < files!.length; i += BATCH) {
      const texts = Object.fromEntries(files!.slice(i, i + BATCH).map((file) => [file.name, file.text]));

      const { report } = await analyseTexts(texts);

      resources += report.summary.resources;
      expect(report.gaps.filter(({ code }) => code === 'check-failed')).toEqual([]);
    }
    expect(resources).toBeGreaterThan(name === 'manifests' ? 1000 : 0);
  });
});
