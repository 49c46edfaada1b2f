import { expect, it } from 'vitest';
import { fuzz } from '../bad-input/fuzz.ts';

const seed = Number(process.env['CASTELLAN_FUZZ_SEED'] ?? 20_261_122);

it(`every fix of 30,000 mutated documents leaves a readable file with nothing left to repair (seed ${seed})`, async () => {
  const { failures, fixedFiles } = await fuzz({ seed, documents: 30_000, fixEvery: 1 });

  expect(failures).toEqual([]);
  expect(fixedFiles).toBeGreaterThan(2000);
});
