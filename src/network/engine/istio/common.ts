import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Requirement } from '../../../kubernetes/selector.ts';
import type { Json, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asString, at, isObject } from '../../../std/value.ts';
import { ISTIO } from '../derived.ts';
import type { Peer, PodPick } from '../policy.ts';
import type { Reading } from '../reading.ts';
import { readSelector } from '../read-selector.ts';

export const MTLS = { filter: 'mesh', tier: 'mutual TLS', tierOrder: 1 } as const;
export const AUTHORIZATION = { filter: 'mesh', tier: 'authorization', tierOrder: 2 } as const;

/** Where policies are for the whole mesh, unless the mesh's config says another (istio.io, "Global Mesh Options", `rootNamespace`). */
const ROOT = 'istio-system';
const STATED_ROOT = /^rootNamespace: *"?([a-z0-9-]{1,63})"? *$/m;

export function isMeshWide(resource: Resource, { others }: Pick<Reading, 'others'>): boolean {
  const config = asString(at(others.find('ConfigMap', ROOT, 'istio')?.object, 'data', 'mesh')) ?? '';
  return namespaceOf(resource) === (STATED_ROOT.exec(config)?.[1] ?? ROOT);
}

const MESHED: Requirement = { key: ISTIO, operator: 'Exists', values: [] };

/** Pods whose traffic Istio sees; of one namespace where it is given. */
export function meshPods(namespace: string | undefined, pods: readonly Requirement[] = []): PodPick {
  return { namespaces: namespace === undefined ? { selector: [] } : { name: namespace }, pods: [MESHED, ...pods] };
}

/** Everybody who has no certificate of the mesh. */
export const STRANGERS: readonly Peer[] = [{ kind: 'other', than: [{ kind: 'pods', ...meshPods(undefined) }] }];

/** `matchLabels` of a workload selector. */
export function workloadSelector(value: Json | undefined, path: Path, { report }: Reading): readonly Requirement[] {
  const matchLabels = at(value, 'matchLabels');
  return isObject(matchLabels) ? readSelector({ matchLabels }, path, report) : [];
}
