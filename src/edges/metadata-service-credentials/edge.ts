import { instanceRole, METADATA } from '../cloud.ts';
import { defineEdge } from '../edge.ts';

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
  guards: ['network policies'],
  find(world, out) {
    for (const pod of world.places.pods) {
      const role = instanceRole(world, pod.node);
      if (!role) continue;
      const isOpen = pod.view.pod['hostNetwork'] === true || world.network.reachesAddress(pod, METADATA, 80);
      for (const container of pod.containers) {
        if (isOpen) out.edge(container, role.vertex, role.fact);
        else out.blocked(container, role.vertex, { name: `network policies of namespace ${pod.namespace}` }, role.fact);
      }
    }
  },
});
