import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { matchesLabels } from '../../kubernetes/selector.ts';
import { strings } from '../../kubernetes/workload.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { NAMESPACE_NAME } from './picks.ts';

const GROUP = 'gateway.networking.k8s.io';
const GATEWAY = `Gateway.${GROUP}`;

/** What the objects say of routes of the Gateway API (gateway-api.sigs.k8s.io, "Security Model", "ReferenceGrant"). */
export interface Gateways {
  /** Whether some listener takes the route; a gateway that is not among the objects may. */
  attaches(route: Resource): boolean;
  /** Whether a route may lead to a Service of another namespace: that namespace must grant it. */
  mayLeadTo(route: Resource, namespace: string, service: string): boolean;
}

export function gatewaysOf(resources: readonly Resource[]): Gateways {
  const gateways = resources.filter(({ type }) => type === GATEWAY);
  const grants = resources.filter(({ type }) => type === `ReferenceGrant.${GROUP}`);
  const namespaces = new Map(resources.filter(({ type }) => type === 'Namespace').map((one) => [one.name, one]));
  const labelsOf = (name: string) => ({
    ...strings(at(namespaces.get(name)?.object, 'metadata', 'labels')),
    [NAMESPACE_NAME]: name,
  });
  const takes = (parent: Json, route: Resource): boolean => {
    if ((at(parent, 'kind') ?? 'Gateway') !== 'Gateway') return true;
    const namespace = asString(at(parent, 'namespace')) ?? namespaceOf(route);
    const gateway = gateways.find((one) => one.name === at(parent, 'name') && namespaceOf(one) === namespace);
    if (!gateway) return true;
    const section = at(parent, 'sectionName');
    const listeners = asList(at(gateway.object, 'spec', 'listeners'));
    return listeners.some(
      (one) => (section ?? at(one, 'name')) === at(one, 'name') && allows(one, gateway, route, labelsOf),
    );
  };
  return {
    attaches(route) {
      const parents = asList(at(route.object, 'spec', 'parentRefs'));
      return !isRoute(route) || parents.length === 0 || parents.some((parent) => takes(parent, route));
    },
    mayLeadTo(route, namespace, service) {
      if (!isRoute(route) || namespace === namespaceOf(route)) return true;
      return grants.some((grant) => namespaceOf(grant) === namespace && isGranted(grant, route, service));
    },
  };
}

function isRoute({ type }: Resource): boolean {
  return type.endsWith(`Route.${GROUP}`);
}

/** Without a word about it, routes of the gateway's own namespace. */
function allows(
  listener: Json,
  gateway: Resource,
  route: Resource,
  labelsOf: (namespace: string) => Readonly<Record<string, string>>,
): boolean {
  const kinds = asList(at(listener, 'allowedRoutes', 'kinds'));
  if (kinds.length > 0 && !kinds.some((one) => at(one, 'kind') === route.kind)) return false;
  const from = at(listener, 'allowedRoutes', 'namespaces', 'from') ?? 'Same';
  if (from === 'All') return true;
  if (from === 'Same') return namespaceOf(gateway) === namespaceOf(route);
  const selector = at(listener, 'allowedRoutes', 'namespaces', 'selector');
  return from === 'Selector' && matchesLabels(selector, labelsOf(namespaceOf(route)));
}

function isGranted(grant: Resource, route: Resource, service: string): boolean {
  const from = asList(at(grant.object, 'spec', 'from')).some(
    (one) =>
      at(one, 'group') === GROUP && at(one, 'kind') === route.kind && at(one, 'namespace') === namespaceOf(route),
  );
  const to = asList(at(grant.object, 'spec', 'to')).some(
    (one) => at(one, 'kind') === 'Service' && (at(one, 'name') ?? service) === service,
  );
  return from && to;
}
