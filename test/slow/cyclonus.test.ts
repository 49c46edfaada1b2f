import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { askCyclonus, hasCyclonus } from './network-peers/cyclonus.ts';
import { type Packet, packetsOf, verdictsOf } from './network-peers/packets.ts';
import { PODS } from './network-peers/worlds.ts';

/** Random pods and policies of which the engine behind the conformance suite of network plugins is asked, a process for each. */
const numRuns = Number(process.env['RUNS'] ?? 100);
const seed = Number(process.env['SEED'] ?? 7);
const WORLDS = fc.sample(PODS, { numRuns, seed });

const folder = mkdtempSync(join(tmpdir(), 'castellan-cyclonus-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!hasCyclonus())(`what cyclonus says of packets in ${WORLDS.length} clusters`, () => {
  it.each(WORLDS.map((world, i) => [i, world] as const))('is what we say: %i', (i, world) => {
    const packets = packetsOf(world);

    const theirs = askCyclonus(world, packets, join(folder, String(i)));

    const ours = verdictsOf(world, packets);
    const wrong = packets.filter((_, n) => theirs[n] !== ours[n]);
    expect(wrong.map(told)).toEqual([]);
  });
});

function told({ from, to, protocol, port }: Packet): string {
  const name = (end: Packet['from']) => (typeof end === 'string' ? end : `${end.namespace}/${end.name}`);
  return `${name(from)} => ${name(to)} ${protocol}/${port}`;
}
