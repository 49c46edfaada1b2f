import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differences } from '../network/differences.ts';
import { SETTINGS } from '../network/worlds/settings.ts';
import { WORLDS } from '../network/worlds/worlds.ts';

/** Random clusters for each language and mixture of languages: 10,000 in all, and more. */
const RUNS = Number(process.env['RUNS'] ?? 1200);

it.each(Object.entries(WORLDS))('the engine allows exactly what the specifications allow: %s', (_, world) => {
  fc.assert(
    fc.property(world, SETTINGS, (cluster, rules) => {
      expect(differences(cluster, rules)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});
