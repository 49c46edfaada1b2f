import { type Authorizer, createAuthorizer } from '../access/authorizer/authorizer.ts';
import { createNodeAuthorizer, type NodeAuthorizer } from '../access/node/authorizer.ts';
import type { Gap, GapCode } from '../model/gap.ts';
import { createInventory, type Inventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { collectTargets, type TargetOptions } from './collect-targets.ts';
import { filesOf } from './estate.ts';

/** One cluster's rights: those of a cluster that was read, of a snapshot, or of what lies in files. */
export interface AccessEstate {
  /** Name of the context; '' for files. */
  readonly name: string;
  readonly inventory: Inventory;
  readonly authorizer: Authorizer;
  /** What kubelets may do beside RBAC. */
  readonly kubelets: NodeAuthorizer;
}

export interface AccessRead {
  readonly estates: readonly AccessEstate[];
  /** What could not be read and may have given rights. */
  readonly gaps: readonly Gap[];
  readonly notes: readonly string[];
}

export interface AccessReadOptions extends TargetOptions {
  /** Where files leave a namespace open. */
  readonly defaultNamespace: string;
  /** Whether the question is about a kubelet: then what its pods need is read, too. */
  readonly ofNode?: boolean;
}

const RBAC_TYPES: ReadonlySet<string> = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);
/** What leads from an object to the node that needs it. */
const NODE_TYPES = ['Pod', 'PersistentVolume', 'VolumeAttachment', 'ResourceSlice'];
/** Rights do not depend on these: they are about what rules say, not about what is there. */
const HARMLESS: ReadonlySet<GapCode> = new Set(['unknown-kind', 'check-failed', 'outdated-data', 'unknown-value']);

/** Reads every target as a scan does and builds the authorizer of each cluster among them. */
export async function readAccess(options: AccessReadOptions): Promise<AccessRead> {
  const { defaultNamespace, ofNode = false } = options;
  const collected = await collectTargets(options, { cluster: { checks: [], ownTypes: ofNode ? NODE_TYPES : [] } });
  const files = filesOf(collected);
  const own = files.length > 0 || !collected.estates ? [await fromFiles(files, defaultNamespace)] : [];
  const clusters = (collected.estates ?? []).map(({ name, resources }) => estateOf(name, resources, ''));
  return {
    estates: [...own, ...clusters],
    gaps: collected.gaps.filter((gap) => matters(gap, ofNode)),
    notes: collected.notes ?? [],
  };
}

/** Files come into a cluster that has the roles which Kubernetes makes itself. */
async function fromFiles(files: readonly Resource[], defaultNamespace: string): Promise<AccessEstate> {
  const { defaultRoles } = await import('../access/authorizer/defaults.ts');
  return estateOf('', [...files, ...defaultRoles()], defaultNamespace);
}

function estateOf(name: string, resources: readonly Resource[], defaultNamespace: string): AccessEstate {
  const inventory = createInventory(resources);
  return {
    name,
    inventory,
    authorizer: createAuthorizer(inventory, { defaultNamespace }),
    kubelets: createNodeAuthorizer(inventory),
  };
}

function matters({ code, types }: Gap, ofNode: boolean): boolean {
  const asked = (type: string) => RBAC_TYPES.has(type) || (ofNode && NODE_TYPES.includes(type));
  return !HARMLESS.has(code) && (!types || types.some(asked));
}
