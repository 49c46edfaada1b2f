import type { Inventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asObject, asString } from '../std/value.ts';
import { isTrue, type Part } from './part.ts';
import { referringTo } from './references.ts';
import type { Problem } from './setting-check.ts';
import { isUnknown } from './value.ts';

/* Whether network policies are enforced in an EKS cluster. */

/** Programs that enforce them, as charts and DaemonSets are named. */
const ENFORCERS = /^(calico|calico-node|canal|cilium|tigera-operator|antrea-agent|kube-router|weave-net)$/;

/** What is wrong where the VPC CNI of an EKS cluster in Terraform leaves policies aside and nothing else enforces them. */
export function withoutPolicies(part: Part, inventory: Inventory): Problem[] {
  if (part.dialect !== 'terraform' || part.keys !== 'exact' || part.autopilot || hasEnforcer(inventory)) return [];
  const { sure, possible } = referringTo(inventory, part.resource, 'aws_eks_addon', 'cluster_name');
  const networking = [...sure, ...possible].filter(({ object }) => mayBeNetworking(object['addon_name']));
  if (networking.some((addon) => enforces(addon) !== false)) return [];
  const so = 'so network policies do nothing';
  if (networking.length > 0)
    return [{ path: part.base, message: `the add-on vpc-cni has no enableNetworkPolicy, ${so}` }];
  // Another tool may set up a plugin that enforces them.
  return [{ path: part.base, message: `no add-on vpc-cni with enableNetworkPolicy is set up, ${so}`, severity: 'low' }];
}

function mayBeNetworking(name: Json | undefined): boolean {
  return name === 'vpc-cni' || isUnknown(name);
}

/** Undefined where the configuration can't be known. */
function enforces({ object }: Resource): boolean | undefined {
  const values = object['configuration_values'];
  if (object['addon_name'] !== 'vpc-cni' || isUnknown(values)) return undefined;
  const text = asString(values) ?? '';
  const setting = parsed(text)['enableNetworkPolicy'];
  return setting === undefined ? /enableNetworkPolicy"?\s*:\s*["']?true/.test(text) : isTrue(setting);
}

function hasEnforcer(inventory: Inventory): boolean {
  const charts = inventory.ofType('helm_release').map(({ object }) => asString(object['chart']) ?? '');
  const agents = inventory.ofType('DaemonSet').map(({ name }) => name);
  return [...charts, ...agents].some((name) => ENFORCERS.test(name));
}

function parsed(text: string): Record<string, Json | undefined> {
  try {
    return asObject(JSON.parse(text) as Json);
  } catch {
    // YAML, which the add-on takes too.
    return {};
  }
}
