import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/network/engine/analysis.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { trace, tracedPorts } from '../../src/network/engine/trace.ts';
import { differences } from './differences.ts';
import { SETTINGS } from './worlds/settings.ts';
import { WORLDS } from './worlds/worlds.ts';

/** More with `RUNS=10000 npx vitest run test/network`. */
const RUNS = Number(process.env['RUNS'] ?? 60);

describe.each(Object.entries(WORLDS))('the engine on random small clusters: %s', (_, world) => {
  it('allows exactly what the specifications allow', () => {
    fc.assert(
      fc.property(world, SETTINGS, (cluster, rules) => {
        expect(differences(cluster, rules)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('explains every port of every connection as it is', () => {
    fc.assert(
      fc.property(world, SETTINGS, (cluster, rules) => {
        const { networks, problems } = analyse(cluster.resources, { settings: rules });
        expect(problems.map(({ message }) => message)).toEqual([]);
        const { network } = networks[0]!;
        for (const from of network.classes.keys()) {
          for (const to of network.classes.keys()) {
            const both = [told(network, from, to, 'egress'), told(network, to, from, 'ingress')];
            expect(network.ports.intersect(both[0]!, both[1]!)).toBe(network.allowed(from, to));
          }
        }
      }),
      { numRuns: Math.min(RUNS, 1000) },
    );
  });
});

function told(network: Network, column: number, other: number, direction: 'ingress' | 'egress') {
  return tracedPorts(network, trace(network, column, other, direction));
}
