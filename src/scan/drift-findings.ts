import { collapse } from '../judgement/collapse.ts';
import { fingerprint } from '../judgement/fingerprint.ts';
import type { RawFinding } from '../model/finding.ts';
import { createInventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { findCredentials } from '../posture/credentials.ts';
import { runChecks } from '../posture/run.ts';
import type { Plan } from './plan.ts';
import type { ScanOptions } from './scan.ts';
import { primeWorkloads } from './workloads.ts';

interface Estates {
  readonly declared: readonly Resource[];
  readonly drifted: readonly Resource[];
}

/** What our rules say of the drifted estate and not of the declared one, one finding per cause. */
export async function introducedBy(
  { declared, drifted }: Estates,
  plan: Plan,
  options: ScanOptions,
): Promise<readonly RawFinding[]> {
  const known = new Set((await findings(declared, plan, options)).map(fingerprint));
  const fresh = (await findings(drifted, plan, options)).filter((finding) => !known.has(fingerprint(finding)));
  return collapse(fresh).map(({ lead }) => lead);
}

async function findings(
  resources: readonly Resource[],
  plan: Plan,
  options: ScanOptions,
): Promise<readonly RawFinding[]> {
  const aliases = primeWorkloads(resources, options.config.config.workloads ?? {});
  const inventory = createInventory(resources);
  const wanted = plan.checks.some(({ check }) => check.id === 'literal-credential');
  const credentials = wanted ? await findCredentials(inventory) : undefined;
  const scope = { minor: options.minor, today: options.today, ...(credentials && { credentials }) };
  return runChecks(inventory, plan.checks, scope, aliases).findings;
}
