import { expect, it } from 'vitest';
import { fuzz } from '../bad-input/fuzz.ts';

/** `CASTELLAN_FUZZ_SEED=7 npm run test:slow` repeats a run; each run is told its seed. */
const seed = Number(process.env['CASTELLAN_FUZZ_SEED'] ?? 20_261_121);

it(`100,000 mutated documents crash, hang or bloat nothing (seed ${seed})`, async () => {
  const { failures, documents, findings } = await fuzz({ seed, documents: 100_000, fixEvery: 25 });

  expect(failures).toEqual([]);
  expect(documents).toBeGreaterThanOrEqual(100_000);
  expect(findings).toBeGreaterThan(50_000);
  expect(process.memoryUsage().rss).toBeLessThan(2_000_000_000);
});
