import { defineCheck, type Violation } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { dashboardBehind, dashboardByName } from '../../network/dashboards.ts';
import { isExternalLoadBalancer } from '../../network/load-balancers.ts';
import { ROUTE_TYPES, backendsOf, serviceOf } from '../../network/services.ts';
import { at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'dashboard-exposed',
  title: 'Console of the cluster is reachable from outside',
  severity: 'high',
  category: 'network',
  profile: 'recommended',
  why: 'Consoles such as the Kubernetes Dashboard, Argo or Prometheus act on the cluster or show its insides, and ship with weak or no logins: attackers scan for them.',
  remedy:
    'Keep the console on a ClusterIP Service and reach it by port forward or VPN, or put a login of your own in front.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  types: ['Service', ...ROUTE_TYPES],
  covers: ['ingress-exposes-workload', 'load-balancer-open', 'service-loadbalancer-external', 'service-nodeport'],
  find: (resource, { inventory }) =>
    resource.type === 'Service' ? byService(inventory, resource) : byRoute(inventory, resource),
});

function byService(inventory: Inventory, service: Resource): Violation[] {
  const type = at(service.object, 'spec', 'type');
  const name = type === 'NodePort' || isExternalLoadBalancer(service) ? dashboardBehind(inventory, service) : undefined;
  return name ? [{ path: ['spec', 'type'], message: `a Service of type ${show(type)} leads to ${name}` }] : [];
}

function byRoute(inventory: Inventory, route: Resource): Violation[] {
  return backendsOf(route).flatMap((backend) => {
    const service = serviceOf(inventory, backend);
    const name = service ? dashboardBehind(inventory, service) : dashboardByName(backend.service);
    return name ? [{ path: backend.path, message: `the ${route.kind} ${route.name} leads to ${name}` }] : [];
  });
}
