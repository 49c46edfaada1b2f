import { instanceRole, METADATA } from '../cloud.ts';
import { hopGuard, nodeRoles } from '../cloud-roles.ts';
import { defineEdge } from '../edge.ts';
import type { Guard } from '../edge.ts';
import type { Pod } from '../world-pods.ts';
import type { World } from '../world.ts';

/** What stops a request of the pod on its way; the network of the node is the node's own. */
function guardOf(world: World, pod: Pod): Guard | undefined {
  if (pod.view.pod['hostNetwork'] === true) return undefined;
  if (!world.network.reachesAddress(pod, METADATA, 80))
    return { name: `network policies of namespace ${pod.namespace}` };
  return pod.node.assumed ? hopGuard(world.inventory) : undefined;
}

export default defineEdge({
  id: 'metadata-service-credentials',
  title: 'reaches the metadata service and is given',
  from: ['container'],
  to: ['cloudrole'],
  technique: 'T1552.005',
  ease: 'moderate',
  why: 'A request to 169.254.169.254 from a pod is answered as if the node had sent it, with credentials of its cloud identity, unless a policy or a hop limit stops it.',
  remedy: 'Require IMDSv2 with a hop limit of 1, use identities of workloads, and deny 169.254.169.254 by policy.',
  references: ['https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html'],
  guards: ['network policies', 'hop limit of the nodes, as Terraform sets it'],
  find(world, out) {
    const assumed = Map.groupBy(nodeRoles(world), ({ from }) => from);
    for (const pod of world.places.pods) {
      const known = instanceRole(world, pod.node);
      const roles = known ? [known] : (assumed.get(pod.node) ?? []);
      if (roles.length === 0) continue;
      const guard = guardOf(world, pod);
      for (const { vertex, fact } of roles) {
        for (const container of pod.containers) {
          if (guard) out.blocked(container, vertex, guard, fact);
          else out.edge(container, vertex, fact);
        }
      }
    }
  },
});
