import { mountsToken } from '../../access/accounts.ts';
import { isSystemNamespace, namespaceOf } from '../../kubernetes/namespaces.ts';
import { isStaticPod, type Workload, WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { wayToApiServer } from '../../network/api-server.ts';
import { exposedWorkloads } from '../../network/exposed.ts';
import { asList, at } from '../../std/value.ts';

export default defineCheck({
  id: 'kube-api-reachable',
  title: 'Workload can call the API server without need',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Who gets into the workload can try the API server: its anonymous endpoints, its known weaknesses, and tokens stolen elsewhere.',
  remedy: 'Give the workload an egress policy that allows what it calls, and leaves the address of the API server out.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://kubernetes.io/docs/concepts/security/api-server-bypass-risks/',
  ],
  types: WORKLOAD_TYPES,
  unsure(resource, { inventory }) {
    const asked = suspect(resource, inventory);
    if (!asked || wayToApiServer(inventory, asked.workload) !== 'unknown') return undefined;
    return 'the address of the API server, or what other kinds of policies say of it, is not known';
  },
  find(resource, { inventory }) {
    const asked = suspect(resource, inventory);
    const way = asked && wayToApiServer(inventory, asked.workload);
    if (!way || way === 'unknown') return [];
    const { rule } = way;
    const how = rule ? `${rule.policy.kind} ${rule.policy.name} lets it` : 'no policy restricts what it calls';
    return [
      {
        path: ['metadata', 'name'],
        message: `can call the API server, though it ${asked.why}: ${how}`,
        ...(rule && { evidence: [{ resource: rule.policy, path: rule.path, note: 'allows it' }] }),
      },
    ];
  },
});

interface Suspect {
  readonly workload: Workload;
  /** Why it should not. */
  readonly why: string;
}

/** Workloads that have no use for the API server, or that outsiders come to first. */
function suspect(resource: Resource, inventory: Inventory): Suspect | undefined {
  const workload = workloadOf(resource);
  if (!workload || isStaticPod(resource) || isSystemNamespace(namespaceOf(resource))) return undefined;
  if (!mountsToken(inventory, workload) && !asksForToken(workload)) return { workload, why: 'mounts no token' };
  return exposedWorkloads(inventory).has(workload) ? { workload, why: 'can be reached from outside' } : undefined;
}

function asksForToken({ pod }: Workload): boolean {
  const sources = asList(pod['volumes']).flatMap((volume) => asList(at(volume, 'projected', 'sources')));
  return sources.some((source) => at(source, 'serviceAccountToken') !== undefined);
}
