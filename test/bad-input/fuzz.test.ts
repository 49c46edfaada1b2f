import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { mutate, seeded } from './mutate.ts';

it('2,000 mutated documents crash and hang nothing', async () => {
  const { failures, findings } = await fuzz({ seed: 1, documents: 2000, fixEvery: 10 });

  expect(failures).toEqual([]);
  expect(findings).toBeGreaterThan(1000);
});

it('the same seed gives the same documents', () => {
  const text = 'kind: Pod\nmetadata:\n  name: a\n';

  expect(mutate(text, seeded(5), text)).toBe(mutate(text, seeded(5), text));
  expect(mutate(text, seeded(5), text)).not.toBe(mutate(text, seeded(6), text));
});
