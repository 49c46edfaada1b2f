import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createInventory } from '../../src/model/inventory.ts';
import { analyse } from '../../src/network/engine/analysis.ts';
import { changedPairs } from '../../src/network/engine/change.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { type Shadow, shadowsOf } from '../../src/network/shadows.ts';
import { WORLDS } from './worlds/worlds.ts';

it('a rule that is said to add nothing can go, and nothing changes', () => {
  let found = 0;

  fc.assert(
    fc.property(WORLDS.kubernetes, ({ resources }) => {
      const inventory = createInventory(resources);
      const { network } = analyse(resources, { settings: PROFILES.default }).networks[0]!;
      for (const policy of network.policies) {
        for (const shadow of shadowsOf(inventory, policy.resource)) {
          found++;
          const after = network.change({ removed: [policy], added: [without(policy, shadow)] })!;
          expect(changedPairs(network, after)).toEqual([]);
        }
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 200) },
  );

  expect(found).toBeGreaterThan(50);
});

function without<T extends object>(policy: T, { direction, rule }: Shadow): T {
  const rules = (policy as Readonly<Record<string, readonly Shadow['rule'][]>>)[direction]!;
  return { ...policy, [direction]: rules.filter(({ path }) => path.join() !== rule.path.join()) };
}
