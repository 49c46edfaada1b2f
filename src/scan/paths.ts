import type { World } from '../edges/world.ts';
import type { Gap, GapCode } from '../model/gap.ts';
import { createInventory, type Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import type { Collected } from './collect.ts';
import { collectTargets } from './collect-targets.ts';
import { filesOf } from './estate.ts';
import type { ScanOptions } from './scan.ts';
import { primeWorkloads } from './workloads.ts';

/** One cluster as attack paths see it: one that was read, a snapshot, or what lies in files. */
export interface PathEstate {
  /** Name of the context; '' for files. */
  readonly name: string;
  readonly inventory: Inventory;
  readonly minor: number;
}

export interface PathSource {
  readonly estates: readonly PathEstate[];
  readonly gaps: readonly Gap[];
  readonly notes: readonly string[];
}

/** What these are about changes no path. */
const HARMLESS: ReadonlySet<GapCode> = new Set(['unknown-kind', 'check-failed', 'outdated-data', 'unknown-value']);

/** Reads files, charts, kustomizations, snapshots and clusters for questions about attack paths. */
export async function readPathSource(options: ScanOptions): Promise<PathSource> {
  const own = options.config.config.workloads ?? {};
  const collected = await collectTargets(options, {
    cluster: { checks: options.checks, ownTypes: Object.keys(own), everyPod: true },
  });
  primeWorkloads(collected.resources, own);
  return {
    estates: await pathEstates(collected, options),
    gaps: collected.gaps.filter(({ code }) => !HARMLESS.has(code)),
    notes: collected.notes ?? [],
  };
}

/** What was collected, cluster by cluster, and what lies in files as a cluster of its own. */
export async function pathEstates(
  collected: Collected,
  options: Pick<ScanOptions, 'minor' | 'minorGiven'>,
): Promise<readonly PathEstate[]> {
  const files = filesOf(collected);
  const fromFiles = files.length > 0 || !collected.estates ? [await estateOfFiles(files, options.minor)] : [];
  const clusters = (collected.estates ?? []).map(({ name, resources, minor }) => ({
    name,
    inventory: createInventory(resources),
    minor: (options.minorGiven ? undefined : minor) ?? options.minor,
  }));
  return [...fromFiles, ...clusters];
}

/** Files come into a cluster that has the roles which Kubernetes makes itself. */
async function estateOfFiles(files: readonly Resource[], minor: number): Promise<PathEstate> {
  const { defaultRoles } = await import('../access/authorizer/defaults.ts');
  const known = new Set(files.map(keyOf));
  const defaults = defaultRoles().filter((resource) => !known.has(keyOf(resource)));
  return { name: '', inventory: createInventory([...files, ...defaults]), minor };
}

function keyOf({ type, namespace, name }: Resource): string {
  return `${type} ${namespace}/${name}`;
}

/** What is taken for granted where objects don't say it. These are no faults of the input. */
export function assumptionsOf(world: World): Gap[] {
  const { pods, nodes } = world.places;
  const unplaced = pods.filter(({ node }) => node.assumed).length;
  const assumed = pods.filter((pod) => pod.assumed).length;
  const known = nodes.filter(({ resource }) => resource).length;
  const found: string[] = [];
  if (assumed > 0)
    found.push(`${assumed} of ${pods.length} pods are known from templates only: each stands for all its replicas.`);
  if (unplaced > 0)
    found.push(`It is not known where ${unplaced} of ${pods.length} pods run: they are taken to share one node.`);
  if (known === 0 && pods.length > 0)
    found.push('No Node is among the objects: nothing is known of the nodes and of who else is in the cluster.');
  return [...found.map(assumption), ...world.network.gaps];
}

function assumption(message: string): Gap {
  return {
    code: 'unknown-value',
    file: '',
    message,
    hint: 'Ask a cluster or a snapshot of one: `castellan paths list cluster`.',
  };
}
