import type { RawFinding } from '../model/finding.ts';
import { createInventory, type Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { Scope } from '../model/check.ts';
import {
  nextInventory,
  type PlannedCheck,
  type PostureResult,
  runChecks,
  type RunMemory,
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

export interface EstatesResult extends PostureResult {
  readonly inventory: Inventory;
}

/** Runs the checks over what lies in files, and over each cluster. */
export function runEstates(input: EstatesInput): EstatesResult {
  const { resources, estates, checks, scope, aliases, memory } = input;
  const [only] = estates;
  if (!only || (memory && only.resources === resources)) {
    const inventory = memory ? nextInventory(resources, memory) : createInventory(resources);
    const minor = only?.minor ?? scope.minor;
    const { findings, gaps } = runChecks(inventory, checks, { ...scope, minor }, aliases, memory);
    return { findings: only ? judgedOf(findings, only) : findings, gaps, inventory };
  }
  const files: Estate = { name: '', minor: scope.minor, resources: filesOf(input), shipped: new Set() };
  const results = [files, ...estates].map((estate) => {
    const { resources: members, minor } = estate;
    const { findings, gaps } = runChecks(
      createInventory(members),
      checks,
      { ...scope, minor: minor ?? scope.minor },
      aliases,
    );
    return { findings: judgedOf(findings, estate), gaps };
  });
  return {
    findings: results.flatMap(({ findings }) => findings),
    gaps: results.flatMap(({ gaps }) => gaps),
    inventory: createInventory(resources),
  };
}

function judgedOf(findings: readonly RawFinding[], { shipped }: Estate): readonly RawFinding[] {
  return shipped.size === 0 ? findings : findings.filter(({ resource }) => !shipped.has(resource));
}

/** The version that a report speaks of: the one that all estates share, else the newest. */
export function minorOf(estates: readonly Estate[], minor: number): number {
  const minors = estates.flatMap((estate) => estate.minor ?? []);
  return minors.length > 0 ? Math.max(...minors) : minor;
}
