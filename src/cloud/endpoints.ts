import type { Json } from '../model/json.ts';
import { asList, asString, isObject } from '../std/value.ts';
import { aksCluster } from './aks.ts';
import { eksCluster } from './eks.ts';
import { valueOf } from './fact.ts';
import { gkeCluster } from './gke.ts';
import { isTrue, type Part } from './part.ts';
import { blocks, setting } from './value.ts';

/* Who reaches the API server of a managed cluster. */

const EVERYONE = new Set(['0.0.0.0/0', '::/0']);

/** Whether the endpoint has no public address, or whether that can't be known. */
export function privateAlready(part: Part): boolean {
  if (part.kind === 'eks-cluster') return !isTrue(valueOf(part, eksCluster.publicEndpoint));
  if (part.kind === 'aks-cluster') return valueOf(part, aksCluster.private) !== false;
  return valueOf(part, gkeCluster.privateEndpoint) !== false || valueOf(part, gkeCluster.addressEndpoint) === false;
}

/** Whether a list of address ranges, or GKE's block of authorized networks, lets every address in. */
export function admitsEveryone(value: Json): boolean {
  if (value === null) return true;
  const switched = setting(value, 'enabled', 'loose');
  if (switched.state === 'set' && !isTrue(switched.value)) return true;
  const ranges = asList(value).filter((item) => !isObject(item));
  const networks = blocks([value].flat(), 'cidrBlocks', 'loose').map((block) => block.value);
  return [...ranges, ...networks.map(rangeOf)].some((range) => EVERYONE.has(asString(range) ?? ''));
}

function rangeOf(network: Json): Json | undefined {
  const found = setting(network, 'cidrBlock', 'loose');
  return found.state === 'set' ? found.value : undefined;
}
