import type { Inventory } from '../model/inventory.ts';
import { effectiveRules, type OwnedRule } from './aggregation.ts';
import { boundRole, type Binding } from './bindings.ts';
import { allowsEverything, grantOf, type Power } from './grants.ts';

/* Sets of rights that several rules speak of. */

export const READ_VERBS = ['get', 'list', 'watch'];
export const WRITE_VERBS = ['create', 'update', 'patch', 'delete', 'deletecollection'];
export const CHANGE_VERBS = ['create', 'update', 'patch'];

/** Resources whose templates become pods, with `pods` itself. */
export const WORKLOAD_RESOURCES = [
  'pods',
  'deployments',
  'daemonsets',
  'statefulsets',
  'replicasets',
  'replicationcontrollers',
  'jobs',
  'cronjobs',
];
export const WORKLOAD_GROUPS = ['', 'apps', 'batch', 'extensions'];

/** A shell in a running container. `get` opens one too: the websocket upgrade is a GET request. */
export const SHELL: Power = { groups: [''], resources: ['pods/exec', 'pods/attach'], verbs: ['create', 'get'] };

/** The contents of all Secrets in reach. */
export const READ_SECRETS: Power = { groups: [''], resources: ['secrets'], verbs: READ_VERBS };

/** Rights that let the holder take any other right. */
export const PROMOTION: readonly Power[] = [
  { groups: ['rbac.authorization.k8s.io'], resources: ['clusterroles', 'roles'], verbs: ['bind', 'escalate'] },
  { groups: [''], resources: ['users', 'groups', 'serviceaccounts'], verbs: ['impersonate'] },
];

/** Acting as workloads that run already: by a command in them, a container beside theirs, their kubelet or their token. */
const POSSESSION: readonly Power[] = [
  SHELL,
  { groups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'] },
  { groups: [''], resources: ['nodes/proxy'], verbs: ['create', 'get'] },
  { groups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
];

/**
 * Each of these, held for all namespaces, leads to the whole cluster: a pod of one's own mounts any token or the node,
 * a read Secret is someone else's credential, and a webhook changes what others create (Kubernetes docs, "RBAC Good
 * Practices").
 */
export const TAKEOVER: readonly Power[] = [
  { groups: WORKLOAD_GROUPS, resources: WORKLOAD_RESOURCES, verbs: CHANGE_VERBS },
  READ_SECRETS,
  { groups: ['admissionregistration.k8s.io'], resources: ['mutatingwebhookconfigurations'], verbs: CHANGE_VERBS },
  ...POSSESSION,
  ...PROMOTION,
];

/** Built-in roles that a binding may name although no file holds them, and what they are worth. */
const BUILT_IN_ADMINS = new Set(['cluster-admin']);
const BUILT_IN_TAKEOVER = new Set(['cluster-admin', 'admin', 'edit']);

/** Why a binding's role has a power: the rule that gives it, where the inventory has the role. */
export interface Proof {
  readonly rule?: OwnedRule;
}

/** Whether a binding hands out everything in the API. */
export function givesEverything(inventory: Inventory, binding: Binding): Proof | undefined {
  return proofOf(inventory, binding, BUILT_IN_ADMINS, ({ rule }) => allowsEverything(rule));
}

/** Whether a binding hands out rights that lead to the whole cluster where it is cluster-wide. */
export function givesTakeover(inventory: Inventory, binding: Binding): Proof | undefined {
  return proofOf(inventory, binding, BUILT_IN_TAKEOVER, ({ rule }) => TAKEOVER.some((power) => grantOf(rule, power)));
}

/** Whether a binding hands out a power. */
export function gives(
  inventory: Inventory,
  binding: Binding,
  power: Power,
  builtIn: ReadonlySet<string>,
): Proof | undefined {
  return proofOf(inventory, binding, builtIn, ({ rule }) => Boolean(grantOf(rule, power)));
}

function proofOf(
  inventory: Inventory,
  binding: Binding,
  builtIn: ReadonlySet<string>,
  test: (rule: OwnedRule) => boolean,
): Proof | undefined {
  if (binding.role.kind === 'ClusterRole' && builtIn.has(binding.role.name)) return {};
  const role = boundRole(inventory, binding);
  const rule = role && effectiveRules(inventory, role).find(test);
  return rule && { rule };
}
