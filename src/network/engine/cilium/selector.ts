import { isLabelKey, isLabelValue, type Requirement, requirementsOf } from '../../../kubernetes/selector.ts';
import type { Json, Path } from '../../../model/json.ts';
import { show } from '../../../std/value.ts';
import { ACCOUNT } from '../derived.ts';
import { NAMESPACE_NAME } from '../picks.ts';
import type { PodPick, Report } from '../policy.ts';
import { selectorFault } from '../read-selector.ts';

/** A selector of endpoints, by what its labels are about. */
export interface EndpointSelector {
  /** Conditions on the labels of pods, the account among them. */
  readonly pods: readonly Requirement[];
  /** Conditions on the labels of their namespaces. */
  readonly namespaces: readonly Requirement[];
  /** Whether it says of which namespace the pods are. */
  readonly saysNamespace: boolean;
  /** Names of `reserved:` labels that it asks for. */
  readonly reserved: readonly string[];
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';
const SERVICE_ACCOUNT = 'io.cilium.k8s.policy.serviceaccount';
const CLUSTER = 'io.cilium.k8s.policy.cluster';

/**
 * Reads a selector of Cilium. Its labels carry their source (`k8s:app`; without one any source is meant), and some are about
 * the namespace or the account of a pod (docs.cilium.io, "Using Kubernetes Constructs in Policy").
 */
export function readEndpointSelector(value: Json | undefined, path: Path, report: Report): EndpointSelector {
  const requirements = requirementsOf(value ?? {});
  if (!requirements) report(path, `${selectorFault(value ?? null)} in the selector`);
  const pods: Requirement[] = [];
  const namespaces: Requirement[] = [];
  const reserved: string[] = [];
  for (const requirement of requirements ?? [{ key: '', operator: 'Exists', values: [] } as const]) {
    const { source, key } = parted(requirement.key);
    if (source === 'reserved') reserved.push(key);
    else if (key === NAMESPACE) namespaces.push({ ...requirement, key: NAMESPACE_NAME });
    else if (key.startsWith(NAMESPACE_LABELS)) {
      namespaces.push({ ...requirement, key: key.slice(NAMESPACE_LABELS.length) });
    } else if (key === SERVICE_ACCOUNT) pods.push({ ...requirement, key: ACCOUNT });
    // One cluster is all that is known, and it may go by any name.
    else if (key !== CLUSTER) {
      if (requirements) checkLabel({ ...requirement, key }, path, report);
      pods.push({ ...requirement, key: isPods(source) ? key : `@${source}:${key}` });
    }
  }
  const saysNamespace = namespaces.some(({ key }) => key === NAMESPACE_NAME);
  return { pods, namespaces, saysNamespace, reserved };
}

/** The pods that a selector means; those of `namespace` where it is given and the selector says no other. */
export function podsOf({ pods, namespaces, saysNamespace }: EndpointSelector, namespace: string | undefined): PodPick {
  if (namespace === undefined || saysNamespace) return { namespaces: { selector: namespaces }, pods };
  if (namespaces.length === 0) return { namespaces: { name: namespace }, pods };
  const own: Requirement = { key: NAMESPACE_NAME, operator: 'In', values: [namespace] };
  return { namespaces: { selector: [own, ...namespaces] }, pods };
}

function parted(text: string): { readonly source: string; readonly key: string } {
  const colon = text.indexOf(':');
  return colon < 0 ? { source: 'any', key: text } : { source: text.slice(0, colon), key: text.slice(colon + 1) };
}

function isPods(source: string): boolean {
  return source === 'k8s' || source === 'any';
}

function checkLabel({ key, values }: Requirement, path: Path, report: Report): void {
  if (!isLabelKey(key)) report(path, `"${show(key)}" is no label key`);
  for (const one of values) if (!isLabelValue(one)) report(path, `"${show(one)}" is no label value`);
}
