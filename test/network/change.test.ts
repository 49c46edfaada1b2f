import fc from 'fast-check';
import { expect, it } from 'vitest';
import { analyse } from '../../src/network/engine/analysis.ts';
import { changedPairs } from '../../src/network/engine/change.ts';
import { matrixRows } from '../../src/network/engine/matrix.ts';
import type { Network } from '../../src/network/engine/engine.ts';
import { NOTHING } from '../../src/network/engine/ports.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { WORLDS } from './worlds/worlds.ts';

/** Every set of a network as text, by pair of columns. */
function texts(network: Network): Map<string, string> {
  const found = new Map<string, string>();
  const size = network.index.size;
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from < network.firstStand || to < network.firstStand) {
        found.set(`${from} ${to}`, network.ports.text(network.allowed(from, to)));
      }
    }
  }
  return found;
}

it.each(Object.entries(WORLDS))('an edit tells every change, and gives back what was before: %s', (_, world) => {
  fc.assert(
    fc.property(world, fc.nat(20), ({ resources }, which) => {
      const { network } = analyse(resources, { settings: PROFILES.default }).networks[0]!;
      const policy = network.policies[which % Math.max(1, network.policies.length)];
      if (!policy) return;
      const without = network.change({ removed: [policy], added: [] })!;
      const again = without.change({ removed: [], added: [policy] })!;
      const [before, after] = [texts(network), texts(without)];

      const told = new Map(
        [...changedPairs(network, without)].map(({ from, to, after: set }) => [
          `${from} ${to}`,
          network.ports.text(set),
        ]),
      );

      const changed = [...after].filter(([key, text]) => before.get(key) !== text);
      expect([...told].sort()).toEqual(changed.sort());
      expect(texts(again)).toEqual(before);
      expect(again.policies.map(({ label }) => label)).toEqual(network.policies.map(({ label }) => label));
    }),
    { numRuns: 50 },
  );
});

it.each(Object.entries(WORLDS))('the matrix holds what each pair may: %s', (_, world) => {
  fc.assert(
    fc.property(world, ({ resources }) => {
      const { network } = analyse(resources, { settings: PROFILES.default }).networks[0]!;
      const all = [...network.nodes.keys()];
      const column = (node: number) => network.columnsOf[node]![0]!;

      for (const { from, sets, hits, count } of matrixRows(network, all, all)) {
        expect([...sets]).toEqual(all.map((to) => network.allowed(column(from), column(to))));
        expect([...hits.subarray(0, count)].sort()).toEqual(all.filter((to) => sets[to] !== NOTHING));
      }
    }),
    { numRuns: 50 },
  );
});
