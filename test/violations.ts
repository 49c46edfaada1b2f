import type { Check, Violation } from '../src/model/check.ts';
import { createInventory } from '../src/model/inventory.ts';
import type { JsonObject } from '../src/model/json.ts';
import { resourcesOf } from './resources.ts';

/** What a rule, with these parameters, finds in the first object of a cluster of some. */
export function violationsOf(
  check: Check,
  objects: readonly JsonObject[],
  parameters: Parameters<Check['find']>[2],
  minor = 36,
): readonly Violation[] {
  const resources = resourcesOf(objects);
  const scope = { inventory: createInventory(resources), minor, today: '2026-11-21' };
  return [...check.find(resources[0]!, scope, parameters)];
}
