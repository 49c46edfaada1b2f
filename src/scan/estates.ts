import type { Gap } from '../model/gap.ts';
import { createInventory, type Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { Scope } from '../model/check.ts';
import {
  findEach,
  nextInventory,
  type PlannedCheck,
  type RunMemory,
  type TakeFindings,
  type TypeAliases,
} from '../posture/run.ts';
import { type Estate, filesOf } from './estate.ts';

export interface EstatesInput {
  readonly resources: readonly Resource[];
  readonly estates: readonly Estate[];
  readonly checks: readonly PlannedCheck[];
  /** `minor` is that of files, and of clusters that do not say. */
  readonly scope: Omit<Scope, 'inventory'>;
  readonly aliases: TypeAliases;
  /** Of a run over files alone, or over one cluster alone. */
  readonly memory?: RunMemory | undefined;
}

export interface EstatesResult {
  readonly gaps: readonly Gap[];
  readonly inventory: Inventory;
}

/** Runs the checks over what lies in files, and over each cluster; findings are handed on resource by resource. */
export function runEstates(input: EstatesInput, take: TakeFindings): EstatesResult {
  const { resources, estates, checks, scope, aliases, memory } = input;
  const [only] = estates;
  if (!only || (memory && only.resources === resources)) {
    const inventory = memory ? nextInventory(resources, memory) : createInventory(resources);
    const own = { ...scope, minor: only?.minor ?? scope.minor };
    const gaps = findEach({ inventory, checks, scope: own, aliases, memory }, only ? takeJudged(take, only) : take);
    return { gaps, inventory };
  }
  const files: Estate = { name: '', minor: scope.minor, resources: filesOf(input), shipped: new Set() };
  const gaps = [files, ...estates].flatMap((estate) => {
    const inventory = createInventory(estate.resources);
    const own = { ...scope, minor: estate.minor ?? scope.minor };
    return findEach({ inventory, checks, scope: own, aliases }, takeJudged(take, estate));
  });
  return { gaps, inventory: createInventory(resources) };
}

function takeJudged(take: TakeFindings, { shipped }: Estate): TakeFindings {
  return shipped.size === 0 ? take : (found) => (shipped.has(found[0]!.resource) ? undefined : take(found));
}

/** The version that a report speaks of: the one that all estates share, else the newest. */
export function minorOf(estates: readonly Estate[], minor: number): number {
  const minors = estates.flatMap((estate) => estate.minor ?? []);
  return minors.length > 0 ? Math.max(...minors) : minor;
}
