import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { askAnalyser, isInstalled } from './network-peers/authority.ts';
import { CALICO } from './network-peers/calico.ts';
import { changesOf, connectionsOf } from './network-peers/product.ts';
import { compareRows } from './network-peers/rows.ts';
import { CLUSTERS } from './network-peers/worlds.ts';

/** Random clusters of which another analyser of network policies is asked, before and after a change of the policies. */
const numRuns = Number(process.env['RUNS'] ?? 25);
const seed = Number(process.env['SEED'] ?? 7);
const WORLDS = fc.sample(CLUSTERS, { numRuns, seed });
const CALICO_WORLDS = fc.sample(CALICO, { numRuns, seed });

const folder = mkdtempSync(join(tmpdir(), 'castellan-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!isInstalled())(`what network-config-analyzer says of ${2 * WORLDS.length} clusters`, () => {
  it.each(WORLDS.map((world, i) => [i, world] as const))('is what we say: %i', (i, { before, after }) => {
    const was = askAnalyser(before, join(folder, `${i}-before`));
    const is = askAnalyser(after, join(folder, `${i}-after`));

    expect(compareRows(was, connectionsOf(before))).toEqual([]);
    expect(compareRows(is, connectionsOf(after))).toEqual([]);
    const [gone, come] = changesOf(before, after);
    expect(compareRows(gone, come, [...was, ...is])).toEqual(compareRows(was, is, [...gone, ...come]));
  });

  it.each(CALICO_WORLDS.map((world, i) => [i, world] as const))('is what we say of Calico: %i', (i, objects) => {
    const theirs = askAnalyser(objects, join(folder, `calico-${i}`));

    expect(compareRows(theirs, connectionsOf(objects))).toEqual([]);
  });
});
