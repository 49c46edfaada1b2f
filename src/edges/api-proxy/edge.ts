import { defineEdge } from '../edge.ts';
import { throughTheServer } from '../proxied.ts';

export default defineEdge({
  id: 'api-proxy',
  title: 'may send requests through the API server to',
  from: ['permissions', 'network'],
  to: ['network', 'endpoint'],
  technique: 'T1090',
  ease: 'easy',
  why: 'The proxy of the API server passes requests on to pods and services from an address that network policies usually let in.',
  remedy: 'Take pods/proxy and services/proxy out of the role.',
  references: [
    'https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls',
  ],
  find(world, out) {
    for (const resource of ['pods/proxy', 'services/proxy']) {
      const grants = world.access.grants({
        verbs: ['create', 'get', 'update', 'patch', 'delete'],
        groups: [''],
        resource,
      });
      throughTheServer(
        world,
        resource === 'pods/proxy' ? grants : grants.map((grant) => ({ ...grant, names: [] })),
        out,
      );
    }
  },
});
